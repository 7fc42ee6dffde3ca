/**
 * `npm run test:electron`: the extension host's suite in a downloaded desktop VS Code. It needs a display (on Linux
 * without one, run it under `xvfb-run`) and Microsoft's servers; `npm test` needs neither.
 */
import path from 'node:path';
import { messageOf, shutdown, shutdownOnSignals } from './lifetime.mjs';
import { cacheFolder, outFolder, root } from './paths.mjs';
import { runCommand } from './setup/commands.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { closingLines, countSuite } from './testing/counts.mjs';

shutdownOnSignals();
try {
  await ensureDependencies();
  await runCommand(process.execPath, ['esbuild.config.mjs'], { cwd: root });
  const { buildHostSuite } = await import('./testing/hostSuite.mjs');
  const { makeWorkspace } = await import('./testing/workspace.mjs');
  const { downloadAndUnzipVSCode, runTests } = await import('@vscode/test-electron');

  const vscodeExecutablePath = await download(() => downloadAndUnzipVSCode({ cachePath: cacheFolder }));
  const extensionTestsPath = await buildHostSuite();
  const folder = await makeWorkspace();
  const file = path.join(outFolder, 'test-results', 'electron.json');
  const counts = await countSuite(file, async () => {
    try {
      const status = await runTests({
        vscodeExecutablePath,
        extensionDevelopmentPath: root,
        extensionTestsPath,
        extensionTestsEnv: { LAYERWIRE_TEST_RESULTS: file },
        launchArgs: [
          folder,
          ...['--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
          ...['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
        ],
      });
      return status === 0;
    } catch (error) {
      process.stderr.write(`${messageOf(error)}\n`);
      return false;
    }
  });
  process.exitCode = counts.failed === 0 ? 0 : 1;
  process.stdout.write(`\n${closingLines(counts)}\n`);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await shutdown();
}

/**
 * @param {() => Promise<string>} start
 * @returns {Promise<string>} the downloaded program's file
 */
async function download(start) {
  try {
    return await start();
  } catch (error) {
    throw new Error(
      'VS Code could not be downloaded from update.code.visualstudio.com. Without that server, "npm test" runs the ' +
        `extension host suite in a workbench out of npm. (${messageOf(error)})`,
      { cause: error },
    );
  }
}
