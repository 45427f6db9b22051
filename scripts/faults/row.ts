import type { TextKey } from '../../src/i18n/keys.ts';
import type { Backend, Lab } from './lab.ts';
import type { Load } from './load.ts';

/** One line of the fault matrix: something that goes wrong while citizens are at it. */
export interface Row {
  /** Short, for `--only`. */
  readonly id: string;
  readonly group: string;
  /** What goes wrong, in words. */
  readonly fault: string;
  /** Both unless told. */
  readonly backends?: readonly Backend[];
  /** Whether the clock of all processes must be movable: rows of that kind have a lab of their own. */
  readonly clock?: boolean;
  /** Why it cannot be done here, in words. */
  unavailable?(lab: Lab): string | undefined;
  /**
   * Breaks something and mends it, while citizens go on. Citizens come and go until it resolves. What it resolves to
   * is a remark for the table.
   */
  run(lab: Lab, load: Load): Promise<string | undefined>;
  /** Makes sure that everything is as before, whether or not `run` came so far. */
  heal?(lab: Lab): Promise<unknown>;
  /** Error lines for which somebody is called, and rightly so. */
  readonly calls?: readonly RegExp[];
  /** Words that citizens may be told here. */
  readonly mayHear?: readonly TextKey[];
}
