/**
 * What the worker does with a request, from the text to the last event: the three ways to begin, the engines that are
 * passed over, and what it says when a request cannot be done.
 */
import assert from 'node:assert/strict';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { RunEvent } from '../../src/core/training/runEvents';
import { encodeSafetensors } from '../../src/core/weights/safetensors';
import { OrderQueue } from '../../src/engine/orderQueue';
import { ReadingQueue } from '../../src/engine/readingQueue';
import type { RunRequest } from '../../src/protocol/run';
import { performRun } from '../../webview/training/worker/performRun';
import { smallDataset, smallNetwork } from '../unit/engine/smallNetwork';

const NETWORK = {
  version: 1,
  name: 'small',
  layers: {
    input: { type: 'Input', shape: [2, 2, 1] },
    flatten: { type: 'Flatten' },
    output: { type: 'Dense', units: 2, activation: 'softmax' },
  },
  edges: [
    ['input', 'flatten'],
    ['flatten', 'output'],
  ],
  training: {
    dataset: { idx: 'small' },
    optimizer: { type: 'sgd', learningRate: 0.5, momentum: 0.5 },
    batchSize: 4,
    epochs: 3,
  },
};

const REQUEST: RunRequest = {
  attempt: 1,
  networkText: JSON.stringify(NETWORK),
  networkHash: 'ab',
  overrides: { epochs: 2, seed: 5 },
  engine: 'tfjs-cpu',
  excludedEngines: [],
  data: { kind: 'examples', dataset: smallDataset(10, 3) },
  start: { kind: 'initialWeights' },
  first: 'run',
  schedule: [],
  checkpoints: { taken: true, everySteps: 2 },
  attended: false,
  exportWeights: false,
};

async function perform(changes: Partial<RunRequest> = {}): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  const request = { ...REQUEST, ...changes };
  await performRun({ request, wasmFiles: {} }, new OrderQueue(), new ReadingQueue(), (event) =>
    events.push(event),
  );
  return events;
}

const typed = <T extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: T,
): Extract<RunEvent, { type: T }>[] =>
  events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);
const lossesOf = (events: readonly RunEvent[]): number[] =>
  typed(events, 'stepsTrained').flatMap(({ losses }) => [...losses]);
const failureOf = (events: readonly RunEvent[]): string => {
  assert.deepEqual(
    events.map(({ type }) => type),
    ['runFailed'],
  );
  return typed(events, 'runFailed')[0]?.message ?? '';
};

describe('a request to the worker', () => {
  it('is trained with its overrides, on the engine that it names', async () => {
    const events = await perform();
    const [started] = typed(events, 'runStarted');
    assert.equal(started?.engine, 'tfjs-cpu');
    assert.equal(started.seed, 5);
    assert.equal(started.hyperparameters.epochs, 2);
    assert.equal(lossesOf(events).length, 6);
    assert.equal(events.at(-1)?.type, 'runEnded');
  });

  it('begins with the weights of a file as with those of its seed, where they are the same', async () => {
    const weights = initialWeights(smallNetwork(), 5);
    const bytes = encodeSafetensors(weights, {});
    const events = await perform({ start: { kind: 'weights', bytes } });
    assert.deepEqual(lossesOf(events), lossesOf(await perform()));
    const others = encodeSafetensors(initialWeights(smallNetwork(), 6), {});
    const other = await perform({ start: { kind: 'weights', bytes: others } });
    assert.equal(other.at(-1)?.type, 'runEnded');
    assert.notDeepEqual(lossesOf(other), lossesOf(events));
  });

  it('goes on from a checkpoint to the same numbers', async () => {
    const whole = await perform();
    const taken = typed(whole, 'checkpointTaken').find(({ step }) => step === 4);
    assert.ok(taken);
    const rest = await perform({ start: { kind: 'checkpoint', bytes: taken.bytes } });
    assert.equal(typed(rest, 'runStarted')[0]?.step, 4);
    assert.deepEqual(lossesOf(rest), lossesOf(whole).slice(4));
  });

  it('is done once what it waits for comes, also after its end', async () => {
    const orders = new OrderQueue();
    const events: RunEvent[] = [];
    const request = { ...REQUEST, attended: true, first: 'pause' } as const;
    await performRun({ request, wasmFiles: {} }, orders, new ReadingQueue(), (event) => {
      events.push(event);
      if (event.type === 'runPaused') orders.give({ kind: 'resume' });
      if (event.type === 'runEnded') orders.give({ kind: 'stop' });
    });
    assert.deepEqual(
      events.slice(-2).map(({ type }) => type),
      ['runEnded', 'runStopped'],
    );
    assert.equal(lossesOf(events).length, 6);
  });

  for (const [title, changes] of [
    ['is over', {}],
    ['cannot be begun', { networkText: '{}' }],
  ] as const) {
    it(`refuses questions about its weights when it ${title}`, async () => {
      const readings = new ReadingQueue();
      const request = { ...REQUEST, ...changes };
      const late: Promise<unknown>[] = [];
      const question = { quantity: 'weights', names: ['output.bias'] } as const;
      await performRun({ request, wasmFiles: {} }, new OrderQueue(), readings, ({ type }) => {
        if (type === 'runEnded' || type === 'runFailed') late.push(readings.ask(question));
      });
      late.push(readings.ask(question));
      assert.equal(late.length, 2);
      for (const asked of late)
        await assert.rejects(asked, /^Error: The run is over, and its worker holds no/);
    });
  }

  it('says which engines it passed over because they had failed', async () => {
    const excludedEngines = [
      { name: 'tfjs-webgpu', reason: 'The device was lost.' },
      { name: 'tfjs-wasm', reason: 'It crashed.' },
    ];
    const [started] = typed(await perform({ engine: 'auto', excludedEngines }), 'runStarted');
    assert.equal(started?.engine, 'tfjs-cpu');
    assert.match(started.reason, /tfjs-webgpu \(The device was lost\); .*tfjs-wasm \(It crashed\)\.$/);
  });

  const refusals: readonly (readonly [string, Partial<RunRequest>, RegExp])[] = [
    ['a network with errors', { networkText: '{}' }, /^The network file is not valid: /],
    [
      'weights that are not all there',
      { start: { kind: 'weights', bytes: encodeSafetensors(new Map(), {}) } },
      /^The weights file lacks "output\.kernel", "output\.bias"/,
    ],
    [
      'a weights file in place of a checkpoint',
      { start: { kind: 'checkpoint', bytes: encodeSafetensors(initialWeights(smallNetwork(), 1), {}) } },
      /holds weights, but is no checkpoint\.$/,
    ],
    ['bytes that are no file', { start: { kind: 'checkpoint', bytes: Uint8Array.of(1) } }, /has 1 bytes/],
    ['an engine that cannot run here', { engine: 'tfjs-webgl' }, /^tfjs-webgl cannot run here/],
  ];
  for (const [what, changes, message] of refusals) {
    it(`with ${what} fails before it starts, and says why`, async () => {
      assert.match(failureOf(await perform(changes)), message);
    });
  }
});
