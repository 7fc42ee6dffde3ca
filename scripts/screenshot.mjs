/**
 * `npm run screenshot`: the README's picture. Trains the first example on the real MNIST (from `MNIST_DIR`) in the
 * workbench that the tests use, and takes `media/screenshot.png` when it has ended.
 */
import path from 'node:path';
import { shutdown, shutdownOnSignals } from './lifetime.mjs';
import { root } from './paths.mjs';
import { prepareWorkbench } from './setup/prepareWorkbench.mjs';
import { openWorkbench } from './workbench/openWorkbench.mjs';
import { findWebview } from './workbench/webviews.mjs';

/** In milliseconds. */
const PATIENCE = 60_000;

const datasetFolder = process.env.MNIST_DIR;
shutdownOnSignals();
try {
  if (datasetFolder === undefined) {
    throw new Error('Set MNIST_DIR to a folder with the four MNIST files: the picture shows real figures.');
  }
  const folder = path.join(root, 'examples');
  const file = path.join(folder, 'mnist-mlp.nn.json');
  const settings = { 'workbench.colorTheme': 'Default Dark Modern' };
  const { page, driver } = await openWorkbench({ parts: await prepareWorkbench(), folder, settings });
  await page.setViewportSize({ width: 1280, height: 880 });
  await driver.call(path.join(root, 'scripts/workbench/openNetwork.cjs'), 'openNetwork', file);
  const canvas = await findWebview(page, '.react-flow__node', PATIENCE);
  const options = { datasetFolder, epochs: 6, interactive: false };
  await driver.call(path.join(root, 'scripts/workbench/train.cjs'), 'train', { file, options });
  await canvas.locator('.react-flow__node[data-id="layer-hidden"]').click();
  await page.waitForTimeout(1000);
  await page.screenshot({ path: path.join(root, 'media/screenshot.png') });
} finally {
  await shutdown();
}
