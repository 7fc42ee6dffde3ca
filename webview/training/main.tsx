/**
 * The training page: draws what the host sends, and owns the worker that trains.
 */
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
      draw();
    },
    lossesWritten: (losses) => {
      content.writeLosses(losses);
      draw();
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

/** Draws everything that has come since the last frame at once; nothing while the page is hidden. */
function draw(): void {
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
