/**
 * A Mocha reporter that prints as `spec` does, and counts into a JSON file, from which `npm test` adds up its last line.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const Mocha = require('mocha');

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;

class CountingReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions & { reporterOptions?: { file?: string } }} options with the file's name
   */
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOptions?.file;
    if (file === undefined) {
      throw new Error('This reporter needs the option "file".');
    }
    const counts = { passed: 0, failed: 0, skipped: 0 };
    runner.on(EVENT_TEST_PASS, () => counts.passed++);
    runner.on(EVENT_TEST_FAIL, () => counts.failed++);
    runner.on(EVENT_TEST_PENDING, () => counts.skipped++);
    runner.once(EVENT_RUN_END, () => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}

module.exports = CountingReporter;
