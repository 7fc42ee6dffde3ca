/**
 * The training page: draws the state that the host sends, and owns the worker that trains.
 */
import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import { IDLE, type RunState } from '../../src/core/training/runState';
import { createRpc } from '../../src/protocol/rpc';
import {
  trainingPageValidators,
  type TrainingHostMethods,
  type TrainingPageMethods,
} from '../../src/protocol/training';
import '../ui/theme.css';
import '../ui/components.css';
import './training.css';
import { acquireVscode } from '../vscodeApi';
import { blobWorkerMaker } from './blobWorker';
import { TrainingPanel } from './TrainingPanel';
import { WorkerSupervisor } from './workerSupervisor';

const { workerScript = '', wasmFolder = '' } = document.body.dataset;
const supervisor = new WorkerSupervisor(blobWorkerMaker({ script: workerScript, wasmFolder }), (report) => {
  host.notify('runEventReported', report);
});

const host = createRpc<TrainingPageMethods, TrainingHostMethods>(
  acquireVscode<never>().port,
  {
    stateChanged: render,
    startRun: (request) => supervisor.start(request),
    stopRun: (runId) => {
      supervisor.stop(runId);
    },
  },
  trainingPageValidators,
  {},
  (error) => {
    console.error(error);
  },
);

const element = document.getElementById('root');
const root = element === null ? undefined : createRoot(element);

function render(state: RunState): void {
  root?.render(
    <TrainingPanel
      state={state}
      onTrain={() => {
        host.notify('trainRequested', null);
      }}
      onStop={() => {
        host.notify('stopRequested', null);
      }}
    />,
  );
}

render(IDLE);
host.notify('pageReady', null);
