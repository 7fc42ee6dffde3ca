/**
 * `npm run package`: builds `dist/layerwire.vsix`.
 */
import { messageOf, shutdown, shutdownOnSignals } from './lifetime.mjs';
import { buildAndPackage } from './setup/build.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

shutdownOnSignals();
try {
  await ensureDependencies();
  process.stdout.write(`${await buildAndPackage()}\n`);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await shutdown();
}
