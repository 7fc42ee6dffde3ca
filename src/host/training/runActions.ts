/**
 * What each command does to runs: steering the one under way, going on from checkpoints, repeating, branching, carrying
 * weights over, showing and deleting kept runs.
 *
 * Asks VS Code through `RunWorkbench`; whatever fails is shown once, in words.
 */
import type { Uri } from 'vscode';
import { checkNnFile } from '../../core/network/checkNnFile';
import { carryWeights } from '../../core/training/carryWeights';
import { weightsOfCheckpoint } from '../../core/training/checkpointWeights';
import { allowedCommands, type RunCommand } from '../../core/training/runCommands';
import type { CheckpointSummary } from '../../core/training/runState';
import { epochsDone } from '../../core/training/runProgress';
import { changeObjection } from '../../core/training/settingLimits';
import type { FirstOrder, HyperparameterChange } from '../../core/training/steering';
import { decodeWeights } from '../../core/training/weightsFile';
import { encodeSafetensors } from '../../core/weights/safetensors';
import { messageOf } from '../../core/wording';
import type { RunStart } from '../../protocol/run';
import type { RunController } from './runController';
import type { RunLibrary } from './runLibrary';
import { FROM_THE_START, type NetworkDocument, type RunPlanner } from './runPlanner';
import { checkpointStart, type CheckpointStart, type OneChange } from './runs/repeatWithOneChange';
import type { ShownRun } from './shownRun';
import { networkFileName } from './runs/runText';
import type { KeptRequest, RunRecord } from './store/runRecord';
import type { RunStore } from './store/runStore';
import type { TrainCommand } from './trainCommand';
import type { TrainOptions } from './trainOptions';

/** What the actions ask of VS Code. */
export interface RunWorkbench {
  isUri(value: unknown): value is Uri;
  parseUri(text: string): Uri;
  /** @throws Error when the file cannot be opened. */
  open(uri: Uri): Promise<NetworkDocument>;
  pick(): Promise<NetworkDocument | undefined>;
  showFailure(message: string): Promise<void>;
  /** Which setting to change to what; `undefined` when the user thinks better of it. */
  askOneChange(
    request: KeptRequest,
    networkName: string,
    start: CheckpointStart | undefined,
  ): Promise<OneChange | undefined>;
  confirmDeleting(records: readonly RunRecord[]): Promise<boolean>;
  /** A weights file to read, with its name; `undefined` when the user thinks better of it. */
  askWeightsFile(): Promise<{ readonly name: string; readonly bytes: Uint8Array } | undefined>;
  /** Asks where, and writes. */
  saveWeights(suggestedName: string, bytes: Uint8Array): Promise<void>;
}

export interface RunActionParts {
  readonly workbench: RunWorkbench;
  readonly controller: RunController;
  readonly planner: RunPlanner;
  readonly store: RunStore;
  readonly library: RunLibrary;
  readonly shown: ShownRun;
  readonly train: TrainCommand;
}

export class RunActions {
  constructor(private readonly parts: RunActionParts) {}

  /** Does what the button says; nothing when it makes no sense now. @param uri The file to train. */
  async perform(command: RunCommand, uri?: unknown): Promise<void> {
    const { controller, train } = this.parts;
    const { state } = controller;
    if (!allowedCommands(state).has(command)) return;
    switch (command) {
      case 'train':
        await train.train(uri ?? this.shownFile(), undefined);
        return;
      case 'pause':
        controller.steer({ kind: 'pause' });
        return;
      case 'stop':
        await controller.stop();
        return;
      case 'resume':
        if (state.phase === 'paused') controller.steer({ kind: 'resume' });
        else await this.goOn('run');
        return;
      case 'step':
      case 'epoch':
      case 'evaluate':
        if (state.phase === 'idle' || (!controller.isActive && this.isOther(uri)))
          await train.train(uri, undefined, { ...FROM_THE_START, first: command });
        else if (state.phase === 'paused' || (state.phase === 'ended' && state.live))
          controller.steer({ kind: command });
        else await this.goOn(command);
        return;
      case 'reset':
        await controller.stop();
        if (this.isOther(uri)) await train.train(uri, undefined, { ...FROM_THE_START, first: 'pause' });
        else await this.trainShown({ ...FROM_THE_START, first: 'pause' });
        return;
    }
  }

  /** Changes settings of the run under way, or says why that cannot be. */
  async change(change: HyperparameterChange): Promise<void> {
    await this.saying(() => {
      const { controller, shown } = this.parts;
      const { record } = shown;
      const network = record && checkNnFile(record.request.networkText).network;
      const objection =
        network &&
        changeObjection(change, network.training.optimizer.type, Math.ceil(epochsDone(record.run)));
      if (objection !== undefined) throw new Error(objection);
      controller.steer({ kind: 'change', change });
      return Promise.resolve();
    });
  }

  /** Shows a run as it was kept. */
  async show(runId: string): Promise<void> {
    await this.saying(async () => {
      const { controller, library, shown } = this.parts;
      const { state } = controller;
      if (state.phase !== 'idle' && state.run.subject.runId === runId) return;
      if (controller.isActive) {
        throw new Error('Another run is under way. Wait for its end, or stop it, to see an earlier run.');
      }
      const record = library.get(runId);
      if (record !== undefined) await shown.show(record);
    });
  }

  /** Brings the weights of a kept run back, from its last checkpoint, and waits for orders. */
  async restore(runId: string): Promise<void> {
    await this.show(runId);
    await this.goOn('pause', runId);
  }

  /** Goes on with a kept run from its last checkpoint. */
  async resume(runId: string): Promise<void> {
    await this.show(runId);
    await this.goOn('run', runId);
  }

  /** Trains on from a checkpoint of the run that is shown, as a new run; without a step from the moment shown. */
  async branch(step?: number): Promise<void> {
    await this.saying(async () => {
      const { controller, planner, store, shown, train } = this.parts;
      const record = shown.record;
      const from = step ?? shown.moments.pastStep ?? record?.run.checkpoints.at(-1)?.step;
      const checkpoint = record?.run.checkpoints.find((one) => one.step === from);
      if (record === undefined || checkpoint === undefined) {
        throw new Error(
          'There is no checkpoint to train on from. A run has one after its first epoch, or a pause.',
        );
      }
      const losses = shown.losses.slice(0, checkpoint.step);
      const bytes = await store.readCheckpoint(record.runId, checkpoint.step);
      if (controller.state.phase === 'paused') await controller.stop();
      const plan = planner.planAgain(
        record,
        { schedule: [] },
        {
          start: { kind: 'checkpoint', bytes },
          // Behind the last epoch there is nothing left to run to; an epoch more is what there is to branch into.
          first: isAtEnd(record, checkpoint) ? 'epoch' : 'run',
          origin: { kind: 'branch', of: record.runId, step: checkpoint.step },
        },
        { ...this.own(record, checkpoint), losses },
      );
      await train.runPlan(plan);
    });
  }

  /** Runs a kept run once more from its beginning; asks for the change when there is to be one. */
  async repeat(runId: string, withOneChange: boolean): Promise<void> {
    await this.saying(async () => {
      const { workbench, planner, library, store, shown, train } = this.parts;
      const record = library.get(runId);
      if (record === undefined) throw new Error('The run is not kept any more.');
      const { networkName } = record.run.subject;
      const start = await this.startOf(record);
      const change = withOneChange
        ? await workbench.askOneChange(record.request, networkName, checkpointStart(record, start))
        : undefined;
      if (withOneChange && change === undefined) return;
      const { origin } = record;
      const plan = planner.planAgain(
        record,
        change?.request ?? {},
        {
          start,
          first: 'run',
          origin: { kind: 'repeat', of: runId, change: change?.change ?? null },
        },
        origin.kind === 'branch'
          ? { ...this.own(record, undefined, origin.step), losses: await store.readLosses(runId) }
          : undefined,
      );
      await train.runPlan(plan, () => {
        const { comparisons } = shown;
        void comparisons.choose([...comparisons.runIds, runId], plan.record, () => shown.losses);
      });
    });
  }

  /** Trains the file as it is now, from the weights of the moment that is shown: by name, where the shapes fit. */
  async continueWithWeights(): Promise<void> {
    await this.saying(async () => {
      const { workbench, shown, train, controller } = this.parts;
      const record = shown.record;
      if (record === undefined) throw new Error('No run is shown, so there are no weights to continue with.');
      const document = await workbench.open(workbench.parseUri(record.file));
      const { network } = checkNnFile(document.text);
      if (network === undefined) {
        throw new Error(`"${document.label}" has errors; mend them first (see the Problems panel).`);
      }
      // The newest weights are those of a checkpoint, and a run takes one when it stops.
      if (controller.isActive) await controller.stop();
      const { weights } = await this.shownWeights();
      const carriedOver = carryWeights(network, weights, network.training.seed);
      const { carried, fresh } = carriedOver;
      await train.train(document.uri, this.datasetOptions(record), {
        start: { kind: 'weights', bytes: encodeSafetensors(carriedOver.weights, {}) },
        first: 'run',
        origin: { kind: 'continued', of: record.runId, carried: carried.length, fresh: fresh.length },
        note: carriedNote(carried, fresh),
      });
    });
  }

  /** Writes the weights of the moment that is shown, or those of a kept run, to a file that the user names. */
  async saveWeights(runId?: string): Promise<void> {
    await this.saying(async () => {
      const { workbench, library, store, shown } = this.parts;
      const record = runId === undefined ? shown.record : library.get(runId);
      const checkpoint =
        record?.runId === shown.record?.runId ? this.shownCheckpoint() : record?.run.checkpoints.at(-1);
      if (record === undefined || checkpoint === undefined) {
        throw new Error('There are no weights to save. A run has some from its start on.');
      }
      const bytes = await store.readCheckpoint(record.runId, checkpoint.step);
      const { weights, metadata } = weightsOfCheckpoint(bytes);
      const name = `${networkFileName(record.run.subject.file)}-step-${checkpoint.step}.safetensors`;
      await workbench.saveWeights(name, encodeSafetensors(weights, metadata));
    });
  }

  /** Puts the weights of a file into the network in front, and waits for orders. */
  async loadWeights(): Promise<void> {
    await this.saying(async () => {
      const { workbench, train } = this.parts;
      const document = await workbench.pick();
      const file = document === undefined ? undefined : await workbench.askWeightsFile();
      if (document === undefined || file === undefined) return;
      const { network } = checkNnFile(document.text);
      if (network === undefined) {
        throw new Error(`"${document.label}" has errors; mend them first (see the Problems panel).`);
      }
      const weights = decodeWeights(file.bytes, network);
      await train.train(document.uri, undefined, {
        start: { kind: 'weights', bytes: encodeSafetensors(weights, {}) },
        first: 'pause',
        origin: { kind: 'loaded', file: file.name },
        note: `Began with the weights of "${file.name}".`,
      });
    });
  }

  /** Deletes kept runs after asking; the one under way stays. */
  async delete(runIds: readonly string[]): Promise<void> {
    await this.saying(async () => {
      const { workbench, controller, library, shown } = this.parts;
      const underWay = controller.activePlan?.subject.runId;
      const records = runIds
        .filter((runId) => runId !== underWay)
        .map((runId) => library.get(runId))
        .filter((record) => record !== undefined);
      if (records.length === 0) {
        throw new Error('The run is under way; stop it before you delete it.');
      }
      if (!(await workbench.confirmDeleting(records))) return;
      if (records.some(({ runId }) => runId === shown.record?.runId)) {
        shown.clear();
        controller.forget();
      }
      const gone = records.map(({ runId }) => runId);
      await shown.comparisons.choose(
        shown.comparisons.runIds.filter((runId) => !gone.includes(runId)),
        shown.record,
        () => shown.losses,
      );
      await library.delete(gone);
    });
  }

  /** Goes on from the last checkpoint of the run that is shown. @param runId Only if it is this one. */
  private async goOn(first: FirstOrder, runId?: string): Promise<void> {
    await this.saying(async () => {
      const { controller, planner, store, shown, train } = this.parts;
      const record = shown.record;
      if (record === undefined || (runId !== undefined && record.runId !== runId)) return;
      const last = record.run.checkpoints.at(-1);
      if (last === undefined) {
        throw new Error('The run has no checkpoint to go on from. Repeat it, or train the file anew.');
      }
      const bytes = await store.readCheckpoint(record.runId, last.step);
      controller.release();
      const from = { run: record.run, step: last.step, losses: shown.losses.slice(0, last.step) };
      await train.runPlan(planner.planOn(record, from, bytes, first));
    });
  }

  private async trainShown(beginning: typeof FROM_THE_START): Promise<void> {
    const { train, shown } = this.parts;
    const { record } = shown;
    await train.train(this.shownFile(), record && this.datasetOptions(record), beginning);
  }

  /** Whether a command was given on another file than that of the run that is shown. */
  private isOther(uri: unknown): boolean {
    const { workbench, shown } = this.parts;
    return workbench.isUri(uri) && uri.toString() !== shown.record?.file;
  }

  private shownFile(): Uri | undefined {
    const { record } = this.parts.shown;
    return record === undefined ? undefined : this.parts.workbench.parseUri(record.file);
  }

  /** A run that was trained on synthetic digits instead, or on a folder that was chosen, stays with them. */
  private datasetOptions({
    request: { dataset },
  }: RunRecord): Pick<TrainOptions, 'dataset' | 'datasetFolder'> | undefined {
    if (dataset.instead !== null) return { dataset: dataset.instead };
    const folder = dataset.folder === null ? undefined : this.parts.workbench.parseUri(dataset.folder);
    return folder?.scheme === 'file' ? { datasetFolder: folder.fsPath } : undefined;
  }

  private shownCheckpoint(): CheckpointSummary | undefined {
    const { shown } = this.parts;
    const checkpoints = shown.record?.run.checkpoints ?? [];
    const past = shown.moments.pastStep;
    return past === null ? checkpoints.at(-1) : checkpoints.find(({ step }) => step === past);
  }

  private async shownWeights() {
    const checkpoint = this.shownCheckpoint();
    const { shown, store } = this.parts;
    if (shown.record === undefined || checkpoint === undefined) {
      throw new Error('The run has no weights yet to continue with.');
    }
    return weightsOfCheckpoint(await store.readCheckpoint(shown.record.runId, checkpoint.step));
  }

  /** The figures of a run that another one begins with; its checkpoints are not the other one's. */
  private own({ run }: RunRecord, checkpoint: CheckpointSummary | undefined, step = checkpoint?.step ?? 0) {
    return { run: { ...run, checkpoints: checkpoint === undefined ? [] : [checkpoint], notes: [] }, step };
  }

  private async startOf({ runId, request: { startsWith } }: RunRecord): Promise<RunStart> {
    return startsWith === 'initialWeights'
      ? { kind: startsWith }
      : { kind: startsWith, bytes: await this.parts.store.readStart(runId) };
  }

  private async saying(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      // Not awaited: the message stays until somebody closes it.
      void this.parts.workbench.showFailure(messageOf(error));
    }
  }
}

function isAtEnd({ run: { started, hyperparameters } }: RunRecord, { step }: CheckpointSummary): boolean {
  return (
    started !== null && hyperparameters !== null && step >= hyperparameters.epochs * started.stepsPerEpoch
  );
}

function carriedNote(carried: readonly string[], fresh: readonly string[]): string {
  if (fresh.length === 0) return 'Began with the weights of the run before, all of them.';
  if (carried.length === 0) {
    return 'None of the weights of the run before fits this network, by name and shape: it began with initial weights.';
  }
  return (
    `Began with the weights of the run before where name and shape fit (${carried.join(', ')}); initial weights in ` +
    `${fresh.join(', ')}.`
  );
}
