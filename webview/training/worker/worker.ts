/**
 * The worker that trains: takes a request and then orders, does them with `src/engine`, reports what happens. One worker
 * does one attempt at a run.
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
import { OrderQueue } from '../../../src/engine/orderQueue';
import { ReadingQueue } from '../../../src/engine/readingQueue';
import { performRun } from './performRun';

const scope = self as unknown as DedicatedWorkerGlobalScope;

const orders = new OrderQueue();
const readings = new ReadingQueue();
let attempt: number | undefined;

const page = createRpc<TrainingWorkerMethods, TrainingWorkerOwnerMethods>(
  portOf(scope, (message, transfer = []) => {
    scope.postMessage(message, [...transfer]);
  }),
  {
    startRun: (start) => {
      if (attempt !== undefined) {
        throw new Error('This worker has been given a run already; make a new one.');
      }
      attempt = start.request.attempt;
      // Not awaited: the call is answered at once, and the run reports its end as an event.
      void performRun(start, orders, readings, emit);
    },
    steerRun: (order) => {
      if (order.attempt === attempt) orders.give(order.steering);
    },
    readTensors: async ({ attempt: asked, quantity, names }) => {
      checkAttempt(asked);
      const { step, tensors } = await readings.ask({ quantity, names });
      return { step, tensors: [...tensors].map(([name, tensor]) => ({ name, ...tensor })) };
    },
    readUnits: ({ attempt: asked }) => {
      checkAttempt(asked);
      return readings.askUnits();
    },
  },
  trainingWorkerValidators,
  {},
  fail,
);

scope.addEventListener('unhandledrejection', (event) => {
  fail(event.reason);
});

function checkAttempt(asked: number): void {
  if (asked !== attempt) throw new Error(`This worker does not run attempt ${asked}; ask again.`);
}

function emit(event: RunEvent): void {
  if (attempt === undefined) {
    return;
  }
  page.notify('runEventReported', { attempt, event }, buffersOf(event));
}

/** The files are handed over rather than copied: nobody here looks at them again. */
function buffersOf(event: RunEvent): ArrayBuffer[] {
  const isFile = event.type === 'checkpointTaken' || event.type === 'weightsExported';
  return isFile && event.bytes.buffer instanceof ArrayBuffer ? [event.bytes.buffer] : [];
}

function fail(error: unknown): void {
  emit({ type: 'runFailed', message: messageOf(error), cause: 'other' });
}
