/**
 * A weights tab's end of the line to the extension host.
 */
import type { RunCommand } from '../../src/core/training/runCommands';
import type { InspectedMoment, Unavailable } from '../../src/protocol/inspectedMoment';
import { createRpc, type Port } from '../../src/protocol/rpc';
import {
  weightsHostReplyValidators,
  weightsPageValidators,
  type TableReading,
  type TableRequest,
  type WeightsHostMethods,
  type WeightsPageMethods,
  type WeightsSubject,
} from '../../src/protocol/weights';

export interface WeightsConnection {
  /** What the tab can show; `undefined` until the host has said so. */
  readonly subject: () => WeightsSubject | undefined;
  /** The moment that the file shows; `null` without a run that has weights. */
  readonly moment: () => InspectedMoment | null;
  /** Calls the listener when one of them has changed, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Rejects only when something has gone wrong. */
  readonly readTable: (request: TableRequest) => Promise<TableReading | Unavailable>;
  readonly runCommand: (command: RunCommand) => void;
}

/** Connects to the host, and tells it that the page is there. */
export function connectToWeights(port: Port, onError: (error: Error) => void): WeightsConnection {
  const listeners = new Set<() => void>();
  let subject: WeightsSubject | undefined;
  let moment: InspectedMoment | null = null;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const showSubject = (shown: WeightsSubject): void => {
    subject = shown;
    tell();
  };
  const rpc = createRpc<WeightsPageMethods, WeightsHostMethods>(
    port,
    {
      subjectShown: showSubject,
      momentShown: (shown) => {
        moment = shown;
        tell();
      },
    },
    weightsPageValidators,
    weightsHostReplyValidators,
    onError,
  );
  rpc.call('ready', null).then(showSubject, onError);
  return {
    subject: () => subject,
    moment: () => moment,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    readTable: (request) => rpc.call('readTable', request),
    runCommand: (command) => {
      rpc.notify('runCommandRequested', command);
    },
  };
}
