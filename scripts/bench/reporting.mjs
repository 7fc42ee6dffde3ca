/**
 * `npm run bench:reporting`: what it costs training that the panel shows it, in a real workbench: steps a second with
 * the panel open against the panel closed, in turn within one run. Prints the ratio of each pair and their median.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onShutdown, shutdown, shutdownOnSignals } from '../lifetime.mjs';
import { root } from '../paths.mjs';
import { prepareWorkbench } from '../setup/prepareWorkbench.mjs';
import { openWorkbench } from '../workbench/openWorkbench.mjs';
import { describeLoad, describeMachine } from './machine.mjs';
import { median } from './statistics.mjs';

/** @typedef {{ type: string, epoch?: number, step?: number, elapsedMs?: number }} RunEvent */

const PAIRS = 10;
const SETTLE_MS = 1500;
const WINDOW_MS = 4000;
const TARGET = 0.05;
const HOST_FUNCTIONS = path.join(root, 'scripts/testing/hostFunctions.cjs');

/** The lecture's mini-batches of 10 with 128 hidden neurons: many short steps, so that reports weigh most. */
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
    batchSize: 10,
    epochs: 1000,
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
  const file = path.join(folder, 'reporting.nn.json');
  await writeFile(file, JSON.stringify(NETWORK));
  const { page, driver } = await openWorkbench({ parts, folder });
  const machine = await describeMachine(page);
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
  await waitFor(page, () => events.some(({ type }) => type === 'stepsTrained'));

  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    await run('layerwire.training.focus');
    const open = await measure(page, events);
    await run('workbench.action.closePanel');
    const closed = await measure(page, events);
    pairs.push({ open, closed });
  }
  await run('layerwire.stopTraining');
  await ended;

  const ratios = pairs.map(({ open, closed }) => open / closed);
  const lost = 1 - median(ratios);
  const lines = [
    ...Object.entries(machine).map(([name, value]) => `${name.padEnd(10)} ${value}`),
    `load       ${loadBefore} before, ${describeLoad()} after`,
    '',
    ...pairs.map(
      ({ open, closed }) =>
        `open ${open.toFixed(0)} steps/s   closed ${closed.toFixed(0)} steps/s   ratio ${(open / closed).toFixed(3)}`,
    ),
    '',
    `The panel costs ${(lost * 100).toFixed(1)} % of the steps (median of ${String(PAIRS)} pairs; target ≤ ` +
      `${String(TARGET * 100)} %): ${lost <= TARGET ? 'met' : 'missed'}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/**
 * Steps a second in a window; what happens between two epochs, such as the evaluation, is left out.
 * @param {import('playwright-core').Page} page
 * @param {readonly RunEvent[]} events
 */
async function measure(page, events) {
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

/**
 * @param {import('playwright-core').Page} page
 * @param {() => boolean} check
 */
async function waitFor(page, check) {
  while (!check()) await page.waitForTimeout(100);
}
