/**
 * The training view in VS Code's bottom panel: makes its page, and is the controller's way to it.
 *
 * The page may come, go and be made anew at any time. It is told the newest state whenever it is ready; a page that
 * goes takes its worker with it, of which the controller hears.
 */
import * as vscode from 'vscode';
import type { RunCommand } from '../../core/training/runCommands';
import type { RunState } from '../../core/training/runState';
import type { HyperparameterChange } from '../../core/training/steering';
import { createRpc, type Rpc } from '../../protocol/rpc';
import type { RunRequest } from '../../protocol/run';
import type {
  PicturesReply,
  PicturesRequest,
  TensorsReply,
  TensorsRequest,
  UnitsReply,
  UnitsRequest,
} from '../../protocol/inspection';
import {
  trainingPageReplyValidators,
  trainingHostValidators,
  type Comparison,
  type LossesWritten,
  type MetricsRequest,
  type RunReport,
  type ShownMoment,
  type SteeringOrder,
  type TestImages,
  type TrainingHostMethods,
  type TrainingPageMethods,
} from '../../protocol/training';
import { webviewHtml, webviewRoot } from '../webviewHtml';
import { webviewPort } from '../webviewPort';
import type { RunPage } from './runController';

export const TRAINING_VIEW = 'layerwire.training';
const READY_TIMEOUT_MS = 90_000;
/**
 * Two webviews that start at the same moment in a new browser profile can be in each other's way: one then waits 30 s
 * for its first file, in vain, and stays empty. Loaded once more it comes.
 */
const SECOND_TRY_MS = 35_000;

/** What the page asks for and reports. */
export interface TrainingViewListener {
  /** The page shows nothing yet, and can be drawn on. */
  pageReady(): void;
  pageLost(reason: string): void;
  runEventReported(report: RunReport): void;
  commandRequested(command: RunCommand): void;
  changeRequested(change: HyperparameterChange): void;
  momentRequested(step: number | null): void;
  branchRequested(step: number): void;
  continueRequested(): void;
  metricsRequested(request: MetricsRequest): void;
  comparisonRemoved(runId: string): void;
  readTestImages(indices: readonly number[]): Promise<TestImages>;
}

interface Connection {
  readonly view: vscode.WebviewView;
  readonly rpc: Rpc<TrainingPageMethods>;
  ready: boolean;
}

export class TrainingViewProvider implements vscode.WebviewViewProvider, RunPage {
  private connection: Connection | undefined;
  private readonly readyEmitter = new vscode.EventEmitter<undefined>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly listener: TrainingViewListener,
  ) {}

  resolveWebviewView(view: vscode.WebviewView): void {
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(this.extensionUri)] };
    const rpc = createRpc<TrainingHostMethods, TrainingPageMethods>(
      webviewPort(webview),
      {
        pageReady: () => {
          this.pageReady(connection);
        },
        runEventReported: (report) => {
          this.listener.runEventReported(report);
        },
        commandRequested: (command) => {
          this.listener.commandRequested(command);
        },
        changeRequested: (change) => {
          this.listener.changeRequested(change);
        },
        momentRequested: (step) => {
          this.listener.momentRequested(step);
        },
        branchRequested: (step) => {
          this.listener.branchRequested(step);
        },
        continueRequested: () => {
          this.listener.continueRequested();
        },
        metricsRequested: (request) => {
          this.listener.metricsRequested(request);
        },
        comparisonRemoved: (runId) => {
          this.listener.comparisonRemoved(runId);
        },
        readTestImages: (indices) => this.listener.readTestImages(indices),
      },
      trainingHostValidators,
      trainingPageReplyValidators,
      (error) => {
        // A report that cannot be read leaves a gap in the run, which must not pass unseen; other requests may be made again.
        if (error.message.startsWith('runEventReported')) {
          this.listener.pageLost(`The training view sent a report that cannot be read: ${error.message}`);
        } else {
          void vscode.window.showErrorMessage(
            `The training view asked for something unreadable: ${error.message}`,
          );
        }
      },
    );
    const connection: Connection = { view, rpc, ready: false };
    // Where the view is moved, its new page may come before the old one goes.
    this.disconnect(this.connection);
    this.connection = connection;
    view.onDidDispose(() => {
      clearTimeout(secondTry);
      this.disconnect(connection);
    });
    const address = (...path: string[]): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(this.extensionUri), ...path)).toString();
    const load = (): void => {
      webview.html = webviewHtml(webview, this.extensionUri, {
        title: 'Training',
        script: 'training.js',
        style: 'training.css',
        runsWorker: true,
        data: { 'worker-script': address('worker.js'), 'wasm-folder': address('wasm') },
      });
    };
    load();
    const secondTry = setTimeout(() => {
      if (!connection.ready) load();
    }, SECOND_TRY_MS);
  }

  /** Whether a person sees it. */
  get isInSight(): boolean {
    return this.connection?.view.visible === true;
  }

  async open(): Promise<void> {
    if (this.connection === undefined) {
      await vscode.commands.executeCommand(`${TRAINING_VIEW}.focus`, { preserveFocus: true });
    } else {
      this.connection.view.show(true);
    }
    if (this.connection?.ready !== true) {
      await this.untilReady();
    }
  }

  async start(request: RunRequest): Promise<void> {
    if (this.connection === undefined) {
      throw new Error('The training view was closed before the training began.');
    }
    await this.connection.rpc.call('startRun', request);
  }

  steer(order: SteeringOrder): void {
    this.connection?.rpc.notify('steerRun', order);
  }

  release(attempt: number): void {
    this.connection?.rpc.notify('releaseRun', attempt);
  }

  async readTensors(request: TensorsRequest): Promise<TensorsReply> {
    return this.openRpc().call('readTensors', request);
  }

  async readPictures(request: PicturesRequest): Promise<PicturesReply> {
    return this.openRpc().call('readPictures', request);
  }

  async readUnits(request: UnitsRequest): Promise<UnitsReply> {
    return this.openRpc().call('readUnits', request);
  }

  /** What is shown while no page is ready is shown again when one is: see `pageReady`. */
  showState(state: RunState): void {
    this.readyRpc?.notify('stateChanged', state);
  }

  showLosses(losses: LossesWritten): void {
    this.readyRpc?.notify('lossesWritten', losses);
  }

  showMoment(moment: ShownMoment | null): void {
    this.readyRpc?.notify('momentShown', moment);
  }

  showComparison(comparison: Comparison): void {
    this.readyRpc?.notify('comparisonShown', comparison);
  }

  dispose(): void {
    this.connection?.rpc.dispose();
    this.connection = undefined;
    this.readyEmitter.dispose();
  }

  /** Of the page with the worker. */
  private openRpc(): Rpc<TrainingPageMethods> {
    if (this.connection === undefined) {
      throw new Error(
        'The training view was closed, and the weights in it went with it; resume the training.',
      );
    }
    return this.connection.rpc;
  }

  private get readyRpc(): Rpc<TrainingPageMethods> | undefined {
    return this.connection?.ready === true ? this.connection.rpc : undefined;
  }

  /** The page is gone: nothing it says is heard any more, and what ran in it has ended. */
  private disconnect(connection: Connection | undefined): void {
    connection?.rpc.dispose();
    if (connection !== undefined && this.connection === connection) {
      this.connection = undefined;
      this.listener.pageLost(
        'The training view was closed, and the training in it ended. Resume it: it goes on from its last checkpoint.',
      );
    }
  }

  private pageReady(connection: Connection): void {
    if (connection.ready) {
      this.listener.pageLost(
        'The training view was loaded anew, and the training in it ended. Resume it: it goes on from its last checkpoint.',
      );
      connection.rpc.abandonCalls('The training view was loaded anew before the answer came.');
    }
    connection.ready = true;
    this.listener.pageReady();
    this.readyEmitter.fire(undefined);
  }

  private untilReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        ready.dispose();
        reject(
          new Error(
            `The training view did not open within ${READY_TIMEOUT_MS / 1000} s; ` +
              'run "Developer: Reload Window" and try again.',
          ),
        );
      }, READY_TIMEOUT_MS);
      const ready = this.readyEmitter.event(() => {
        clearTimeout(timer);
        ready.dispose();
        resolve();
      });
    });
  }
}
