/**
 * The worker that trains: takes a request, does it with `src/engine`, reports what happens. One worker does one run.
 *
 * Runs apart from the page so that nothing drawn, hidden or throttled there slows a step down.
 */
import { messageOf } from '../../../src/core/wording';
import { portOf } from '../../../src/protocol/messagePort';
import { createRpc } from '../../../src/protocol/rpc';
import {
  trainingWorkerValidators,
  type TrainingWorkerMethods,
  type TrainingWorkerOwnerMethods,
} from '../../../src/protocol/training';
import type { RunEvent } from '../../../src/core/training/runEvents';
import { performRun } from './performRun';

const scope = self as unknown as DedicatedWorkerGlobalScope;

let runId: number | undefined;
let stopAsked = false;

const page = createRpc<TrainingWorkerMethods, TrainingWorkerOwnerMethods>(
  portOf(scope, (message, transfer = []) => {
    scope.postMessage(message, [...transfer]);
  }),
  {
    startRun: (start) => {
      if (runId !== undefined) {
        throw new Error('This worker has been given a run already; make a new one.');
      }
      runId = start.request.runId;
      // Not awaited: the call is answered at once, and the run reports its end as an event.
      void performRun(start, { emit, shouldStop: () => stopAsked });
    },
    stopRun: (id) => {
      stopAsked ||= id === runId;
    },
  },
  trainingWorkerValidators,
  {},
  fail,
);

scope.addEventListener('unhandledrejection', (event) => {
  fail(event.reason);
});

function emit(event: RunEvent): void {
  if (runId === undefined) {
    return;
  }
  page.notify('runEventReported', { runId, event });
}

function fail(error: unknown): void {
  emit({ type: 'runFailed', message: messageOf(error) });
}
