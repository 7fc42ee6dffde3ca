/**
 * `npm test`: from a fresh clone to one line that says how many tests passed.
 *
 * Lint and the type check count as one test each. What needs the workbench runs in the packaged extension, in a real
 * VS Code. The last line is `N passed, N failed`; a line before it says how many were skipped, if any.
 */
import path from 'node:path';
import { messageOf, shutdown, shutdownOnSignals } from './lifetime.mjs';
import { outFolder, root } from './paths.mjs';
import { runToEnd } from './setup/commands.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ONE_FAILED, ONE_PASSED, addCounts, closingLines, countSuite } from './testing/counts.mjs';

/** @typedef {import('./testing/counts.mjs').Counts} Counts */

/** No suite may take longer, in milliseconds. */
const SUITE_LIMIT = 15 * 60_000;

/** @type {Counts} */
let total = { passed: 0, failed: 0, skipped: 0 };

/**
 * Adds the outcome of one part; a part that throws is a failed test.
 * @param {string} title
 * @param {() => Promise<Counts>} part
 */
async function run(title, part) {
  process.stdout.write(`\n== ${title}\n`);
  const startedAt = Date.now();
  let counts = ONE_FAILED;
  try {
    counts = await part();
  } catch (error) {
    process.stdout.write(`${messageOf(error)}\n`);
  }
  total = addCounts(total, counts);
  process.stdout.write(
    `${title}: ${closingLines(counts).replace('\n', ', ')} (${String(Math.round((Date.now() - startedAt) / 1000))} s)\n`,
  );
}

/**
 * Runs a program of the project's packages under this Node.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<boolean>} whether it succeeded
 */
async function succeeds(args, env = {}) {
  const { status } = await runToEnd(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    timeoutMs: SUITE_LIMIT,
  });
  return status === 0;
}

/** @param {readonly (readonly string[])[]} commands all must succeed; all run */
async function check(commands) {
  let passed = true;
  for (const command of commands) {
    passed = (await succeeds(command)) && passed;
  }
  return passed ? ONE_PASSED : ONE_FAILED;
}

/**
 * @param {string} name
 * @param {string} glob
 * @param {number} timeoutMs of a single test
 * @param {NodeJS.ProcessEnv} [env]
 */
async function mocha(name, glob, timeoutMs, env) {
  const file = path.join(outFolder, 'test-results', `${name}.json`);
  const reporter = path.join(root, 'scripts/testing/reporter.cjs');
  return await countSuite(file, () =>
    succeeds(
      [
        ...['node_modules/mocha/bin/mocha.js', '--import=tsx', '--timeout', String(timeoutMs)],
        ...['--reporter', reporter, '--reporter-option', `file=${file}`, glob],
      ],
      env,
    ),
  );
}

shutdownOnSignals();
try {
  await ensureDependencies();
  await run('Lint', () =>
    check([
      ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'],
      ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
    ]),
  );
  await run('Type check', () => check([['node_modules/typescript/bin/tsc', '-b']]));
  await run('Unit tests', () => mocha('unit', 'test/unit/**/*.test.ts', 20_000));
  await run('Numeric tests', () => mocha('numeric', 'test/numeric/**/*.test.ts', 120_000));

  const { prepareWorkbench } = await import('./setup/prepareWorkbench.mjs');
  const parts = await prepareWorkbench();
  const env = { LAYERWIRE_BROWSER: parts.browser };
  await run('Tests in a browser', () => mocha('browser', 'test/browser/**/*.test.ts', 300_000, env));
  await run('Tests in the extension host', async () => {
    const { runHostSuite } = await import('./testing/runHostSuite.mjs');
    return await runHostSuite(parts);
  });
  await run('Tests of the workbench', () =>
    mocha('workbench', 'test/vscode/page/**/*.test.ts', 300_000, env),
  );
  await run('Tests of the headless run', () =>
    mocha('headless', 'test/vscode/headless/**/*.test.ts', 300_000, env),
  );
} catch (error) {
  process.stdout.write(`${messageOf(error)}\n`);
  total = addCounts(total, ONE_FAILED);
} finally {
  await shutdown();
}
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
process.stdout.write(`\n${closingLines(total)}\n`);
