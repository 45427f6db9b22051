import type { Config } from '../../src/config/config.ts';
import type { Database } from '../../src/storage/database.ts';
import type { Progress } from './progress.ts';

/** 0 done, 1 failed, 2 asked for wrongly. */
export type ExitCode = 0 | 1 | 2;

/** What a command is given. Configuration and database are only touched when it asks for them. */
export interface CommandContext {
  /** @throws Problem when the environment cannot be used. */
  config(): Config;
  /**
   * The record, migrated: that of `DATABASE_URL`, else the embedded one, which is started for the while if
   * it is not running. The same one each time; closed for the command when it has ended.
   */
  openDatabase(): Promise<Database>;
  now(): Date;
  /** A line of the result. */
  print(line: string): void;
  /** A line about the result, out of the way of who reads it with a program. */
  note(line: string): void;
  /** Asks whoever is at the terminal; undefined when nobody is. */
  confirm(question: string): Promise<boolean | undefined>;
  /** Shows how far a long command is: a bar on a terminal, a plain line now and then elsewhere. */
  progress(title: string, total: number): Progress;
}

/** One of the things that `golos` does. */
export interface Command {
  /** One word or two: `import stations`. */
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. Begins with the command line. */
  readonly usage: string;
  /** `argv` is what follows the name. @throws Problem when it cannot be done as asked. */
  run(argv: readonly string[], context: CommandContext): Promise<ExitCode>;
}
