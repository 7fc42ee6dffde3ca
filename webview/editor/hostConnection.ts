/**
 * The canvas's end of the line to the extension host: documents in, gestures out.
 */
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Diagnostic, TextRange } from '../../src/core/diagnostics/diagnostic';
import type { LayerId } from '../../src/core/graph/graph';
import type { GraphEdit } from '../../src/core/graph/graphEdit';
import {
  editorCanvasValidators,
  editorHostReplyValidators,
  type CanvasCommand,
  type CanvasFocus,
  type EditorCanvasMethods,
  type EditorHostMethods,
  type ShownDocument,
} from '../../src/protocol/editor';
import { createRpc, type Port } from '../../src/protocol/rpc';
import type { OpenFile } from './canvasState';
import { createEditQueue } from './editQueue';
import type { EditIntent } from './fromFlow';

export interface HostConnection {
  /** Calls the listener with the file as it is and at each change, until the returned function is called. */
  readonly onFile: (listener: (file: OpenFile) => void) => () => void;
  /** Writes a gesture when its turn comes; see `EditQueue`. */
  readonly edit: (intent: EditIntent) => Promise<GraphEdit | undefined>;
  /**
   * Mends a problem of the shown file by the fix with this title.
   * Rejects with a message when the file has changed since, or has no such fix.
   */
  readonly fix: (file: OpenFile, problem: Diagnostic, title: string) => Promise<void>;
  readonly openText: (range: TextRange | undefined) => Promise<void>;
  /** Writes a first network into a file that says nothing yet. */
  readonly startNetwork: () => Promise<void>;
  readonly train: () => Promise<void>;
  readonly selectionChanged: (ids: readonly LayerId[]) => void;
  readonly focusChanged: (focus: CanvasFocus) => void;
  /** Calls the listener when the host asks for something, until the returned function is called. */
  readonly onRequest: (listener: (request: HostRequest) => void) => () => void;
}

/** What the host asks of the canvas. */
export type HostRequest =
  /** The cursor in the text stands in these layers. */
  | { readonly kind: 'select'; readonly ids: readonly LayerId[] }
  | { readonly kind: 'command'; readonly command: CanvasCommand };

/** Connects to the host and asks for the document. */
export function connectToHost(port: Port, onError: (error: Error) => void): HostConnection {
  const listeners = new Set<(file: OpenFile) => void>();
  const requestListeners = new Set<(request: HostRequest) => void>();
  let latest: OpenFile | undefined;

  const ask = (request: HostRequest): void => {
    for (const listener of requestListeners) listener(request);
  };

  const show = (document: ShownDocument): void => {
    if (latest !== undefined && document.version < latest.document.version) return;
    const checked = checkNnFile(document.text);
    latest = { document, checked };
    queue.show({ version: document.version, graph: checked.file.graph });
    for (const listener of listeners) listener(latest);
  };
  const rpc = createRpc<EditorCanvasMethods, EditorHostMethods>(
    port,
    {
      documentChanged: show,
      selectionRequested: ({ ids }) => {
        ask({ kind: 'select', ids });
      },
      commandInvoked: ({ command }) => {
        ask({ kind: 'command', command });
      },
    },
    editorCanvasValidators,
    editorHostReplyValidators,
    onError,
  );
  const queue = createEditQueue((request) => rpc.call('applyEdit', request));

  rpc.call('ready', null).then(show, onError);

  return {
    onFile: (listener) => {
      listeners.add(listener);
      if (latest !== undefined) listener(latest);
      return () => listeners.delete(listener);
    },
    edit: (intent) => queue.push(intent),
    fix: async ({ document }, { code, path }, title) => {
      const { kind } = await rpc.call('applyFix', { baseVersion: document.version, code, path, title });
      if (kind === 'stale') throw new Error('The file has just changed, so nothing was mended; try again.');
    },
    openText: (range) => rpc.call('openText', range === undefined ? {} : { range }),
    startNetwork: () => rpc.call('startNetwork', null),
    train: () => rpc.call('train', null),
    selectionChanged: (ids) => {
      rpc.notify('selectionChanged', { ids });
    },
    focusChanged: (focus) => {
      rpc.notify('focusChanged', focus);
    },
    onRequest: (listener) => {
      requestListeners.add(listener);
      return () => requestListeners.delete(listener);
    },
  };
}
