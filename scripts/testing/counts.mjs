/**
 * How many tests passed, failed and were skipped; added up over the suites.
 */
import { readFile, rm } from 'node:fs/promises';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */

/** @type {Counts} */
export const ONE_PASSED = { passed: 1, failed: 0, skipped: 0 };
/** @type {Counts} */
export const ONE_FAILED = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function addCounts(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * Runs a Mocha suite whose reporter leaves its counts in a file. A suite that leaves none has crashed, one that ends
 * badly without a failed test has failed too, and one without tests checks nothing: each counts as a failed test.
 * @param {string} file
 * @param {() => Promise<boolean>} run resolves with whether the suite says that it succeeded
 * @returns {Promise<Counts>}
 */
export async function countSuite(file, run) {
  await rm(file, { force: true });
  const succeeded = await run();
  const counts = await readCounts(file);
  if (counts === undefined) {
    process.stderr.write('The suite ended without a result.\n');
    return ONE_FAILED;
  }
  if (counts.passed + counts.failed + counts.skipped === 0) {
    process.stderr.write('The suite has no tests.\n');
    return ONE_FAILED;
  }
  return succeeded || counts.failed > 0 ? counts : addCounts(counts, ONE_FAILED);
}

/**
 * @param {string} file
 * @returns {Promise<Counts | undefined>}
 */
async function readCounts(file) {
  try {
    /** @type {Counts} */
    const counts = JSON.parse(await readFile(file, 'utf8'));
    return counts;
  } catch {
    return undefined;
  }
}

/**
 * The last lines of `npm test`: what was skipped, if anything, and then what ran.
 * @param {Counts} counts
 */
export function closingLines({ passed, failed, skipped }) {
  const ran = `${String(passed)} passed, ${String(failed)} failed`;
  return skipped === 0 ? ran : `${String(skipped)} skipped\n${ran}`;
}
