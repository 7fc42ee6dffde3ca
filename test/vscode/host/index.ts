/**
 * Entry of the suite that runs inside the extension host: finds the bundled test files beside it and runs Mocha.
 *
 * test-electron calls `run`; in the npm-borne workbench the driver extension calls `runSuite`.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * For `--extensionTestsPath`; LAYERWIRE_TEST_RESULTS names the file for the counts.
 * @throws when a test fails
 */
export async function run(): Promise<void> {
  const file = process.env.LAYERWIRE_TEST_RESULTS;
  if (file === undefined) {
    throw new Error('LAYERWIRE_TEST_RESULTS must name the file for the counts.');
  }
  const failures = await runMocha(file);
  if (failures > 0) {
    throw new Error(`${failures} tests failed.`);
  }
}

/**
 * For the driver: emits what the reporter prints, because nobody sees an extension host's stdout.
 * @returns the number of failed tests
 */
export async function runSuite(
  _vscode: unknown,
  file: string,
  emit: (line: string) => void,
): Promise<number> {
  Mocha.reporters.Base.useColors = false;
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    emit(format(...values));
  };
  return await runMocha(file);
}

/** @returns the number of failed tests */
function runMocha(file: string): Promise<number> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 120_000,
    // This file runs as out/vscode-tests/index.js.
    reporter: path.resolve(__dirname, '../../scripts/testing/reporter.cjs'),
    reporterOptions: { file },
  });
  const tests = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  if (tests.length === 0) {
    throw new Error(`There are no tests in ${__dirname}.`);
  }
  tests.forEach((name) => mocha.addFile(path.join(__dirname, name)));
  return new Promise((resolve) => {
    mocha.run(resolve);
  });
}
