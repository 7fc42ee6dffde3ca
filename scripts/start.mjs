/**
 * `npm start`: from a fresh clone to the running product, in a window or headless. See `startArguments.mjs`.
 *
 * This file and what it imports use Node's built-in modules only, until the project's packages are installed.
 */
import { messageOf, shutdown, shutdownOnSignals } from './lifetime.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { USAGE, UsageError, parseStartArguments } from './startArguments.mjs';
import { writeEvent } from './writeEvent.mjs';

const args = process.argv.slice(2);
const headless = args.some((arg) => arg.startsWith('--headless'));
let failed = false;

/** @param {unknown} error */
function fail(error) {
  if (failed) {
    return;
  }
  failed = true;
  process.exitCode = 1;
  if (headless) {
    const diagnostics =
      error instanceof Error && 'diagnostics' in error ? { diagnostics: error.diagnostics } : {};
    writeEvent({ event: 'error', message: messageOf(error), ...diagnostics });
  }
  process.stderr.write(`${messageOf(error)}\n${error instanceof UsageError ? USAGE : ''}`);
}

shutdownOnSignals((signal) => {
  if (headless) {
    fail(new Error(`Interrupted by ${signal}.`));
  }
});
process.on('uncaughtException', (error) => {
  fail(error);
  void shutdown().then(() => process.exit(1));
});
try {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    process.exit();
  }
  // npm runs scripts in the project's folder, and keeps the caller's here.
  const request = parseStartArguments(args, process.env.INIT_CWD ?? process.cwd());
  await ensureDependencies();
  if (request === undefined) {
    const { openForPeople } = await import('./openForPeople.mjs');
    await openForPeople();
  } else {
    const { runHeadless } = await import('./headless.mjs');
    await runHeadless(request, writeEvent);
  }
} catch (error) {
  fail(error);
} finally {
  await shutdown();
}
