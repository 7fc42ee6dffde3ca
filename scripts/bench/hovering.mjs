/**
 * `npm run bench:hovering`: how soon a hover on the canvas shows the numbers of a Dense layer of 784 × 128, in a real
 * workbench: from the pointer's arrival on the card to the frame that has painted them. While the run waits, and while it
 * trains: now and then, when the worker is in the middle of a long piece of work, and one hover soon after the other.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onShutdown, shutdown, shutdownOnSignals } from '../lifetime.mjs';
import { root } from '../paths.mjs';
import { prepareWorkbench } from '../setup/prepareWorkbench.mjs';
import { openWorkbench } from '../workbench/openWorkbench.mjs';
import { findWebview } from '../workbench/webviews.mjs';
import { describeLoad, describeMachine } from './machine.mjs';
import { atMost, ms, print } from './report.mjs';
import { median, percentile } from './statistics.mjs';

const HOVERS = 30;
const TARGET_MS = 50;
const PATIENCE_MS = 60_000;
/** Until the hover before has gone, and with `seldom` until the worker has forgotten it. */
const PAUSE_MS = { seldom: 1500, often: 500 };
const CARD = '.react-flow__node[data-id="layer-hidden"]';
const HOST_FUNCTIONS = path.join(root, 'scripts/testing/hostFunctions.cjs');

const NETWORK = {
  version: 1,
  name: 'Benchmark',
  layers: {
    input: { type: 'Input', shape: [28, 28, 1] },
    flatten: { type: 'Flatten' },
    hidden: { type: 'Dense', units: 128, activation: 'relu' },
    output: { type: 'Dense', units: 10, activation: 'softmax' },
  },
  edges: [
    ['input', 'flatten'],
    ['flatten', 'hidden'],
    ['hidden', 'output'],
  ],
  training: {
    dataset: 'syntheticDigits',
    optimizer: { type: 'sgd', learningRate: 0.05 },
    batchSize: 32,
    epochs: 10_000,
    seed: 1,
  },
};

shutdownOnSignals();
try {
  await bench();
} finally {
  await shutdown();
}

async function bench() {
  const loadBefore = describeLoad();
  const parts = await prepareWorkbench();
  const folder = await mkdtemp(path.join(tmpdir(), 'layerwire-bench-'));
  onShutdown(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = path.join(folder, 'hovering.nn.json');
  await writeFile(file, JSON.stringify(NETWORK));
  const settings = { 'layerwire.engine': 'tfjs-wasm', 'layerwire.progressNotification': false };
  const { page, driver } = await openWorkbench({ parts, folder, settings });
  /** @param {string} command */
  const run = (command) => driver.call(HOST_FUNCTIONS, 'runCommand', { command, args: [] });
  let reports = 0;
  void driver.call(HOST_FUNCTIONS, 'watchRun', null, () => {
    reports++;
  });
  await driver.call(path.join(root, 'scripts/workbench/openNetwork.cjs'), 'openNetwork', file);
  const canvas = await findWebview(page, CARD, PATIENCE_MS);
  // The command ends with the run.
  void run('layerwire.train');
  while (reports < 5) await page.waitForTimeout(100);

  // The first hover of all makes the host's and the page's code ready.
  await hover(canvas, PAUSE_MS.seldom);
  const figures = [
    figure('hover now and then while it trains', await hovers(canvas, PAUSE_MS.seldom)),
    figure('hover again and again while it trains', await hovers(canvas, PAUSE_MS.often)),
  ];
  await run('layerwire.pauseTraining');
  figures.push(figure('hover while the run waits', await hovers(canvas, PAUSE_MS.often)));
  await run('layerwire.stopTraining');
  print({ ...(await describeMachine(page)), load: `${loadBefore} before, ${describeLoad()} after` }, figures);
}

/**
 * @param {string} what
 * @param {readonly number[]} times
 */
function figure(what, times) {
  const rest = `90th percentile ${ms(percentile(times, 90))}, longest ${ms(Math.max(...times))}, ${String(times.length)} hovers`;
  return atMost(what, median(times), TARGET_MS, rest);
}

/**
 * @param {import('playwright-core').Frame} canvas
 * @param {number} pauseMs
 */
async function hovers(canvas, pauseMs) {
  const times = [];
  for (let count = 0; count < HOVERS; count++) times.push(await hover(canvas, pauseMs));
  return times;
}

/**
 * Leaves the card, waits and comes again.
 * @param {import('playwright-core').Frame} canvas
 * @param {number} pauseMs and up to half of it more, so that no hover falls into step with the training
 * @returns {Promise<number>} in milliseconds
 */
async function hover(canvas, pauseMs) {
  await canvas.locator('.toolbar-title').hover();
  await canvas.waitForTimeout(pauseMs * (1 + Math.random() / 2));
  const shown = canvas.evaluate(watchHover, { card: CARD, numbers: '.inside-hover .inside-tensor' });
  await canvas.locator(CARD).hover();
  return await shown;
}

/**
 * In the page: waits for the pointer on the card, then for the numbers.
 * @param {{ card: string, numbers: string }} selectors
 * @returns {Promise<number>}
 */
function watchHover({ card, numbers }) {
  return new Promise((resolve) => {
    let start = NaN;
    document.querySelector(card)?.addEventListener(
      'pointerover',
      ({ timeStamp }) => {
        start = timeStamp;
      },
      { once: true },
    );
    const observer = new MutationObserver(() => {
      if (Number.isNaN(start) || document.querySelector(numbers) === null) return;
      observer.disconnect();
      // A task that was posted in a frame runs after that frame's painting.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve(performance.now() - start);
      };
      requestAnimationFrame(() => {
        port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true });
  });
}
