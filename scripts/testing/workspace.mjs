/**
 * A folder for tests to work in: copies of the examples and of the test networks, which may be changed.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onShutdown } from '../lifetime.mjs';
import { root } from '../paths.mjs';

/** @returns {Promise<string>} the folder, removed at shutdown */
export async function makeWorkspace() {
  const folder = await mkdtemp(path.join(tmpdir(), 'layerwire-workspace-'));
  onShutdown(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  await cp(path.join(root, 'examples'), folder, { recursive: true });
  await cp(path.join(root, 'test/vscode/fixtures'), folder, { recursive: true });
  return folder;
}
