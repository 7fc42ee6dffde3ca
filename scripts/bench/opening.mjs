/**
 * How long a network takes to open. The clock starts when the open command is sent to the extension host. `drawn` is
 * when the page has painted cards, `interactive` when it has painted one as selected after a real click on it.
 */
import path from 'node:path';
import { root } from '../paths.mjs';
import { findWebview } from '../workbench/webviews.mjs';

const CARD = '.react-flow__node';
const PATIENCE_MS = 60_000;

/**
 * @param {import('../workbench/openWorkbench.mjs').Workbench} workbench
 * @param {string} file
 * @param {string} layer the id of one that is in sight when the file opens
 * @returns {Promise<{ drawn: number, interactive: number, canvas: import('playwright-core').Frame }>} in milliseconds
 */
export async function measureOpening({ page, driver }, file, layer) {
  const start = Date.now();
  const opened = driver.call(path.join(root, 'scripts/workbench/openNetwork.cjs'), 'openNetwork', file);
  const canvas = await findWebview(page, CARD, PATIENCE_MS, 10);
  const drawn = canvas.evaluate(firstPainted, CARD);
  await canvas.locator(`${CARD}[data-id="layer-${layer}"]`).click({ force: true });
  const interactive = await canvas.evaluate(firstPainted, `${CARD}.selected`);
  await opened;
  return { drawn: (await drawn) - start, interactive: interactive - start, canvas };
}

/**
 * In the page: when an element that the selector finds has been painted, in milliseconds since 1970.
 * @param {string} selector
 * @returns {Promise<number>}
 */
function firstPainted(selector) {
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(selector) === null) {
        requestAnimationFrame(look);
        return;
      }
      // A task that was posted in a frame runs after that frame's painting.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve(performance.timeOrigin + performance.now());
      };
      requestAnimationFrame(() => {
        port2.postMessage(null);
      });
    };
    look();
  });
}
