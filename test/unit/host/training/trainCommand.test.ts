import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import type { WeightsExported } from '../../../../src/core/training/runEvents';
import type { DatasetChoice } from '../../../../src/core/hyperparameters/hyperparameters';
import { DatasetUnavailableError, type LoadOptions } from '../../../../src/host/data/datasetStore';
import type { ReplaceAnswer, Replacement } from '../../../../src/host/training/replaceQuestion';
import { RunController } from '../../../../src/host/training/runController';
import {
  RunPlanner,
  type DatasetAnswer,
  type NetworkDocument,
  type PlannedRun,
  type PlannerWorkbench,
} from '../../../../src/host/training/runPlanner';
import { TrainCommand, type TrainWorkbench } from '../../../../src/host/training/trainCommand';
import { checkpointAt, ENDED, failure, FakePage, STARTED, until } from './runEvents';

const NETWORK = `{
  "version": 1,
  "name": "A net",
  "layers": {
    "input": { "type": "Input", "shape": [28, 28, 1] },
    "flatten": { "type": "Flatten" },
    "output": { "type": "Dense", "units": 10, "activation": "softmax" }
  },
  "edges": [["input", "flatten"], ["flatten", "output"]],
  "training": { "dataset": "mnist", "loss": "categoricalCrossentropy" }
}`;

/** Only what the command looks at. */
function uriOf(path: string): Uri {
  return { path, toString: () => path } as unknown as Uri;
}

const FILE = uriOf('/nets/a.nn.json');

class FakeWorkbench implements TrainWorkbench, PlannerWorkbench {
  text = NETWORK;
  picked = true;
  engine: unknown = 'auto';
  datasetFolder = '';
  replaces: ReplaceAnswer | undefined;
  answer: DatasetAnswer | undefined;
  readonly said: string[] = [];
  readonly saved: string[] = [];
  readonly replacements: Replacement[] = [];
  openError: Error | undefined;
  saveError: Error | undefined;

  open(uri: Uri): Promise<NetworkDocument> {
    if (this.openError !== undefined) return Promise.reject(this.openError);
    return Promise.resolve({ uri, text: this.text, label: uri.path.slice('/nets/'.length) });
  }
  pick(): Promise<NetworkDocument | undefined> {
    return this.picked ? this.open(FILE) : Promise.resolve(undefined);
  }
  isUri(value: unknown): value is Uri {
    return typeof value === 'object' && value !== null && 'path' in value;
  }
  folderAt(path: string): Uri {
    return uriOf(path);
  }
  engineSetting(): unknown {
    return this.engine;
  }
  datasetFolderSetting(): string {
    return this.datasetFolder;
  }
  writeWeightsTo(folder: Uri) {
    return ({ epoch }: WeightsExported): Promise<void> => {
      this.saved.push(`${folder.path}/${epoch}`);
      return this.saveError === undefined ? Promise.resolve() : Promise.reject(this.saveError);
    };
  }
  parseUri(text: string): Uri {
    return uriOf(text);
  }
  checkpointSteps(): number {
    return 0;
  }
  askReplacing(replacement: Replacement): Promise<ReplaceAnswer | undefined> {
    this.said.push('replace?');
    this.replacements.push(replacement);
    return Promise.resolve(this.replaces);
  }
  showInvalidNetwork(label: string, messages: readonly string[]): Promise<void> {
    this.said.push(`invalid ${label}: ${messages.join(' | ')}`);
    return Promise.resolve();
  }
  showFailure(message: string): Promise<void> {
    this.said.push(`failure: ${message}`);
    return Promise.resolve();
  }
  showUnavailableDataset(message: string): Promise<DatasetAnswer | undefined> {
    this.said.push(`unavailable: ${message}`);
    return Promise.resolve(this.answer);
  }
}

function setUp() {
  const workbench = new FakeWorkbench();
  const page = new FakePage();
  const controller = new RunController(page, {
    stateChanged: (state) => page.states.push(state),
    eventHappened: () => undefined,
  });
  const loads: { choice: DatasetChoice | undefined; folder: string | undefined }[] = [];
  const datasets = {
    missing: false,
    notice: undefined as string | undefined,
    load(choice: DatasetChoice | undefined, { folder }: LoadOptions) {
      loads.push({ choice, folder: folder?.path });
      return this.missing && choice !== 'syntheticDigits' && folder === undefined
        ? Promise.reject(
            new DatasetUnavailableError('MNIST cannot be had. Mirror A is silent.', 'MNIST cannot be had.'),
          )
        : Promise.resolve({
            data: { kind: 'syntheticDigits' as const },
            origin: 'from somewhere, verified',
            notice: this.notice,
          });
    },
  };
  const written: string[] = [];
  const store = {
    writeCheckpoint: (runId: string, { step }: { step: number }) => {
      written.push(`${runId} ${step}`);
      return Promise.resolve({
        dropped: [
          { runId, step: step - 10 },
          { runId: 'another', step: 7 },
        ],
      });
    },
    readCheckpoint: (runId: string, step: number) =>
      Promise.resolve(new TextEncoder().encode(`${runId} ${step}`)),
  };
  let now = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
  const planner = new RunPlanner(workbench, datasets, store, () => now++);
  const begun: PlannedRun[] = [];
  const command = new TrainCommand(workbench, planner, controller, (plan) => begun.push(plan));
  const end = (): void => {
    const attempt = page.requests.at(-1)?.attempt ?? -1;
    controller.receive({ attempt, event: STARTED });
    controller.receive({ attempt, event: ENDED });
  };
  return { workbench, page, controller, loads, datasets, planner, command, begun, written, end };
}

describe('TrainCommand', () => {
  it('trains the file that it is given, with what the options say', async () => {
    const { workbench, page, loads, command, begun, end } = setUp();
    workbench.engine = 'tfjs-cpu';
    const run = command.train(FILE, {
      epochs: 2,
      seed: 9,
      engine: 'tfjs-wasm',
      datasetFolder: '/data',
      interactive: false,
    });
    await until(() => page.requests.length === 1);
    const [request] = page.requests;
    assert.equal(request?.networkText, NETWORK);
    assert.match(request.networkHash, /^[0-9a-f]{64}$/);
    assert.deepEqual(request.overrides, { epochs: 2, seed: 9 });
    assert.equal(request.engine, 'tfjs-wasm');
    assert.equal(request.exportWeights, false);
    assert.deepEqual(loads, [{ choice: 'mnist', folder: '/data' }]);
    end();
    assert.deepEqual(await run, ENDED);
    assert.deepEqual(workbench.said, []);
    assert.equal(begun[0]?.record.file, FILE.path);
  });

  it('takes engine and folder from the settings where the options are silent', async () => {
    const { workbench, page, loads, command } = setUp();
    workbench.engine = 'tfjs-webgl';
    workbench.datasetFolder = '/mine';
    void command.train(undefined, undefined);
    await until(() => page.requests.length === 1);
    assert.equal(page.requests[0]?.engine, 'tfjs-webgl');
    assert.deepEqual(page.requests[0].overrides, {});
    assert.deepEqual(loads, [{ choice: 'mnist', folder: '/mine' }]);
  });

  it('writes weights into the folder that the options name', async () => {
    const { workbench, page, controller, command, end } = setUp();
    const run = command.train(FILE, { weightsFolder: '/out' });
    await until(() => page.requests.length === 1);
    assert.equal(page.requests[0]?.exportWeights, true);
    const event = { type: 'weightsExported', epoch: 4, bytes: new Uint8Array(1) } as const;
    controller.receive({ attempt: 1, event });
    end();
    await run;
    assert.deepEqual(workbench.saved, ['/out/4']);
  });

  it('shows where the data came from, and what else the dataset store has to say', async () => {
    const { page, datasets, command } = setUp();
    datasets.notice = 'Another dataset took its place.';
    void command.train(FILE, undefined);
    await until(() => page.requests.length === 1);
    assert.ok(page.lastState?.phase === 'preparing');
    assert.deepEqual(page.lastState.run.notes, ['Another dataset took its place.']);
    assert.equal(page.lastState.run.dataOrigin, 'from somewhere, verified');
  });

  it('says that a folder was not read where the file asks for drawn digits', async () => {
    for (const [dataset, folder, notes] of [
      [
        '"syntheticDigits"',
        '/data',
        ['The folder "/data" was not read: the file asks for syntheticDigits, which Layerwire draws itself.'],
      ],
      ['"syntheticDigits"', undefined, []],
      ['"mnist"', '/data', []],
    ] as const) {
      const { workbench, page, command } = setUp();
      workbench.text = NETWORK.replace('"mnist"', dataset);
      workbench.datasetFolder = '/standing';
      void command.train(FILE, folder === undefined ? {} : { datasetFolder: folder });
      await until(() => page.requests.length === 1);
      assert.ok(page.lastState?.phase === 'preparing');
      assert.deepEqual(page.lastState.run.notes, notes);
    }
  });

  it('takes a double click for one', async () => {
    const { workbench, page, command, end } = setUp();
    workbench.replaces = 'stop';
    const first = command.train(FILE, undefined);
    assert.equal(await command.train(FILE, undefined), undefined);
    await until(() => page.requests.length === 1);
    end();
    assert.deepEqual(await first, ENDED);
    assert.deepEqual(workbench.said, []);
    assert.equal(page.requests.length, 1);

    const again = command.train(FILE, undefined);
    await until(() => page.requests.length === 2);
    end();
    assert.deepEqual(await again, ENDED);
  });

  it('takes a double click for one while the view opens, and asks about another file', async () => {
    const { workbench, page, command, loads } = setUp();
    let opened: (() => void) | undefined;
    page.open = () =>
      new Promise((resolve) => {
        opened = resolve;
      });
    void command.train(FILE, undefined);
    await until(() => opened !== undefined);
    assert.equal(await command.train(FILE, undefined), undefined);
    assert.deepEqual(workbench.said, []);
    assert.equal(await command.train(uriOf('/nets/b.nn.json'), undefined), undefined);
    assert.deepEqual(workbench.said, ['replace?']);
    opened?.();
    await until(() => page.requests.length === 1);
    assert.equal(loads.length, 1);
  });

  it('can be asked again when a first start came to nothing', async () => {
    const { workbench, page, command } = setUp();
    workbench.text = '{';
    await command.train(FILE, undefined);
    workbench.text = NETWORK;
    void command.train(FILE, undefined);
    await until(() => page.requests.length === 1);
    assert.equal(workbench.said.length, 1);
  });

  it('fails, stops the worker and says so when weights cannot be written', async () => {
    for (const interactive of [true, false]) {
      const { workbench, page, controller, command } = setUp();
      workbench.saveError = new Error('"/out/epoch-0000.safetensors" cannot be written.');
      const run = command.train(FILE, { weightsFolder: '/out', interactive });
      await until(() => page.requests.length === 1);
      controller.receive({
        attempt: 1,
        event: { type: 'weightsExported', epoch: 0, bytes: new Uint8Array(1) },
      });
      if (interactive) {
        assert.equal(await run, undefined);
        assert.deepEqual(workbench.said, ['failure: "/out/epoch-0000.safetensors" cannot be written.']);
      } else {
        await assert.rejects(run, /^RunError: "\/out\/epoch-0000\.safetensors" cannot be written\.$/);
        assert.deepEqual(workbench.said, []);
      }
      assert.deepEqual(page.released, [1]);
      assert.equal(controller.isActive, false);
    }
  });

  it('says why a file cannot be opened', async () => {
    const { workbench, page, command } = setUp();
    workbench.openError = new Error('"a.nn.json" cannot be opened (gone).');
    assert.equal(await command.train(FILE, undefined), undefined);
    assert.deepEqual(workbench.said, ['failure: "a.nn.json" cannot be opened (gone).']);
    await assert.rejects(command.train(FILE, { interactive: false }), /cannot be opened \(gone\)/);
    assert.deepEqual(page.states, []);
  });

  it('trains the text as it was when the command was given, whatever is typed afterwards', async () => {
    const { workbench, page, command, end } = setUp();
    const run = command.train(FILE, undefined);
    workbench.text = '{';
    await until(() => page.requests.length === 1);
    assert.equal(page.requests[0]?.networkText, NETWORK);
    end();
    assert.deepEqual(await run, ENDED);
  });

  it('does nothing when the user picks no file', async () => {
    const { workbench, page, command } = setUp();
    workbench.picked = false;
    assert.equal(await command.train(undefined, undefined), undefined);
    assert.deepEqual(page.states, []);
  });

  it('shows what is wrong with a network, or rejects with all of it', async () => {
    const { workbench, page, command } = setUp();
    workbench.text = NETWORK.replace('"units": 10', '"units": -1').replace('"Flatten"', '"Flaten"');
    assert.equal(await command.train(FILE, undefined), undefined);
    const [said = ''] = workbench.said;
    assert.match(said, /^invalid a\.nn\.json: .*Flaten.* \| .*units/);
    await assert.rejects(
      command.train(FILE, { interactive: false }),
      ({ message }: Error) =>
        message.startsWith('"a.nn.json" is not valid: ') &&
        message.includes('Flaten') &&
        message.includes('units'),
    );
    assert.equal(workbench.said.length, 1);
    assert.deepEqual(page.states, []);
  });

  it('says what is wrong with the arguments and the settings', async () => {
    const { workbench, command } = setUp();
    const quiet = { interactive: false };
    await assert.rejects(command.train(FILE, { ...quiet, engine: 'cuda' }), /no engine "cuda"/);
    await assert.rejects(command.train(undefined, quiet), /first argument must be its Uri/);
    await assert.rejects(command.train(5, quiet), /first argument must be the Uri/);
    assert.deepEqual(workbench.said, []);
    workbench.engine = 'gpu';
    await command.train(FILE, undefined);
    assert.match(workbench.said.join(), /^failure: The setting "layerwire\.engine" is "gpu"/);
  });

  it('tells of a failed run once: shown, or rejected', async () => {
    for (const interactive of [true, false]) {
      const { workbench, page, controller, command } = setUp();
      const run = command.train(FILE, { interactive });
      await until(() => page.requests.length === 1);
      controller.receive({ attempt: 1, event: failure('Out of memory.') });
      if (interactive) {
        assert.equal(await run, undefined);
        assert.deepEqual(workbench.said, ['failure: Out of memory.']);
      } else {
        await assert.rejects(run, /^RunError: Out of memory\.$/);
        assert.deepEqual(workbench.said, []);
      }
    }
  });

  it('asks before it stops another run', async () => {
    const { workbench, page, controller, command } = setUp();
    void command.train(FILE, undefined);
    await until(() => page.requests.length === 1);
    assert.equal(await command.train(FILE, undefined), undefined);
    assert.deepEqual(workbench.said, ['replace?']);
    assert.equal(page.requests.length, 1);

    workbench.replaces = 'stop';
    void command.train(FILE, undefined);
    await until(() => page.stops.length === 1);
    assert.deepEqual(page.stops, [1]);
    controller.receive({ attempt: 1, event: { type: 'runStopped', epochs: 0, elapsedMs: 1 } });
    await until(() => page.requests.length === 2);
    assert.equal(page.requests.length, 2);
  });

  it('says which run would be stopped for which', async () => {
    const { workbench, page, command } = setUp();
    void command.train(FILE, { weightsFolder: '/out' });
    await until(() => page.requests.length === 1);
    workbench.text = NETWORK.replace('"A net"', '"B net"');
    await command.train(FILE, undefined);
    await command.train(uriOf('/nets/b.nn.json'), undefined);
    const running = { runId: '20260102030405006-a-net', networkName: 'A net', file: 'a.nn.json' };
    const [first, second] = workbench.replacements;
    assert.deepEqual(first?.running, running);
    assert.deepEqual(
      [first.next.networkName, first.next.file, first.isSameFile],
      ['B net', 'a.nn.json', true],
    );
    assert.deepEqual(
      [second?.next.networkName, second?.next.file, second?.isSameFile],
      ['B net', 'b.nn.json', false],
    );
  });

  it('trains a second file after the first one, when that is the answer', async () => {
    const { workbench, page, command, end } = setUp();
    void command.train(FILE, undefined);
    await until(() => page.requests.length === 1);
    workbench.replaces = 'afterwards';
    void command.train(uriOf('/nets/b.nn.json'), undefined);
    await until(() => workbench.said.length === 1);
    assert.equal(page.requests.length, 1);
    end();
    await until(() => page.requests.length === 2);
    assert.deepEqual(page.stops, []);
    assert.deepEqual(page.released, [1]);
  });

  it('keeps the checkpoints of the run under its name, and says which of its own had to go', async () => {
    const { page, controller, command, written } = setUp();
    void command.train(FILE, undefined);
    await until(() => page.requests.length === 1);
    for (const event of [STARTED, checkpointAt(10), checkpointAt(20)])
      controller.receive({ attempt: 1, event });
    const name = '20260102030405006-a-net';
    await until(() => written.length === 2);
    assert.deepEqual(written, [`${name} 10`, `${name} 20`]);
    await until(() => page.lastState?.phase === 'running' && page.lastState.run.checkpoints.length === 1);
  });

  it('plans a kept run again as it was, and on from a checkpoint', async () => {
    const { page, planner, controller, command, begun } = setUp();
    void command.train(FILE, { dataset: 'syntheticDigits', epochs: 4, seed: 9 });
    await until(() => page.requests.length === 1);
    controller.receive({ attempt: 1, event: STARTED });
    const { state } = controller;
    const [plan] = begun;
    assert.ok(plan !== undefined && state.phase === 'running');
    const schedule = [{ step: 3, change: { learningRate: 0.5 } }];
    const request = { ...plan.record.request, schedule };
    const record = { ...plan.record, request, status: 'stopped', message: null, run: state.run } as const;

    const again = planner.planAgain(
      record,
      {},
      {
        start: { kind: 'initialWeights' },
        first: 'run',
        origin: { kind: 'repeat', of: record.runId, change: null },
      },
    );
    assert.notEqual(again.record.runId, record.runId);
    assert.equal(again.subject.runId, again.record.runId);
    assert.deepEqual(again.request, { ...plan.request, schedule });
    assert.deepEqual(again.record.request, request);

    const bytes = Uint8Array.of(1);
    const losses = Float32Array.of(1, 2, 3);
    const on = planner.planOn(record, { run: state.run, step: 3, losses }, bytes, 'pause');
    assert.equal(on.subject.runId, record.runId);
    assert.deepEqual(on.request, {
      ...plan.request,
      schedule,
      start: { kind: 'checkpoint', bytes },
      first: 'pause',
    });
    assert.deepEqual(on.from, { run: state.run, step: 3, losses });
    assert.equal(on.losses, losses);
  });

  it('trains on synthetic digits when that is asked for, and says so where the file asks for other data', async () => {
    for (const [dataset, note] of [
      ['"dataset": "mnist", ', /^Trained on synthetic digits in place of the dataset.*not its figures\.$/],
      ['', /^Trained on synthetic digits in place of MNIST: the figures are not MNIST's figures\.$/],
      ['"dataset": "syntheticDigits", ', /^$/],
    ] as const) {
      const { workbench, page, loads, command } = setUp();
      workbench.text = NETWORK.replace('"dataset": "mnist", ', dataset);
      void command.train(undefined, { dataset: 'syntheticDigits' });
      await until(() => page.requests.length === 1);
      assert.deepEqual(loads, [{ choice: 'syntheticDigits', folder: undefined }]);
      assert.ok(page.lastState?.phase === 'preparing');
      assert.match(page.lastState.run.notes.join(), note);
    }
    const { page, command } = setUp();
    void command.train(FILE, { dataset: 'syntheticDigits', datasetFolder: '/data' });
    await until(() => page.requests.length === 1);
    assert.ok(page.lastState?.phase === 'preparing');
    assert.match(
      page.lastState.run.notes.join(),
      /"\/data" was not read: the options ask for syntheticDigits/,
    );
  });

  it('never stops another run unasked', async () => {
    const { page, command, begun } = setUp();
    void command.train(FILE, undefined);
    await until(() => page.requests.length === 1);
    const other = command.train(uriOf('/nets/b.nn.json'), { interactive: false });
    await assert.rejects(other, /is being trained; stop it first/);
    assert.deepEqual(page.stops, []);
    assert.equal(begun.length, 1);
  });

  it('offers other data when the dataset cannot be had', async () => {
    const { workbench, page, loads, datasets, command } = setUp();
    datasets.missing = true;
    workbench.answer = { kind: 'syntheticDigits' };
    assert.equal(await command.train(FILE, undefined), undefined);
    await until(() => page.requests.length === 1);
    assert.deepEqual(workbench.said, ['unavailable: MNIST cannot be had.']);
    assert.deepEqual(
      loads.map(({ choice }) => choice),
      ['mnist', 'syntheticDigits'],
    );
    assert.equal(page.requests.length, 1);
    assert.ok(page.lastState?.phase === 'preparing');
    assert.match(page.lastState.run.notes.join(), /synthetic digits.*not its figures/);

    workbench.answer = { kind: 'folder', uri: uriOf('/chosen') };
    const other = setUp();
    other.datasets.missing = true;
    other.workbench.answer = workbench.answer;
    await other.command.train(FILE, undefined);
    await until(() => other.page.requests.length === 1);
    assert.deepEqual(other.loads.at(-1), { choice: 'mnist', folder: '/chosen' });
  });

  it('takes another folder for data of one’s own when that is asked for, but not from the settings', async () => {
    const own = NETWORK.replace('"mnist"', '{ "idx": "letters" }');
    const { workbench, page, loads, command } = setUp();
    workbench.text = own;
    workbench.datasetFolder = '/mnist';
    void command.train(FILE, undefined);
    await until(() => page.requests.length === 1);
    assert.deepEqual(loads, [{ choice: { idx: 'letters' }, folder: undefined }]);

    const asked = setUp();
    asked.workbench.text = own;
    void asked.command.train(FILE, { datasetFolder: '/moved' });
    await until(() => asked.page.requests.length === 1);
    assert.deepEqual(asked.loads, [{ choice: { idx: 'letters' }, folder: '/moved' }]);

    const answered = setUp();
    answered.workbench.text = own;
    answered.datasets.missing = true;
    answered.workbench.answer = { kind: 'folder', uri: uriOf('/chosen') };
    await answered.command.train(FILE, undefined);
    await until(() => answered.page.requests.length === 1);
    assert.deepEqual(answered.loads.at(-1), { choice: { idx: 'letters' }, folder: '/chosen' });
  });

  it('never takes other data unasked', async () => {
    const { workbench, loads, datasets, command } = setUp();
    datasets.missing = true;
    await assert.rejects(
      command.train(FILE, { interactive: false }),
      /MNIST cannot be had\. Mirror A is silent\./,
    );
    assert.equal(loads.length, 1);
    assert.deepEqual(workbench.said, []);
  });
});
