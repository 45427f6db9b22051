import type { PersonView } from '../actions/converse.ts';
import type { DialogueInput, DialogueName } from './dialogue.ts';

/**
 * A dialogue in the middle of which a person is. Stored as JSON with short names, because it is read
 * and written at every update. The log has one entry for each finished call of `Talk`, in their order:
 * the call's key, with its result where it has one. The last call, which waits, has no entry.
 */
export interface Stored {
  /** Dialogue. */
  readonly d: DialogueName;
  /** Its version. */
  readonly v: number;
  /** Its input. */
  readonly i: DialogueInput;
  /** The person at its beginning: language, consent, tier, station. */
  readonly p: readonly [PersonView['language'], boolean, PersonView['tier'], PersonView['stationId']];
  readonly l: readonly Entry[];
  /** The open question has a button of the messenger's own, to be taken away afterwards. */
  readonly r?: true;
}

/** One finished call. */
export type Entry = string | readonly [key: string, result: unknown];

/** The key of the call that waits for a person's answer. */
export const ASK = 'a';

/** Reads a stored state; undefined for anything that is none. */
export function readStored(json: string): Stored | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return isStored(value) ? value : undefined;
}

/** Only this module's own writing is ever read back, so its outline is enough to know it by. */
function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  const { d, v, i, p, l } = value as Partial<Record<keyof Stored, unknown>>;
  return (
    typeof d === 'string' && typeof v === 'number' && typeof i === 'object' && Array.isArray(p) && Array.isArray(l)
  );
}

export function keyOf(entry: Entry): string {
  return typeof entry === 'string' ? entry : entry[0];
}

export function resultOf(entry: Entry): unknown {
  return typeof entry === 'string' ? undefined : entry[1];
}

/** Whether the person has answered anything yet in this dialogue, now or in an earlier round of it. */
export function isHalfDone(stored: Stored): boolean {
  return Object.keys(stored.i).length > 0 || stored.l.some((entry) => typeof entry !== 'string' && entry[0] === ASK);
}
