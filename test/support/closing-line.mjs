import { writeSync } from 'node:fs';

/** Ends a run with one plain line that a machine can read, after Jest's own summary. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    // A file that did not even load has failed, without a single test in it.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.once('exit', () =>
      writeSync(1, `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`),
    );
  }
}
