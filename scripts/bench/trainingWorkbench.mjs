/** A real workbench in which a network of 784-128-10 trains without end, and how fast it does. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onShutdown } from '../lifetime.mjs';
import { root } from '../paths.mjs';
import { prepareWorkbench } from '../setup/prepareWorkbench.mjs';
import { openWorkbench } from '../workbench/openWorkbench.mjs';

/** @typedef {{ type: string, epoch?: number, step?: number, elapsedMs?: number }} RunEvent */

const SETTLE_MS = 1500;
const WINDOW_MS = 4000;
const HOST_FUNCTIONS = path.join(root, 'scripts/testing/hostFunctions.cjs');

/** The lecture's mini-batches of 10 with 128 hidden neurons: many short steps, so that what disturbs them weighs most. */
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
  layout: { input: [0, 0], flatten: [0, 130], hidden: [0, 260], output: [0, 390] },
  training: {
    dataset: 'syntheticDigits',
    optimizer: { type: 'sgd', learningRate: 0.05 },
    batchSize: 10,
    epochs: 1000,
    seed: 1,
  },
};

/**
 * @typedef {object} TrainingWorkbench
 * @property {import('playwright-core').Page} page
 * @property {(command: string, ...args: readonly unknown[]) => Promise<unknown>} run runs a command of VS Code
 * @property {readonly RunEvent[]} events what the run has reported so far
 * @property {() => Promise<void>} stop ends the run
 */

/**
 * Opens the network on the canvas and trains it; returns when its first steps are done.
 * @returns {Promise<TrainingWorkbench>}
 */
export async function startTraining() {
  const parts = await prepareWorkbench();
  const folder = await mkdtemp(path.join(tmpdir(), 'layerwire-bench-'));
  onShutdown(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = path.join(folder, 'benchmark.nn.json');
  await writeFile(file, JSON.stringify(NETWORK));
  const { page, driver } = await openWorkbench({ parts, folder });
  /** @param {string} command @param {readonly unknown[]} args */
  const run = (command, ...args) => driver.call(HOST_FUNCTIONS, 'runCommand', { command, args });

  /** @type {RunEvent[]} */
  const events = [];
  const ended = driver.call(HOST_FUNCTIONS, 'watchRun', null, (event) => {
    events.push(/** @type {RunEvent} */ (event));
  });
  await driver.call(path.join(root, 'scripts/workbench/openNetwork.cjs'), 'openNetwork', file);
  // The command ends with the run.
  void run('layerwire.train');
  while (!events.some(({ type }) => type === 'stepsTrained')) await page.waitForTimeout(100);
  return {
    page,
    run,
    events,
    stop: async () => {
      await run('layerwire.stopTraining');
      await ended;
    },
  };
}

/**
 * Steps a second in a window; what happens between two epochs, such as the evaluation, is left out.
 * @param {import('playwright-core').Page} page
 * @param {readonly RunEvent[]} events
 */
export async function stepsASecond(page, events) {
  await page.waitForTimeout(SETTLE_MS);
  const from = events.length;
  await page.waitForTimeout(WINDOW_MS);
  const reports = events.slice(from).filter(({ type }) => type === 'stepsTrained');
  let steps = 0;
  let elapsedMs = 0;
  for (const [place, report] of reports.entries()) {
    const before = reports[place - 1];
    if (before === undefined || before.epoch !== report.epoch) continue;
    steps += (report.step ?? 0) - (before.step ?? 0);
    elapsedMs += (report.elapsedMs ?? 0) - (before.elapsedMs ?? 0);
  }
  if (elapsedMs === 0) throw new Error('The run reported no steps within the window.');
  return (steps * 1000) / elapsedMs;
}
