/**
 * What *Train Network* does, from the file to the end of the run: find it, check it, ask what must be asked, run it.
 *
 * Knows VS Code through `TrainWorkbench` alone. Asked interactively, every failure is shown, once, with what can be done
 * about it; otherwise nothing is shown and the promise rejects with the reason.
 */
import type { Uri } from 'vscode';
import { checkNnFile } from '../../core/network/checkNnFile';
import type { DatasetChoice } from '../../core/hyperparameters/hyperparameters';
import type { RunEnded, RunStopped } from '../../core/training/runEvents';
import { messageOf } from '../../core/wording';
import { DatasetUnavailableError, type LoadedDataset, type LoadOptions } from '../data/datasetStore';
import { networkHash } from './networkHash';
import type { Replacement } from './replaceQuestion';
import { RunError, type RunController, type RunPlan } from './runController';
import { parseEngineSetting, parseTrainOptions, type TrainOptions } from './trainOptions';
import type { WeightsWriter } from './weightsFolder';

/** A network file with the text that is on the screen, saved or not. */
export interface NetworkDocument {
  readonly uri: Uri;
  readonly text: string;
  /** As people call it: the path in the workspace. */
  readonly label: string;
}

/** What a user may answer when a dataset cannot be had. */
export type DatasetAnswer =
  { readonly kind: 'syntheticDigits' } | { readonly kind: 'folder'; readonly uri: Uri };

/** Everything that the command asks of VS Code. */
export interface TrainWorkbench {
  /** The file that was named. @throws Error when it cannot be opened. */
  open(uri: Uri): Promise<NetworkDocument>;
  /** The network file in front, else the one that the user picks; `undefined` when there is none. */
  pick(): Promise<NetworkDocument | undefined>;
  isUri(value: unknown): value is Uri;
  /** The folder at a path, absolute or relative to the network file. */
  folderAt(path: string, networkFile: Uri): Uri;
  engineSetting(): unknown;
  /** The setting `layerwire.datasetFolder`; empty where there is none. */
  datasetFolderSetting(): string;
  writeWeightsTo(folder: Uri): WeightsWriter;
  /** True: stop what runs. */
  confirmReplacing(replacement: Replacement): Promise<boolean>;
  showInvalidNetwork(label: string, messages: readonly string[]): Promise<void>;
  showFailure(message: string): Promise<void>;
  showUnavailableDataset(message: string): Promise<DatasetAnswer | undefined>;
}

export interface DatasetLoader {
  load(choice: DatasetChoice | undefined, options: LoadOptions): Promise<LoadedDataset>;
}

/** How the run ended; `undefined` when the user thought better of it, or was shown why it failed. */
export type TrainOutcome = RunEnded | RunStopped | undefined;

export class TrainCommand {
  private lastRun: Uri | undefined;
  /** Files whose training a user has asked for, until the view is there and shows it. */
  private readonly starting = new Set<string>();

  constructor(
    private readonly workbench: TrainWorkbench,
    private readonly datasets: DatasetLoader,
    private readonly controller: RunController,
  ) {}

  /** The file of the run that the panel shows. */
  get lastTrained(): Uri | undefined {
    return this.lastRun;
  }

  /**
   * Trains the file at `uri`, or the one in front, or one that the user picks.
   * @throws Error with the reason, when it was not asked interactively.
   */
  async train(uri: unknown, options: unknown): Promise<TrainOutcome> {
    const interactive = !isQuiet(options);
    try {
      const parsed = parseTrainOptions(options);
      const document = await this.find(uri, interactive);
      const instead = parsed.dataset === undefined ? undefined : ({ kind: parsed.dataset } as const);
      return document === undefined ? undefined : await this.run(document, parsed, interactive, instead);
    } catch (error) {
      if (!interactive) {
        throw error;
      }
      void this.workbench.showFailure(messageOf(error));
      return undefined;
    }
  }

  private async find(uri: unknown, interactive: boolean): Promise<NetworkDocument | undefined> {
    if (this.workbench.isUri(uri)) {
      return this.workbench.open(uri);
    }
    if (uri !== undefined && uri !== null) {
      throw new Error('The first argument must be the Uri of a network file (*.nn.json).');
    }
    if (!interactive) {
      throw new Error('Name the network file (*.nn.json) to train: the first argument must be its Uri.');
    }
    return this.workbench.pick();
  }

  private async run(
    document: NetworkDocument,
    options: TrainOptions,
    interactive: boolean,
    instead: DatasetAnswer | undefined,
  ): Promise<TrainOutcome> {
    const begun = interactive ? this.claimStart(document.uri) : () => undefined;
    if (begun === undefined) {
      // The second click of a double click asks for what is coming anyway.
      return undefined;
    }
    try {
      return await this.runPlan(document, options, interactive, instead, begun);
    } finally {
      begun();
    }
  }

  /** The way to say that the file's training has begun, or `undefined` where it is being started already. */
  private claimStart(file: Uri): (() => void) | undefined {
    const key = file.toString();
    if (this.starting.has(key)) {
      return undefined;
    }
    this.starting.add(key);
    let isStarting = true;
    return () => {
      // Once only: when this run ends, the same file may be starting again.
      if (isStarting) {
        isStarting = false;
        this.starting.delete(key);
      }
    };
  }

  /** @param begun Called when the view is open and the run's data is about to be loaded. */
  private async runPlan(
    document: NetworkDocument,
    options: TrainOptions,
    interactive: boolean,
    instead: DatasetAnswer | undefined,
    begun: () => void,
  ): Promise<TrainOutcome> {
    const plan = await this.plan(document, options, instead);
    if (plan instanceof InvalidNetworkError) {
      if (!interactive) {
        throw plan;
      }
      void this.workbench.showInvalidNetwork(document.label, plan.messages);
      return undefined;
    }
    const running = this.controller.activePlan;
    if (interactive && running !== undefined) {
      const isReplaced = await this.workbench.confirmReplacing({
        running: running.subject,
        runningKeepsWeights: running.saveWeights !== undefined,
        next: plan.subject,
        isSameFile: this.lastRun?.toString() === document.uri.toString(),
      });
      if (!isReplaced) {
        return undefined;
      }
      await this.controller.stop();
    }
    if (!this.controller.isActive) {
      this.lastRun = document.uri;
    }
    try {
      return await this.controller.run({
        ...plan,
        loadData: (preparation) => {
          begun();
          return plan.loadData(preparation);
        },
      });
    } catch (error) {
      if (interactive && error instanceof RunError && error.cause instanceof DatasetUnavailableError) {
        void this.runInstead(document, options, error.cause.summary);
        return undefined;
      }
      throw error;
    }
  }

  /** Asks what to do without the dataset, and does it; the run that failed is over by then. */
  private async runInstead(document: NetworkDocument, options: TrainOptions, message: string): Promise<void> {
    const answer = await this.workbench.showUnavailableDataset(message);
    if (answer === undefined) {
      return;
    }
    try {
      await this.run(document, options, true, answer);
    } catch (error) {
      void this.workbench.showFailure(messageOf(error));
    }
  }

  private async plan(
    document: NetworkDocument,
    options: TrainOptions,
    instead: DatasetAnswer | undefined,
  ): Promise<RunPlan | InvalidNetworkError> {
    const { network, diagnostics, file } = checkNnFile(document.text);
    if (network === undefined) {
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      return new InvalidNetworkError(
        document.label,
        errors.map(({ message }) => message),
      );
    }
    const engine = options.engine ?? parseEngineSetting(this.workbench.engineSetting());
    const { epochs, seed, weightsFolder } = options;
    const writer =
      weightsFolder === undefined
        ? undefined
        : this.workbench.writeWeightsTo(this.workbench.folderAt(weightsFolder, document.uri));
    const asked = network.training.dataset;
    return {
      subject: { networkName: network.name, file: document.label },
      request: {
        networkText: document.text,
        networkHash: await networkHash(file.graph),
        overrides: { ...(epochs === undefined ? {} : { epochs }), ...(seed === undefined ? {} : { seed }) },
        engine,
      },
      loadData: async (preparation) => {
        const choice = instead?.kind === 'syntheticDigits' ? instead.kind : asked;
        const { data, origin, notice } = await this.datasets.load(choice, {
          networkFile: document.uri,
          folder: this.datasetFolder(asked, document.uri, options, instead),
          signal: preparation.signal,
          report: (task, fraction) => {
            preparation.report(task, fraction);
          },
        });
        const asker = asked === 'syntheticDigits' ? 'the file asks' : options.dataset && 'the options ask';
        if (asker !== undefined && options.datasetFolder !== undefined) {
          preparation.note(
            `The folder "${options.datasetFolder}" was not read: ${asker} for syntheticDigits, which Layerwire ` +
              'draws itself.',
          );
        }
        if (instead?.kind === 'syntheticDigits' && asked !== 'syntheticDigits') {
          preparation.note(
            asked === undefined
              ? "Trained on synthetic digits in place of MNIST: the figures are not MNIST's figures."
              : 'Trained on synthetic digits in place of the dataset that the file names: the figures are not its figures.',
          );
        }
        if (notice !== undefined) {
          preparation.note(notice);
        }
        return { data, origin };
      },
      ...(writer === undefined ? {} : { saveWeights: writer }),
    };
  }

  /** The setting is about published datasets: it does not take the place of a folder that the file names. */
  private datasetFolder(
    asked: DatasetChoice | undefined,
    networkFile: Uri,
    options: TrainOptions,
    instead: DatasetAnswer | undefined,
  ): Uri | undefined {
    if (instead?.kind === 'folder') {
      return instead.uri;
    }
    const setting = typeof asked === 'object' ? '' : this.workbench.datasetFolderSetting();
    const path = options.datasetFolder ?? setting;
    return path === '' ? undefined : this.workbench.folderAt(path, networkFile);
  }
}

/** A network file with errors: all of them, for whoever does not see the Problems panel. */
class InvalidNetworkError extends Error {
  override readonly name = 'InvalidNetworkError';

  constructor(
    label: string,
    readonly messages: readonly string[],
  ) {
    super(`"${label}" is not valid: ${messages.join(' ')}`);
  }
}

/** Looked at before the options are checked, because it decides how their errors are told. */
function isQuiet(options: unknown): boolean {
  return (
    typeof options === 'object' &&
    options !== null &&
    'interactive' in options &&
    options.interactive === false
  );
}
