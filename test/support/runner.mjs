import TestRunner from 'jest-runner';

/** Whole processes, browsers and floods: what they wait for comes late when another such file has the same two cores. */
const ALONE =
  /\/test\/(system|faults)\/|\.browser\.test\.|\/test\/scripts\/(simulate|bench)|\/test\/bots\/playground\/page\./;

/** Jest's own runner in two rounds: most files side by side, then those that need the machine, one after another. */
export default class Runner extends TestRunner {
  async runTests(tests, watcher, options) {
    if (options.serial) return super.runTests(tests, watcher, options);
    const isAlone = ({ path }) => ALONE.test(path);
    await super.runTests(
      tests.filter((test) => !isAlone(test)),
      watcher,
      options,
    );
    this._globalConfig = { ...this._globalConfig, maxWorkers: 1 };
    await super.runTests(tests.filter(isAlone), watcher, options);
  }
}
