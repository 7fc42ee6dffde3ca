/**
 * What it costs training that somebody looks at its weights, and how long an answer takes: the real session with
 * tfjs-wasm in Node, what a step takes with a reader of `hidden.kernel` (784×128) against without one, in turn within one
 * run. Counted by the processor's time, which other work on the machine hardly touches; the clock's is printed beside it.
 * Leaves out the ways from the worker to the page, the host and the canvas, but for the copy that the first takes.
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { syntheticDigitsDataset } from '../../src/core/data/syntheticDigits';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import type { StepsTrained } from '../../src/core/training/runEvents';
import { OrderQueue } from '../../src/engine/orderQueue';
import { ReadingQueue, type TensorQuestion } from '../../src/engine/readingQueue';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { runTraining } from '../../src/engine/trainingLoop';
import { nodeHost } from '../numeric/nodeHost';

const PAIRS = 40;
const WINDOW_MS = 1200;
const READ_EVERY_MS = 400;
const OTHER_WINDOWS = 5;
const TARGET = 0.03;

/** Steps a second, by the clock and by the processor's time. */
interface Rates {
  readonly clock: number;
  readonly processor: number;
}

const reports: (StepsTrained & { readonly processorMs: number })[] = [];
const orders = new OrderQueue();
const readings = new ReadingQueue();

void bench();

async function bench(): Promise<void> {
  const engine = await openEngine('tfjs-wasm', nodeHost);
  const loadBefore = loadavg()[0] ?? 0;
  const over = runTraining({
    engine,
    reason: 'The benchmark asked for it.',
    network: mnistMlp(),
    networkHash: 'ab',
    dataset: syntheticDigitsDataset(),
    start: { kind: 'initialWeights' },
    first: 'run',
    schedule: [],
    checkpoints: { taken: false, everySteps: 0 },
    attended: false,
    exportWeights: false,
    orders,
    readings,
    emit: (event) => {
      if (event.type === 'stepsTrained') reports.push({ ...event, processorMs: processorMs() });
      else if (event.type === 'runFailed') throw new Error(event.message);
    },
    now: () => performance.now(),
    yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
  });
  await stepsPerSecond();

  const pairs: Record<'read' | 'alone', Rates>[] = [];
  const latencies: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    // Each comes first in every second pair: a machine that grows slower or faster must not count for one of them.
    const before = pair % 2 === 0 ? await stepsPerSecond() : undefined;
    const read = await whileReading('weights', latencies);
    pairs.push({ read, alone: before ?? (await stepsPerSecond()) });
  }
  const others = [];
  for (const quantity of ['lastUpdate', 'gradient'] as const) {
    const times: number[] = [];
    for (let window = 0; window < OTHER_WINDOWS; window++) await whileReading(quantity, times);
    others.push(`${quantity.padEnd(11)}${describeTimes(times)}`);
  }
  orders.give({ kind: 'stop' });
  await over;
  readings.close();
  engine.dispose();

  const ratios = (by: keyof Rates): number[] => pairs.map(({ read, alone }) => read[by] / alone[by]);
  const lost = 1 - median(ratios('processor'));
  const lines = [
    `processor  ${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores; Node ${process.version}`,
    `load       ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`,
    '',
    'Steps a second with the reader against those without:',
    `by the processor’s time  ${describeRatios(ratios('processor'))}`,
    `by the clock             ${describeRatios(ratios('clock'))}`,
    '',
    'From the question to the numbers, while it trains:',
    `weights    ${describeTimes(latencies)}`,
    ...others,
    '',
    `A reader costs ${(lost * 100).toFixed(1)} % of the steps (median of ${PAIRS} pairs; target ≤ ${TARGET * 100} %): ` +
      (lost <= TARGET ? 'met' : 'missed'),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The network of the examples, on drawn digits, without an end. */
function mnistMlp(): Network {
  const file = JSON.parse(readFileSync('examples/mnist-mlp.nn.json', 'utf8')) as { training: object };
  const training = { ...file.training, dataset: 'syntheticDigits', epochs: 10_000 };
  const { network, diagnostics } = checkNnFile(JSON.stringify({ ...file, training }));
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return network;
}

/** What a window gives; what happens between two epochs, such as the evaluation, is left out. */
async function stepsPerSecond(): Promise<Rates> {
  const from = reports.length;
  await wait(WINDOW_MS);
  const window = reports.slice(from);
  let [steps, clockMs, spentMs] = [0, 0, 0];
  for (const [place, report] of window.entries()) {
    const before = window[place - 1];
    if (before?.epoch !== report.epoch) continue;
    steps += report.step - before.step;
    clockMs += report.elapsedMs - before.elapsedMs;
    spentMs += report.processorMs - before.processorMs;
  }
  if (clockMs === 0) throw new Error(`The run reported no two rows of steps within ${WINDOW_MS} ms.`);
  return { clock: (steps * 1000) / clockMs, processor: (steps * 1000) / spentMs };
}

/** What this process has had of the processor since it began. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * The same with a reader; adds what each of its answers took from the moment at which the question was due: while a chunk
 * is trained this thread does not even see it.
 */
async function whileReading(quantity: TensorQuestion['quantity'], times: number[]): Promise<Rates> {
  let dueAt = performance.now();
  let timer: ReturnType<typeof setTimeout>;
  const askNext = (): void => {
    dueAt = Math.max(dueAt + READ_EVERY_MS, performance.now());
    timer = setTimeout(ask, dueAt - performance.now());
  };
  const ask = (): void => {
    const askedAt = dueAt;
    void readings.ask({ quantity, names: ['hidden.kernel'] }).then(({ step, tensors }) => {
      const tensor = tensors.get('hidden.kernel');
      if (tensor?.values.length !== 784 * 128) throw new Error(`No kernel was read at step ${step}.`);
      // As the worker posts it to the page.
      structuredClone(tensor);
      times.push(performance.now() - askedAt);
    });
    askNext();
  };
  askNext();
  const rate = await stepsPerSecond();
  clearTimeout(timer!);
  return rate;
}

function describeRatios(ratios: readonly number[]): string {
  const sorted = [...ratios].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.round(share * (sorted.length - 1))] ?? NaN).toFixed(3);
  return `median ${median(ratios).toFixed(3)}, half of the pairs from ${at(0.25)} to ${at(0.75)}, all from ${at(0)} to ${at(1)}`;
}

function describeTimes(times: readonly number[]): string {
  return `median ${median(times).toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms, ${times.length} answers`;
}

function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
