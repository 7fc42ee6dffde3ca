/**
 * From a network file, or from a run that was kept, to a plan that the controller can run.
 *
 * The one place that knows what a run is made of: the text as it is now, the settings, the dataset and where it is
 * looked for, where checkpoints go. What it takes to repeat the run stands in the plan's record.
 */
import type { Uri } from 'vscode';
import type { DatasetChoice } from '../../core/hyperparameters/hyperparameters';
import { checkNnFile } from '../../core/network/checkNnFile';
import type { Run } from '../../core/training/runState';
import type { FirstOrder } from '../../core/training/steering';
import type { RunStart } from '../../protocol/run';
import type { LoadedDataset, LoadOptions } from '../data/datasetStore';
import { networkHash } from './networkHash';
import type { PreparedData, Preparation, RunPlan } from './runPlan';
import type { KeptRequest, RunOrigin, RunRecord } from './store/runRecord';
import type { RunStore } from './store/runStore';
import { parseEngineSetting, type TrainOptions } from './trainOptions';
import type { WeightsWriter } from './weightsFolder';

/** A network file with the text that is on the screen, saved or not. */
export interface NetworkDocument {
  readonly uri: Uri;
  readonly text: string;
  /** As people call it: the path in the workspace. */
  readonly label: string;
}

export interface DatasetLoader {
  load(choice: DatasetChoice | undefined, options: LoadOptions): Promise<LoadedDataset>;
}

/** What a user may answer when a dataset cannot be had. */
export type DatasetAnswer =
  { readonly kind: 'syntheticDigits' } | { readonly kind: 'folder'; readonly uri: Uri };

/** What the planner asks of VS Code. */
export interface PlannerWorkbench {
  /** The folder at a path, absolute or relative to the network file. */
  folderAt(path: string, networkFile: Uri): Uri;
  /** A Uri from its text. */
  parseUri(text: string): Uri;
  engineSetting(): unknown;
  /** The setting `layerwire.datasetFolder`; empty where there is none. */
  datasetFolderSetting(): string;
  /** The setting `layerwire.checkpoints.everySteps`; 0 for none. */
  checkpointSteps(): number;
  writeWeightsTo(folder: Uri): WeightsWriter;
}

/** How a new run begins, when not at its initial weights and straight on. */
export interface Beginning {
  readonly start: RunStart;
  readonly first: FirstOrder;
  readonly origin: RunOrigin;
  /** What a reader of the figures should know of it. */
  readonly note?: string;
}
/** The figures that a run begins with: those of `run` up to `step`. */
export interface GoingOn {
  readonly run: Run;
  readonly step: number;
  readonly losses: Float32Array;
}

export const FROM_THE_START: Beginning = {
  start: { kind: 'initialWeights' },
  first: 'run',
  origin: { kind: 'new' },
};

/** A plan with what is kept of it beside its figures. */
export interface PlannedRun extends RunPlan {
  readonly record: Omit<RunRecord, 'status' | 'message' | 'run'>;
  /** The losses that it begins with, when it goes on from a checkpoint. */
  readonly losses?: Float32Array;
}

/** A network file with errors: all of them, for whoever does not see the Problems panel. */
export class InvalidNetworkError extends Error {
  override readonly name = 'InvalidNetworkError';

  constructor(
    label: string,
    readonly messages: readonly string[],
  ) {
    super(`"${label}" is not valid: ${messages.join(' ')}`);
  }
}

export class RunPlanner {
  constructor(
    private readonly workbench: PlannerWorkbench,
    private readonly datasets: DatasetLoader,
    private readonly store: Pick<RunStore, 'writeCheckpoint' | 'readCheckpoint'>,
    private readonly now: () => number,
  ) {}

  /**
   * A new run of the file as it is now.
   * @throws InvalidNetworkError, or an Error about the setting of the engine.
   */
  async planFile(
    document: NetworkDocument,
    options: TrainOptions,
    instead: DatasetAnswer | undefined,
    beginning: Beginning = FROM_THE_START,
  ): Promise<PlannedRun> {
    const { network, diagnostics, file } = checkNnFile(document.text);
    if (network === undefined) {
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      throw new InvalidNetworkError(
        document.label,
        errors.map(({ message }) => message),
      );
    }
    const { epochs, seed, weightsFolder, interactive = true } = options;
    const folder = this.datasetFolder(network.training.dataset, document.uri, options, instead);
    const request: KeptRequest = {
      networkText: document.text,
      networkHash: await networkHash(file.graph),
      overrides: { ...(epochs === undefined ? {} : { epochs }), ...(seed === undefined ? {} : { seed }) },
      engine: options.engine ?? parseEngineSetting(this.workbench.engineSetting()),
      schedule: [],
      dataset: {
        instead: instead?.kind === 'syntheticDigits' ? instead.kind : null,
        folder: folder?.toString() ?? null,
      },
      startsWith: beginning.start.kind,
    };
    const plan = this.plan(
      {
        version: 1,
        runId: this.newRunId(network.name),
        createdAt: this.now(),
        file: document.uri.toString(),
        request,
        origin: beginning.origin,
      },
      { networkName: network.name, file: document.label },
      beginning,
      interactive,
      this.unreadFolderNote(network.training.dataset, options),
    );
    return weightsFolder === undefined
      ? plan
      : {
          ...plan,
          saveWeights: this.workbench.writeWeightsTo(this.workbench.folderAt(weightsFolder, document.uri)),
        };
  }

  /** A new run of what an earlier one did, with changes; `from` has the figures that it begins with. */
  planAgain(
    { file, request, run }: RunRecord,
    changes: Partial<Pick<KeptRequest, 'networkText' | 'overrides' | 'schedule'>>,
    beginning: Beginning,
    from?: GoingOn,
  ): PlannedRun {
    const { networkName, file: label } = run.subject;
    const record = {
      version: 1 as const,
      runId: this.newRunId(networkName),
      createdAt: this.now(),
      file,
      request: { ...request, ...changes, startsWith: beginning.start.kind },
      origin: beginning.origin,
    };
    const plan = this.plan(record, { networkName, file: label }, beginning, true);
    return from === undefined ? plan : { ...plan, from, losses: from.losses };
  }

  /** The same run, going on from one of its checkpoints. */
  planOn(record: RunRecord, from: GoingOn, bytes: Uint8Array, first: FirstOrder): PlannedRun {
    const { version, runId, createdAt, file, request, origin, run } = record;
    const start: RunStart = { kind: 'checkpoint', bytes };
    const kept = { version, runId, createdAt, file, request, origin };
    return { ...this.plan(kept, run.subject, { start, first, origin }, true), from, losses: from.losses };
  }

  /** Loads the data of a run that was kept, without running it. */
  loadKeptData(record: Pick<RunRecord, 'file' | 'request'>, preparation: Preparation): Promise<PreparedData> {
    return this.loadData(record, preparation, []);
  }

  private plan(
    record: PlannedRun['record'],
    subject: { readonly networkName: string; readonly file: string },
    { start, first, note }: Beginning,
    attended: boolean,
    unread?: string,
  ): PlannedRun {
    const notes = [unread, note].filter((text) => text !== undefined);
    const { runId, request } = record;
    const { networkText, networkHash: hash, overrides, engine, schedule } = request;
    return {
      record,
      subject: { runId, networkName: subject.networkName, file: subject.file },
      request: {
        networkText,
        networkHash: hash,
        overrides,
        engine,
        start,
        first,
        schedule,
        checkpoints: { taken: true, everySteps: this.workbench.checkpointSteps() },
        attended,
      },
      loadData: (preparation) => this.loadData(record, preparation, notes),
      checkpoints: {
        write: async ({ step, epoch, reason, testAccuracy, bytes }) => {
          const summary = { step, epoch, reason, testAccuracy };
          const { dropped } = await this.store.writeCheckpoint(runId, summary, bytes);
          return dropped.filter((one) => one.runId === runId).map((one) => one.step);
        },
        read: (step) => this.store.readCheckpoint(runId, step),
      },
    };
  }

  private async loadData(
    { file, request }: Pick<RunRecord, 'file' | 'request'>,
    preparation: Preparation,
    notes: readonly string[],
  ): Promise<PreparedData> {
    const asked = checkNnFile(request.networkText).network?.training.dataset;
    const { instead, folder } = request.dataset;
    const { data, origin, notice } = await this.datasets.load(instead ?? asked, {
      networkFile: this.workbench.parseUri(file),
      folder: folder === null ? undefined : this.workbench.parseUri(folder),
      signal: preparation.signal,
      report: (task, fraction) => {
        preparation.report(task, fraction);
      },
    });
    for (const note of notes) preparation.note(note);
    if (instead !== null && asked !== instead) {
      preparation.note(
        asked === undefined
          ? "Trained on synthetic digits in place of MNIST: the figures are not MNIST's figures."
          : 'Trained on synthetic digits in place of the dataset that the file names: the figures are not its figures.',
      );
    }
    if (notice !== undefined) preparation.note(notice);
    return { data, origin };
  }

  private unreadFolderNote(asked: DatasetChoice | undefined, options: TrainOptions): string | undefined {
    const asker = asked === 'syntheticDigits' ? 'the file asks' : options.dataset && 'the options ask';
    return asker === undefined || options.datasetFolder === undefined
      ? undefined
      : `The folder "${options.datasetFolder}" was not read: ${asker} for syntheticDigits, which Layerwire ` +
          'draws itself.';
  }

  /** The setting is about published datasets: it does not take the place of a folder that the file names. */
  private datasetFolder(
    asked: DatasetChoice | undefined,
    networkFile: Uri,
    options: TrainOptions,
    instead: DatasetAnswer | undefined,
  ): Uri | undefined {
    if (instead?.kind === 'folder') return instead.uri;
    const setting = typeof asked === 'object' ? '' : this.workbench.datasetFolderSetting();
    const path = options.datasetFolder ?? setting;
    return path === '' ? undefined : this.workbench.folderAt(path, networkFile);
  }

  /** By time and name, so that folders sort by age and say what they hold. */
  private newRunId(networkName: string): string {
    const time = new Date(this.now()).toISOString().replace(/[^0-9]/g, '');
    const name = networkName
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40);
    return name === '' ? time : `${time}-${name}`;
  }
}
