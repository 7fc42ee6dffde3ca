/**
 * Runs the extension host's suite in the npm-borne workbench.
 */
import path from 'node:path';
import { outFolder } from '../paths.mjs';
import { openWorkbench } from '../workbench/openWorkbench.mjs';
import { countSuite } from './counts.mjs';
import { buildHostSuite } from './hostSuite.mjs';
import { makeWorkspace } from './workspace.mjs';

/**
 * @param {import('../workbench/openWorkbench.mjs').Parts} parts
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runHostSuite(parts) {
  const entry = await buildHostSuite();
  const folder = await makeWorkspace();
  const workbench = await openWorkbench({ parts, folder });
  try {
    const file = path.join(outFolder, 'test-results', 'host.json');
    return await countSuite(file, async () => {
      const failures = await workbench.driver.call(entry, 'runSuite', file, (line) => {
        process.stdout.write(`${String(line)}\n`);
      });
      return failures === 0;
    });
  } finally {
    await workbench.close();
  }
}
