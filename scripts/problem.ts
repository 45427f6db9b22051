/**
 * Something that the person at the keyboard can mend: a taken port, a folder that cannot be written.
 * A script prints its message as one line, without a stack, and ends with `exitCode`
 * (1 it failed, 2 it was asked for wrongly). Everything else that is thrown is a bug.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
