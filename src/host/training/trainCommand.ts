/**
 * What *Train Network* does, from the file to the end of the run: find it, check it, ask what must be asked, run it.
 *
 * Knows VS Code through `TrainWorkbench` alone. Asked interactively, every failure is shown, once, with what can be done
 * about it; otherwise nothing is shown and the promise rejects with the reason.
 */
import type { Uri } from 'vscode';
import type { RunEnded, RunStopped } from '../../core/training/runEvents';
import { messageOf } from '../../core/wording';
import { DatasetUnavailableError } from '../data/datasetStore';
import type { Replacement, ReplaceAnswer } from './replaceQuestion';
import type { RunController } from './runController';
import { RunError } from './runError';
import {
  FROM_THE_START,
  InvalidNetworkError,
  type Beginning,
  type DatasetAnswer,
  type NetworkDocument,
  type PlannedRun,
  type RunPlanner,
} from './runPlanner';
import { parseTrainOptions, type TrainOptions } from './trainOptions';

/** Everything that the command asks of VS Code. */
export interface TrainWorkbench {
  /** The file that was named. @throws Error when it cannot be opened. */
  open(uri: Uri): Promise<NetworkDocument>;
  /** The network file in front, else the one that the user picks; `undefined` when there is none. */
  pick(): Promise<NetworkDocument | undefined>;
  isUri(value: unknown): value is Uri;
  /** What to do about the run that is under way; `undefined`: nothing. */
  askReplacing(replacement: Replacement): Promise<ReplaceAnswer | undefined>;
  showInvalidNetwork(label: string, messages: readonly string[]): Promise<void>;
  showFailure(message: string): Promise<void>;
  showUnavailableDataset(message: string): Promise<DatasetAnswer | undefined>;
}

/** How the run ended; `undefined` when the user thought better of it, or was shown why it failed. */
export type TrainOutcome = RunEnded | RunStopped | undefined;

export class TrainCommand {
  /** Files whose training a user has asked for, until the view is there and shows it. */
  private readonly starting = new Set<string>();

  /** @param runBegins Called with each plan just before the controller runs it. */
  constructor(
    private readonly workbench: TrainWorkbench,
    private readonly planner: RunPlanner,
    private readonly controller: RunController,
    private readonly runBegins: (plan: PlannedRun) => void,
  ) {}

  /**
   * Trains the file at `uri`, or the one in front, or one that the user picks.
   * @throws Error with the reason, when it was not asked interactively.
   */
  async train(uri: unknown, options: unknown, beginning: Beginning = FROM_THE_START): Promise<TrainOutcome> {
    const interactive = !isQuiet(options);
    return this.saying(interactive, async () => {
      const parsed = parseTrainOptions(options);
      const document = await this.find(uri, interactive);
      const instead = parsed.dataset === undefined ? undefined : ({ kind: parsed.dataset } as const);
      return document === undefined
        ? undefined
        : await this.trainDocument(document, parsed, interactive, instead, beginning);
    });
  }

  /**
   * Runs a plan that a user asked for, after asking what to do about the one under way.
   * @param begun Called when it begins.
   */
  async runPlan(plan: PlannedRun, begun: () => void = () => undefined): Promise<TrainOutcome> {
    return this.saying(true, () => this.perform(plan, true, begun));
  }

  private async saying(interactive: boolean, task: () => Promise<TrainOutcome>): Promise<TrainOutcome> {
    try {
      return await task();
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

  private async trainDocument(
    document: NetworkDocument,
    options: TrainOptions,
    interactive: boolean,
    instead: DatasetAnswer | undefined,
    beginning: Beginning,
  ): Promise<TrainOutcome> {
    const begun = interactive ? this.claimStart(document.uri) : () => undefined;
    if (begun === undefined) {
      // The second click of a double click asks for what is coming anyway.
      return undefined;
    }
    try {
      const plan = await this.planner.planFile(document, options, instead, beginning);
      return await this.perform(plan, interactive, begun);
    } catch (error) {
      if (interactive && error instanceof InvalidNetworkError) {
        void this.workbench.showInvalidNetwork(document.label, error.messages);
        return undefined;
      }
      if (interactive && error instanceof RunError && error.cause instanceof DatasetUnavailableError) {
        void this.trainInstead(document, options, beginning, error.cause.summary);
        return undefined;
      }
      throw error;
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
  private async perform(plan: PlannedRun, interactive: boolean, begun: () => void): Promise<TrainOutcome> {
    const running = this.controller.activePlan;
    if (interactive && running !== undefined) {
      const answer = await this.workbench.askReplacing({
        running: running.subject,
        next: plan.subject,
        isSameFile: running.subject.file === plan.subject.file,
      });
      if (answer === undefined) return undefined;
      if (answer === 'stop') await this.controller.stop();
      else {
        this.controller.note(`"${plan.subject.networkName}" will be trained when this run is over.`);
        await this.controller.untilOver();
      }
    }
    // Refused by the controller while another run is under way: then nothing begins.
    if (!this.controller.isActive) this.runBegins(plan);
    return await this.controller.run({
      ...plan,
      loadData: (preparation) => {
        begun();
        return plan.loadData(preparation);
      },
    });
  }

  /** Asks what to do without the dataset, and does it; the run that failed is over by then. */
  private async trainInstead(
    document: NetworkDocument,
    options: TrainOptions,
    beginning: Beginning,
    message: string,
  ): Promise<void> {
    const answer = await this.workbench.showUnavailableDataset(message);
    if (answer !== undefined) {
      await this.saying(true, () => this.trainDocument(document, options, true, answer, beginning));
    }
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
