/**
 * Gestures on their way to the text, one at a time.
 *
 * Each intent becomes an edit only when the one before it has been written *and* the text that came of it has been
 * seen. If the text changed in between by another hand, the intent is tried again on the new text.
 */
import type { Graph } from '../../../src/core/graph/graph';
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import type { EditOutcome, EditRequest } from '../../../src/protocol/editor';
import type { EditIntent } from '../gestures/fromFlow';

/** A file that changes faster than this is being written by something else than a person. */
const MAX_ATTEMPTS = 5;

interface ShownGraph {
  readonly version: number;
  readonly graph: Graph;
}

export interface EditQueue {
  /** Tells the queue of the newest text. */
  readonly show: (shown: ShownGraph) => void;
  /**
   * Queues a gesture. Resolves with the edit once it has been written and its text has been seen, or with `undefined`
   * when there was nothing to do.
   * Rejects with the host's message when the edit was turned down.
   */
  readonly push: (intent: EditIntent) => Promise<GraphEdit | undefined>;
}

/** Makes a queue in front of the host's `applyEdit`. */
export function createEditQueue(send: (request: EditRequest) => Promise<EditOutcome>): EditQueue {
  let latest: ShownGraph | undefined;
  let seenVersion = 0;
  let waiting: (() => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();

  const nextGraph = async (): Promise<ShownGraph> => {
    while (latest === undefined || latest.version < seenVersion) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    return latest;
  };

  const write = async (intent: EditIntent): Promise<GraphEdit | undefined> => {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const { version, graph } = await nextGraph();
      const edit = intent(graph);
      if (edit === undefined) return undefined;
      const outcome = await send({ baseVersion: version, edit });
      seenVersion = Math.max(seenVersion, outcome.version);
      if (outcome.kind === 'applied') {
        await nextGraph();
        return edit;
      }
    }
    throw new Error('The change was not made, because the file could not be written or keeps changing.');
  };

  return {
    show: (shown) => {
      if (latest !== undefined && shown.version < latest.version) return;
      latest = shown;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    push: (intent) => {
      const written = last.then(() => write(intent));
      last = written.catch(() => undefined);
      return written;
    },
  };
}
