/**
 * The training page: draws what the host sends, and owns the worker that trains.
 */
import type { RunState } from '../../src/core/training/runState';
import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import { createRpc } from '../../src/protocol/rpc';
import {
  trainingHostReplyValidators,
  trainingPageValidators,
  type TrainingHostMethods,
  type TrainingPageMethods,
} from '../../src/protocol/training';
import '../ui/theme.css';
import '../ui/components.css';
import './training.css';
import './tables.css';
import './charts/charts.css';
import './mistakes/mistakes.css';
import './lowPanel.css';
import { acquireVscode } from '../vscodeApi';
import { blobWorkerMaker } from './blobWorker';
import type { PanelActions } from './panelActions';
import { PanelContent } from './panelContent';
import { TrainingPanel } from './TrainingPanel';
import { WorkerSupervisor } from './workerSupervisor';

const { workerScript = '', wasmFolder = '' } = document.body.dataset;
const vscode = acquireVscode<{ readonly tab: string }>();
const supervisor = new WorkerSupervisor(blobWorkerMaker({ script: workerScript, wasmFolder }), (report) => {
  host.notify('runEventReported', report);
});
const content = new PanelContent();

const host = createRpc<TrainingPageMethods, TrainingHostMethods>(
  vscode.port,
  {
    stateChanged: (state) => {
      content.showState(state);
      const station = stationOf(state);
      if (station === shownStation) drawSoon();
      else draw();
      shownStation = station;
    },
    lossesWritten: (losses) => {
      content.writeLosses(losses);
      drawSoon();
    },
    momentShown: (moment) => {
      content.showMoment(moment);
      draw();
    },
    comparisonShown: (comparison) => {
      content.showComparison(comparison);
      draw();
    },
    startRun: (request) => supervisor.start(request),
    steerRun: (order) => {
      supervisor.steer(order);
    },
    releaseRun: (attempt) => {
      supervisor.release(attempt);
    },
    readTensors: (request) => supervisor.readTensors(request),
    readPictures: (request) => supervisor.readPictures(request),
    readUnits: (request) => supervisor.readUnits(request),
  },
  trainingPageValidators,
  trainingHostReplyValidators,
  (error) => {
    console.error(error);
  },
);

const actions: PanelActions = {
  command: (command) => {
    host.notify('commandRequested', command);
  },
  change: (change) => {
    host.notify('changeRequested', change);
  },
  showMoment: (step) => {
    host.notify('momentRequested', step);
  },
  branch: (step) => {
    host.notify('branchRequested', step);
  },
  continueWithWeights: () => {
    host.notify('continueRequested', null);
  },
  takeMetrics: (request) => {
    host.notify('metricsRequested', request);
  },
  removeComparison: (runId) => {
    host.notify('comparisonRemoved', runId);
  },
  readTestImages: (indices) => host.call('readTestImages', indices),
};

const element = document.getElementById('root');
const root = element === null ? undefined : createRoot(element);
let drawing = false;
let drawTimer: ReturnType<typeof setTimeout> | undefined;
let shownStation = '';

/** Between two drawings of mere progress: what draws takes time from what trains, where they share a processor. */
const PROGRESS_MS = 500;

/** What a person waits for, and sees at once. */
function stationOf(state: RunState): string {
  if (state.phase === 'idle') return state.phase;
  const { run } = state;
  const wish = 'wish' in state ? state.wish : '';
  const counts = [run.epochs, run.checkpoints, run.changes, run.notes].map(({ length }) => length);
  return [state.phase, wish, run.subject.runId, run.networkChanged, ...counts].join(' ');
}

function drawSoon(): void {
  drawTimer ??= setTimeout(draw, PROGRESS_MS);
}

/** Draws everything that has come since the last frame at once; nothing while the page is hidden. */
function draw(): void {
  clearTimeout(drawTimer);
  drawTimer = undefined;
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    root?.render(
      <TrainingPanel
        picture={content.picture()}
        actions={actions}
        rememberedTab={vscode.remembered?.tab}
        onTab={(tab) => {
          vscode.remember({ tab });
        }}
      />,
    );
  });
}

draw();
host.notify('pageReady', null);
