/** The command that trains: what it reports, what it writes, and how it refuses. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EpochEnded, RunEvent, RunStarted } from '../../../src/core/training/runEvents';
import { closeEditors, eventually, fileUri, layerwire, type LayerwireApi } from './workspace';

describe('layerwire.train', () => {
  let api: LayerwireApi;
  let events: RunEvent[];
  let subscription: vscode.Disposable | undefined;

  before(async () => {
    api = await layerwire();
  });
  beforeEach(() => {
    events = [];
    subscription = api.onDidRunEvent((event) => events.push(event));
  });
  afterEach(async () => {
    subscription?.dispose();
    await closeEditors();
  });

  const train = async (options: Readonly<Record<string, unknown>>, name = 'small.nn.json'): Promise<void> => {
    await vscode.commands.executeCommand('layerwire.train', fileUri(name), {
      interactive: false,
      ...options,
    });
  };
  const epochs = (): EpochEnded[] => events.filter((event) => event.type === 'epochEnded');

  it('reports the run from its start to its end', async () => {
    await train({ engine: 'tfjs-cpu' });
    const told = ['runStarted', 'testEvaluated', 'epochEnded', 'checkpointTaken', 'runEnded'];
    const kinds = events.map(({ type }) => type).filter((type) => told.includes(type));
    const epoch = ['testEvaluated', 'epochEnded', 'checkpointTaken'];
    assert.deepEqual(kinds, ['runStarted', 'checkpointTaken', ...epoch, ...epoch, 'runEnded']);
    const started = events.find((event): event is RunStarted => event.type === 'runStarted');
    assert.equal(started?.engine, 'tfjs-cpu');
    assert.equal(started.dataset, 'syntheticDigits');
    assert.equal(started.trainingExamples, 2000);
    assert.equal(started.parameters, 784 * 32 + 32 + 32 * 10 + 10);
    assert.equal(started.seed, 7);
    const [first, last] = epochs();
    assert.ok(first !== undefined && last !== undefined);
    assert.ok(last.loss < first.loss, `the loss falls: ${first.loss}, ${last.loss}`);
    assert.ok(last.testAccuracy > 0.6, `it has learned something: ${last.testAccuracy}`);
  });

  it('gives the same numbers for the same seed, and others for another', async () => {
    const losses: number[] = [];
    for (const seed of [11, 11, 12]) {
      events = [];
      await train({ engine: 'tfjs-cpu', seed, epochs: 1 });
      losses.push(epochs()[0]?.loss ?? NaN);
    }
    assert.equal(losses[0], losses[1]);
    assert.notEqual(losses[0], losses[2]);
  });

  it('writes the weights of every epoch', async () => {
    const folder = fileUri('weights');
    await train({ engine: 'tfjs-cpu', weightsFolder: folder.fsPath });
    const written = await vscode.workspace.fs.readDirectory(folder);
    assert.deepEqual(written.map(([name]) => name).sort(), [
      'epoch-0000.safetensors',
      'epoch-0001.safetensors',
      'epoch-0002.safetensors',
    ]);
    for (const [name] of written) {
      const { size } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name));
      assert.ok(size > 4 * (784 * 32 + 32 + 32 * 10 + 10), `${name} has ${size} bytes`);
    }
  });

  it('stops when it is told to', async () => {
    const run = train({ engine: 'tfjs-cpu' }, 'long.nn.json').catch(() => undefined);
    await eventually('the first epoch', () => epochs()[0], 60_000);
    await vscode.commands.executeCommand('layerwire.stopTraining');
    await run;
    assert.equal(events.at(-1)?.type, 'runStopped');
  });

  for (const engine of ['tfjs-webgpu', 'auto']) {
    it(`reaches its accuracy with the engine ${engine}`, async () => {
      await train({ engine });
      const end = events.at(-1);
      assert.ok(end?.type === 'runEnded', JSON.stringify(end));
      assert.ok(end.testAccuracy >= 0.7, `test accuracy ${end.testAccuracy}`);
      const started = events.find((event): event is RunStarted => event.type === 'runStarted');
      assert.ok(engine === 'auto' || started?.engine === engine, started?.engine);
    });
  }

  it('goes on while the panel is hidden', async () => {
    const run = train({ engine: 'tfjs-cpu' }, 'long.nn.json');
    await eventually('the first epoch', () => epochs()[0], 60_000);
    await vscode.commands.executeCommand('workbench.action.closePanel');
    const hiddenAt = epochs().length;
    await eventually('three more epochs', () => epochs()[hiddenAt + 2], 60_000);
    await vscode.commands.executeCommand('layerwire.stopTraining');
    await run;
  });

  it('refuses an engine that does not exist, by its name', async () => {
    await assert.rejects(train({ engine: 'abacus' }), /abacus/);
    assert.deepEqual(epochs(), []);
  });

  it('refuses a network with an error, and says which', async () => {
    const uri = fileUri('invalid.nn.json');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('{ "version": 1, "layers": {} }'));
    await assert.rejects(train({}, 'invalid.nn.json'), /Input|layer/i);
    assert.deepEqual(epochs(), []);
  });

  it('refuses a folder without the dataset, naming what is missing', async () => {
    const options = { engine: 'tfjs-cpu', datasetFolder: fileUri('no-such-folder').fsPath };
    await assert.rejects(train(options, 'mnist-mlp.nn.json'), /train-images|no-such-folder/);
  });
});
