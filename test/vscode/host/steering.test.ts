/** A run that is steered, cut off and taken up again, by the commands that buttons, menus and keys run. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EpochEnded, RunEvent } from '../../../src/core/training/runEvents';
import type { RunState } from '../../../src/core/training/runState';
import { closeEditors, eventually, fileUri, layerwire, type LayerwireApi } from './workspace';

/** Starting a worker and drawing digits takes seconds on few cores. */
const PATIENCE_MS = 60_000;

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

describe('a run that is steered', () => {
  let api: LayerwireApi;
  let events: RunEvent[] = [];
  let state: RunState = { phase: 'idle' };
  let subscription: vscode.Disposable | undefined;

  before(async () => {
    api = await layerwire();
  });
  beforeEach(() => {
    events = [];
    subscription = vscode.Disposable.from(
      api.onDidRunEvent((event) => events.push(event)),
      api.onDidChangeRun((next) => {
        state = next;
      }),
    );
  });
  afterEach(async () => {
    await run('stopTraining');
    subscription?.dispose();
    await closeEditors();
  });

  const run = async (command: string, ...args: readonly unknown[]): Promise<void> => {
    await vscode.commands.executeCommand(`layerwire.${command}`, ...args);
  };
  /** Begins to train, and resolves when it does. */
  const begin = async (name: string, options: Readonly<Record<string, unknown>> = {}): Promise<void> => {
    void run('train', fileUri(name), { engine: 'tfjs-cpu', ...options });
    await next('runStarted');
  };
  const all = <T extends RunEvent['type']>(type: T): EventOf<T>[] =>
    events.filter((event): event is EventOf<T> => event.type === type);
  /** The event of that type that comes after those that were there when it was asked. */
  const next = <T extends RunEvent['type']>(type: T, known = all(type).length): Promise<EventOf<T>> =>
    eventually(`${type} number ${known + 1}`, () => all(type)[known], PATIENCE_MS);
  const phase = (wanted: RunState['phase']): Promise<Exclude<RunState, { phase: 'idle' }>> =>
    eventually(
      `the phase ${wanted}`,
      () => (state.phase === wanted && state.phase !== 'idle' ? state : undefined),
      PATIENCE_MS,
    );

  it('pauses, steps, measures, goes on to the end of the epoch, and stops', async () => {
    await begin('long.nn.json');
    await next('stepsTrained');
    await run('pauseTraining');
    const paused = await next('runPaused', 0);
    assert.equal((await phase('paused')).run.step, paused.step);

    await run('stepTraining');
    assert.equal((await next('runPaused', 1)).step, paused.step + 1);
    await run('evaluateOnTestSet');
    const measured = await next('testEvaluated', all('testEvaluated').length);
    assert.equal(measured.step, paused.step + 1);
    assert.equal((await next('runPaused', 2)).step, paused.step + 1);

    await phase('paused');
    await run('trainOneEpoch');
    const epochEnd = await next('runPaused', 3);
    assert.equal(epochEnd.step % 125, 0);
    await phase('paused');
    await run('resumeTraining');
    await eventually(
      'a later step',
      () => (all('stepsTrained').at(-1)?.step ?? 0) > epochEnd.step || undefined,
    );
    await run('stopTraining');
    assert.equal(events.at(-1)?.type, 'runStopped');
    assert.equal(state.phase, 'stopped');
  });

  it('answers a pause', async function () {
    await begin('long.nn.json');
    const answers: number[] = [];
    for (let pause = 0; pause < 5; pause++) {
      await eventually(
        'a step',
        () => (state.phase === 'running' && state.run.step > 0) || undefined,
        PATIENCE_MS,
      );
      const asked = Date.now();
      await run('pauseTraining');
      await next('runPaused', pause);
      answers.push(Date.now() - asked);
      await phase('paused');
      await run('resumeTraining');
      await phase('running');
    }
    const median = answers.sort((a, b) => a - b)[2] ?? NaN;
    this.runnable().title += ` (median of 5 after ${median} ms, looked at every 50 ms)`;
  });

  it('gives the same numbers whether it was disturbed or not', async () => {
    await begin('small.nn.json', { seed: 5 });
    await phase('ended');
    const undisturbed = figures(all('epochEnded'));
    assert.equal(undisturbed.length, 2);

    events = [];
    await begin('small.nn.json', { seed: 5 });
    await next('stepsTrained');
    await run('pauseTraining');
    await phase('paused');
    await run('stepTraining');
    await next('runPaused', 1);
    await phase('paused');
    await run('stopTraining');
    await phase('stopped');
    // From its last checkpoint, with a new worker.
    void run('resumeTraining');
    await phase('ended');
    assert.deepEqual(figures(all('epochEnded')), undisturbed);
    assert.equal(all('runStarted').length, 2);
    assert.ok((all('runStarted')[1]?.step ?? 0) > 0);
  });

  it('goes on after its end, step by step', async () => {
    await begin('small.nn.json', { epochs: 1 });
    await phase('ended');
    await run('stepTraining');
    const { step } = await next('runPaused', 0);
    assert.equal(step, 126);
    const paused = await phase('paused');
    assert.equal(paused.run.hyperparameters?.epochs, 2);
  });

  it('waits at its initial weights when they are reset, and keeps the run before', async () => {
    await begin('small.nn.json');
    await phase('ended');
    const before = state.phase === 'idle' ? '' : state.run.subject.runId;
    void run('resetWeights');
    const paused = await phase('paused');
    assert.equal(paused.run.step, 0);
    assert.notEqual(paused.run.subject.runId, before);
  });

  it('says that the network has changed since, and takes fitting weights along', async () => {
    const uri = fileUri('edited.nn.json');
    await begin('edited.nn.json', { dataset: 'syntheticDigits', epochs: 1 });
    await phase('ended');
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    const text = document.getText();
    const units = /"units": (?!10\b)\d+/.exec(text);
    assert.ok(units !== null, text);
    const range = new vscode.Range(
      document.positionAt(units.index),
      document.positionAt(units.index + units[0].length),
    );
    edit.replace(uri, range, '"units": 21');
    await vscode.workspace.applyEdit(edit);
    await eventually(
      'the note of the change',
      () => (state.phase === 'ended' && state.run.networkChanged) || undefined,
    );
    events = [];
    void run('continueWithCurrentWeights');
    await next('runStarted', 0);
    const notes = state.phase === 'idle' ? '' : state.run.notes.join(' ');
    assert.match(notes, /Began with .*weights/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('goes on when its file is deleted, and says so', async () => {
    const uri = fileUri('to-delete.nn.json');
    await vscode.workspace.fs.copy(fileUri('long.nn.json'), uri, { overwrite: true });
    await begin('to-delete.nn.json');
    await next('stepsTrained');
    await vscode.workspace.fs.delete(uri);
    const note = await eventually(
      'a note',
      () =>
        state.phase === 'running' ? state.run.notes.find((one) => one.includes('was deleted')) : undefined,
      PATIENCE_MS,
    );
    assert.match(
      note,
      /"to-delete\.nn\.json" was deleted\. The run has the text that it began with, and goes on\./,
    );
    await next('epochEnded');
  });

  it('can be resumed when its view was closed', async () => {
    await begin('long.nn.json');
    await next('epochEnded', 0);
    await next('stepsTrained');
    await vscode.commands.executeCommand('layerwire.training.removeView');
    const failed = await phase('failed');
    assert.ok(
      failed.phase === 'failed' && failed.message.includes('view was closed'),
      JSON.stringify(failed.phase),
    );
    const last = failed.run.checkpoints.at(-1)?.step ?? 0;
    assert.ok(last > 0);
    void run('resumeTraining');
    const again = await next('runStarted', 1);
    assert.equal(again.step, last);
  });
});

/** What must not differ from run to run. */
function figures(epochs: readonly EpochEnded[]): unknown[] {
  return epochs.map(({ epoch, step, loss, testLoss, testAccuracy }) => ({
    epoch,
    step,
    loss,
    testLoss,
    testAccuracy,
  }));
}
