/** The actions over the real controller, planner, library and recorder; the page, the disk and VS Code are played. */
import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { encodeSafetensors, decodeSafetensors } from '../../../../src/core/weights/safetensors';
import type { WeightMap } from '../../../../src/core/weights/weightMap';
import type { CheckpointTaken, RunEvent } from '../../../../src/core/training/runEvents';
import { RunActions, type RunWorkbench } from '../../../../src/host/training/runActions';
import { RunController } from '../../../../src/host/training/runController';
import { RunLibrary } from '../../../../src/host/training/runLibrary';
import { RunPlanner } from '../../../../src/host/training/runPlanner';
import { ShownRun } from '../../../../src/host/training/shownRun';
import { isRunId, type RunRecord } from '../../../../src/host/training/store/runRecord';
import type { RunStore } from '../../../../src/host/training/store/runStore';
import { TrainCommand } from '../../../../src/host/training/trainCommand';
import type { DatasetPayload } from '../../../../src/protocol/run';
import {
  ENDED,
  EPOCH,
  EPOCH_2,
  EVALUATED,
  FakePage,
  settled,
  STARTED,
  trained,
  until as waitUntil,
} from './runEvents';

const NETWORK = `{
  "version": 1,
  "name": "A net",
  "layers": {
    "input": { "type": "Input", "shape": [1, 2, 1] },
    "flatten": { "type": "Flatten" },
    "hidden": { "type": "Dense", "units": 3, "activation": "sigmoid" },
    "output": { "type": "Dense", "units": 2, "activation": "sigmoid" }
  },
  "edges": [["input", "flatten"], ["flatten", "hidden"], ["hidden", "output"]],
  "training": { "dataset": { "idx": "mine" }, "optimizer": { "type": "sgd", "learningRate": 3 } }
}`;

const uriOf = (path: string): Uri => ({ path, toString: () => path }) as unknown as Uri;
const FILE = uriOf('/nets/a.nn.json');

/** Every number of a run after `step` updates is `step`. */
function weightsAt(step: number): WeightMap {
  const tensor = (...shape: number[]) => ({
    shape,
    values: new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(step),
  });
  return new Map([
    ['hidden.kernel', tensor(2, 3)],
    ['hidden.bias', tensor(3)],
    ['output.kernel', tensor(3, 2)],
    ['output.bias', tensor(2)],
  ]);
}

function checkpoint(step: number): CheckpointTaken {
  const velocity = { shape: [1], values: Float32Array.of(7) };
  const bytes = encodeSafetensors(new Map([...weightsAt(step), ['hidden.bias/velocity', velocity]]), {
    networkName: 'A net',
    position: '{}',
  });
  const reason = step === 0 ? 'start' : 'epoch';
  return { type: 'checkpointTaken', step, epoch: step / 10, reason, testAccuracy: null, bytes };
}

class MemoryStore {
  readonly records = new Map<string, RunRecord>();
  readonly checkpoints = new Map<string, Uint8Array>();
  readonly losses = new Map<string, Float32Array>();
  readonly starts = new Map<string, Uint8Array>();

  /** As the real one: nothing of a run is kept that is not there. */
  private demand(runId: string): void {
    assert.ok(this.records.has(runId), `There is no run "${runId}".`);
  }
  list(): Promise<RunRecord[]> {
    return Promise.resolve([...this.records.values()]);
  }
  save(record: RunRecord): Promise<void> {
    assert.ok(isRunId(record.runId), record.runId);
    this.records.set(record.runId, record);
    return Promise.resolve();
  }
  writeStart(runId: string, bytes: Uint8Array): Promise<void> {
    this.demand(runId);
    this.starts.set(runId, bytes);
    return Promise.resolve();
  }
  readStart(runId: string): Promise<Uint8Array> {
    return Promise.resolve(this.starts.get(runId) ?? assert.fail('no start'));
  }
  writeCheckpoint(runId: string, { step }: { step: number }, bytes: Uint8Array) {
    this.demand(runId);
    this.checkpoints.set(`${runId} ${step}`, bytes);
    return Promise.resolve({ dropped: [] });
  }
  readCheckpoint(runId: string, step: number): Promise<Uint8Array> {
    const bytes = this.checkpoints.get(`${runId} ${step}`);
    return bytes === undefined
      ? Promise.reject(new Error('The checkpoint is gone.'))
      : Promise.resolve(bytes);
  }
  writeLosses(runId: string, _from: number, losses: Float32Array): Promise<void> {
    this.demand(runId);
    this.losses.set(runId, losses.slice());
    return Promise.resolve();
  }
  readLosses(runId: string): Promise<Float32Array> {
    return Promise.resolve(this.losses.get(runId) ?? new Float32Array(0));
  }
  delete(runId: string): Promise<void> {
    this.records.delete(runId);
    return Promise.resolve();
  }
}

function setUp() {
  const page = new FakePage();
  const memory = new MemoryStore();
  const store = memory as unknown as RunStore;
  const said: string[] = [];
  const saved = new Map<string, Uint8Array>();
  const answers = {
    text: NETWORK,
    change: undefined as Awaited<ReturnType<RunWorkbench['askOneChange']>>,
    deletes: true,
    weights: undefined as Uint8Array | undefined,
  };
  const document = (): { uri: Uri; text: string; label: string } => ({
    uri: FILE,
    text: answers.text,
    label: 'a.nn.json',
  });
  const workbench = {
    parseUri: uriOf,
    open: () => Promise.resolve(document()),
    pick: () => Promise.resolve(document()),
    showFailure: (message: string) => {
      said.push(message);
      return Promise.resolve();
    },
    askOneChange: () => Promise.resolve(answers.change),
    confirmDeleting: () => Promise.resolve(answers.deletes),
    askWeightsFile: () =>
      Promise.resolve(answers.weights && { name: 'mine.safetensors', bytes: answers.weights }),
    saveWeights: (name: string, bytes: Uint8Array) => {
      saved.set(name, bytes);
      return Promise.resolve();
    },
    isUri: (value: unknown): value is Uri => typeof value === 'object' && value !== null && 'path' in value,
    askReplacing: () => Promise.resolve('stop' as const),
    showInvalidNetwork: () => Promise.resolve(),
    showUnavailableDataset: () => Promise.resolve(undefined),
    folderAt: uriOf,
    engineSetting: () => 'tfjs-cpu',
    datasetFolderSetting: () => '',
    checkpointSteps: () => 0,
    writeWeightsTo: () => () => Promise.resolve(),
  };
  /** The data that was loaded, each time anew. */
  const loaded: DatasetPayload[] = [];
  const datasets = {
    load: () => {
      const digits = {
        count: 3,
        imageShape: [1, 2, 1],
        images: new Uint8Array(6),
        labels: Uint8Array.of(1, 2, 0),
      };
      const dataset = { name: 'mine', classes: 3, training: { ...digits }, test: digits };
      const data: DatasetPayload = { kind: 'examples', dataset };
      loaded.push(data);
      return Promise.resolve({ data, origin: 'drawn', notice: undefined });
    },
  };
  let now = Date.UTC(2026, 0, 2);
  const library = new RunLibrary(store, () => undefined);
  const planner = new RunPlanner(workbench, datasets, store, () => now++);
  const shown: ShownRun = new ShownRun({
    page: {
      showState: (state) => page.states.push(state),
      showLosses: () => undefined,
      showMoment: () => undefined,
      showComparison: () => undefined,
    },
    store,
    library,
    planner,
    controller: () => controller,
    comparedChanged: () => undefined,
    momentChanged: () => undefined,
    fail: (message) => said.push(message),
  });
  const controller: RunController = new RunController(page, {
    stateChanged: (state) => {
      shown.follow(state);
    },
    eventHappened: (event) => {
      shown.eventHappened(event);
    },
  });
  const train = new TrainCommand(workbench, planner, controller, (plan) => {
    shown.begin(plan);
  });
  const actions = new RunActions({ workbench, controller, planner, store, library, shown, train });

  const report = async (...events: readonly RunEvent[]): Promise<void> => {
    for (const event of events) controller.receive({ attempt: page.requests.at(-1)?.attempt ?? -1, event });
    await settled();
  };
  /** Begins what the action asks for, up to the request to the worker. */
  const until = (requests: number): Promise<void> => waitUntil(() => page.requests.length >= requests);
  /** A run of two epochs, ended; its worker is there. */
  const trainOnce = async (): Promise<string> => {
    const before = page.requests.length;
    void actions.perform('train', FILE);
    await until(before + 1);
    await report(STARTED, checkpoint(0), trained(10, 10), EPOCH, checkpoint(10));
    await report(trained(20, 10), EPOCH_2, checkpoint(20), ENDED);
    return shown.record?.runId ?? assert.fail('There should be a run.');
  };
  return {
    page,
    memory,
    said,
    saved,
    answers,
    loaded,
    library,
    shown,
    controller,
    actions,
    report,
    until,
    trainOnce,
  };
}

describe('RunActions', () => {
  it('steers the run under way, and does what makes no sense now not at all', async () => {
    const { page, actions, report, until } = setUp();
    await actions.perform('pause');
    await actions.perform('stop');
    await actions.perform('resume');
    assert.deepEqual(page.orders, []);
    void actions.perform('step', FILE);
    await until(1);
    assert.equal(page.requests[0]?.first, 'step');
    await report(STARTED);
    await actions.perform('step');
    await actions.perform('pause');
    await report({ type: 'runPaused', step: 1, elapsedMs: 1, trouble: null });
    await actions.perform('epoch');
    assert.deepEqual(page.steerings, [{ kind: 'pause' }, { kind: 'epoch' }]);
  });

  it('keeps the run, with its losses and checkpoints', async () => {
    const { memory, shown, trainOnce } = setUp();
    const runId = await trainOnce();
    const record = memory.records.get(runId);
    assert.equal(record?.status, 'ended');
    assert.deepEqual(
      record.run.checkpoints.map(({ step }) => step),
      [0, 10, 20],
    );
    assert.deepEqual([...(memory.losses.get(runId) ?? [])], [...shown.losses]);
    assert.equal(shown.losses.length, 20);
  });

  it('takes an ended run further with its worker, and goes on from the last checkpoint without', async () => {
    const { page, controller, actions, report, until, trainOnce } = setUp();
    const runId = await trainOnce();
    await actions.perform('step');
    assert.deepEqual(page.steerings, [{ kind: 'step' }]);
    controller.pageLost('The training view was closed.');
    void actions.perform('evaluate');
    await until(2);
    const request = page.requests[1];
    assert.equal(request?.first, 'evaluate');
    assert.deepEqual(request.start, { kind: 'checkpoint', bytes: checkpoint(20).bytes });
    await report({ ...STARTED, step: 20 });
    assert.equal(page.lastState?.phase === 'running' && page.lastState.run.subject.runId, runId);
  });

  it('goes on with a run that was stopped, from its last checkpoint', async () => {
    const { page, shown, actions, report, until } = setUp();
    void actions.perform('train', FILE);
    await until(1);
    await report(STARTED, checkpoint(0), trained(10, 10), EPOCH, checkpoint(10), trained(13, 3));
    void actions.perform('stop');
    await report({ type: 'runStopped', epochs: 1, elapsedMs: 1 });
    assert.equal(shown.losses.length, 13);
    void actions.perform('resume');
    await until(2);
    assert.deepEqual(page.requests[1]?.start, { kind: 'checkpoint', bytes: checkpoint(10).bytes });
    assert.deepEqual([...shown.losses], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await report({ ...STARTED, step: 10 });
    assert.ok(page.lastState?.phase === 'running');
    assert.equal(page.lastState.run.epochs.length, 1);
  });

  it('resets the weights as a new run that waits', async () => {
    const { page, memory, shown, actions, until, trainOnce } = setUp();
    const runId = await trainOnce();
    void actions.perform('reset');
    await until(2);
    assert.equal(page.requests[1]?.first, 'pause');
    assert.deepEqual(page.requests[1].start, { kind: 'initialWeights' });
    assert.notEqual(shown.record?.runId, runId);
    assert.ok(memory.records.has(runId));
  });

  it('branches from the moment that is shown, as a run of its own', async () => {
    const { page, memory, shown, actions, report, until, trainOnce } = setUp();
    const runId = await trainOnce();
    const { run } = shown.record ?? assert.fail();
    await shown.moments.travel(10, run);
    void actions.branch();
    await until(2);
    const branch = shown.record ?? assert.fail();
    assert.deepEqual(branch.origin, { kind: 'branch', of: runId, step: 10 });
    assert.deepEqual(page.requests[1]?.start, { kind: 'checkpoint', bytes: checkpoint(10).bytes });
    assert.equal(branch.run.epochs.length, 1);
    assert.equal(shown.losses.length, 10);
    await report({ ...STARTED, step: 10 });
    assert.deepEqual(await memory.readCheckpoint(branch.runId, 10), checkpoint(10).bytes);
    await report({ type: 'runStopped', epochs: 1, elapsedMs: 1 });

    // Repeated, it begins where it branched off.
    void actions.repeat(branch.runId, false);
    await until(3);
    assert.deepEqual(page.requests[2]?.start, { kind: 'checkpoint', bytes: checkpoint(10).bytes });
    assert.equal(shown.losses.length, 10);
  });

  it('repeats a run with the changes that were made in it, and lays the curves over each other', async () => {
    const { page, shown, actions, report, until } = setUp();
    void actions.perform('train', FILE);
    await until(1);
    const hyperparameters = { learningRate: 0.5, momentum: 0, epochs: 2 };
    await report(STARTED, checkpoint(0), trained(5, 5), {
      type: 'hyperparametersChanged',
      step: 5,
      hyperparameters,
    });
    await report(trained(10, 5), EPOCH, checkpoint(10), ENDED);
    const runId = shown.record?.runId ?? '';
    void actions.repeat(runId, false);
    await until(2);
    assert.deepEqual(page.requests[1]?.schedule, [{ step: 5, change: { learningRate: 0.5 } }]);
    assert.equal(page.requests[1].networkText, NETWORK);
    assert.deepEqual(shown.record?.origin, { kind: 'repeat', of: runId, change: null });
    assert.deepEqual(shown.comparisons.runIds, [runId]);
  });

  it('repeats with one change, and not at all without one', async () => {
    const { page, memory, answers, shown, actions, until, trainOnce } = setUp();
    const runId = await trainOnce();
    await actions.repeat(runId, true);
    assert.equal(page.requests.length, 1);
    const changed = { setting: 'learning rate', from: '3', to: '1' };
    const networkText = NETWORK.replace('"learningRate": 3', '"learningRate": 1');
    const { request } = memory.records.get(runId) ?? assert.fail();
    answers.change = { change: changed, request: { ...request, networkText } };
    void actions.repeat(runId, true);
    await until(2);
    assert.equal(page.requests[1]?.networkText, networkText);
    assert.deepEqual(shown.record?.origin, { kind: 'repeat', of: runId, change: changed });
  });

  it('carries weights over by name where the shape fits', async () => {
    const { page, answers, shown, actions, until, trainOnce } = setUp();
    const runId = await trainOnce();
    answers.text = NETWORK.replace('"units": 3', '"units": 4');
    void actions.continueWithWeights();
    await until(2);
    const start = page.requests[1]?.start;
    assert.ok(start?.kind === 'weights');
    const { weights } = decodeSafetensors(start.bytes);
    assert.deepEqual([...(weights.get('output.bias')?.values ?? [])], [20, 20]);
    assert.equal(weights.get('hidden.kernel')?.values.length, 8);
    assert.deepEqual(shown.record?.origin, { kind: 'continued', of: runId, carried: 1, fresh: 3 });
    const notes = shown.record.run.notes.join();
    assert.match(notes, /where name and shape fit \(output\.bias\); initial weights in hidden\.kernel/);
  });

  it('saves the weights of the moment that is shown, without what only a run needs', async () => {
    const { saved, shown, actions, trainOnce } = setUp();
    await trainOnce();
    await actions.saveWeights();
    const { run } = shown.record ?? assert.fail();
    await shown.moments.travel(10, run);
    await actions.saveWeights();
    assert.deepEqual([...saved.keys()], ['a-step-20.safetensors', 'a-step-10.safetensors']);
    const { weights, metadata } = decodeSafetensors(saved.get('a-step-10.safetensors') ?? new Uint8Array(0));
    assert.deepEqual(weights, weightsAt(10));
    assert.deepEqual(metadata, { networkName: 'A net' });
  });

  it('loads weights into the network and waits, or says why they do not fit', async () => {
    const { page, said, answers, actions, until } = setUp();
    answers.weights = encodeSafetensors(weightsAt(5), {});
    void actions.loadWeights();
    await until(1);
    assert.equal(page.requests[0]?.first, 'pause');
    assert.deepEqual(page.requests[0].start, { kind: 'weights', bytes: answers.weights });
    answers.text = NETWORK.replace('"units": 3', '"units": 4');
    await actions.loadWeights();
    assert.match(said.join(), /hidden\.kernel.*\[2, 3\].*\[2, 4\]/);
    answers.weights = Uint8Array.of(1, 2, 3);
    await actions.loadWeights();
    assert.equal(said.length, 2);
  });

  it('shows a kept run, restores its weights, and deletes it', async () => {
    const { page, library, shown, controller, actions, report, until, trainOnce } = setUp();
    const first = await trainOnce();
    const second = await trainOnce();
    await actions.show(first);
    assert.equal(shown.record?.runId, first);
    assert.ok(page.lastState?.phase === 'ended' && !page.lastState.live);
    void actions.restore(first);
    await until(3);
    assert.equal(page.requests[2]?.first, 'pause');
    assert.deepEqual(page.requests[2].start, { kind: 'checkpoint', bytes: checkpoint(20).bytes });
    await report({ ...STARTED, step: 20 }, ENDED);
    await actions.delete([first, second]);
    assert.deepEqual(library.list(), []);
    assert.equal(controller.state.phase, 'idle');
  });

  it('does not show, or delete, another run while one is under way', async () => {
    const { said, shown, actions, until, trainOnce } = setUp();
    const first = await trainOnce();
    void actions.perform('train', FILE);
    await until(2);
    await actions.show(first);
    assert.match(said.join(), /Another run is under way/);
    await actions.delete([shown.record?.runId ?? '']);
    assert.match(said.join(), /stop it before you delete it/);
  });

  it('has the examples that a run trains on, and loads those of a kept one', async () => {
    const { loaded, shown, trainOnce } = setUp();
    const testOf = (index: number) => {
      const data = loaded[index];
      return data?.kind === 'examples' ? data.dataset.test : assert.fail(`nothing was loaded as ${index}`);
    };
    const first = await trainOnce();
    assert.equal(await shown.examples(first, 'test'), testOf(0));
    const second = await trainOnce();
    assert.equal(await shown.examples(second, 'test'), testOf(1));
    const kept = await shown.examples(first, 'test');
    assert.deepEqual([loaded.length, kept === testOf(2)], [3, true]);
    await assert.rejects(shown.examples('gone', 'test'), /not kept any more/);
  });

  it('knows what was read of the test set at the moment that is shown', async () => {
    const { shown, report, trainOnce } = setUp();
    await trainOnce();
    assert.equal(shown.predictions, undefined);
    await report(EVALUATED);
    assert.equal(shown.predictions, EVALUATED.predicted);
  });

  it('says when there is nothing to go on from', async () => {
    const { said, actions } = setUp();
    await actions.branch();
    await actions.continueWithWeights();
    await actions.saveWeights();
    await actions.repeat('gone', false);
    assert.equal(said.length, 4);
  });
});
