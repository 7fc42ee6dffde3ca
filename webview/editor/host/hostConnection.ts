/**
 * The canvas's end of the line to the extension host: documents in, gestures out.
 *
 * A gesture is shown at once, as the host will write it. What the host sends then is the truth: mostly the same text,
 * and where it turned the gesture down, the text as it was.
 */
import { checkNnFile } from '../../../src/core/network/checkNnFile';
import type { Diagnostic, TextRange } from '../../../src/core/diagnostics/diagnostic';
import type { LayerId } from '../../../src/core/graph/graph';
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import type { RunCommand } from '../../../src/core/training/runCommands';
import {
  editorCanvasValidators,
  editorHostReplyValidators,
  type CanvasCommand,
  type CanvasFocus,
  type CanvasTraining,
  type EditorCanvasMethods,
  type EditOutcome,
  type EditRequest,
  type EditorHostMethods,
  type ShownDocument,
} from '../../../src/protocol/editor';
import type { InspectedMoment, Unavailable } from '../../../src/protocol/inspectedMoment';
import type {
  LayerReading,
  LayerRequest,
  UnitReading,
  UnitRequest,
  UnitsReading,
  ValuesReading,
} from '../../../src/protocol/inspection';
import type {
  AttributionReading,
  AttributionRequest,
  ExampleSearch,
  FoundExample,
  ProbeReading,
  ProbeRequest,
} from '../../../src/protocol/probe';
import { createRpc, type Port } from '../../../src/protocol/rpc';
import type { OpenFile } from '../drawing/canvasState';
import { createEditQueue } from './editQueue';
import { foresee } from './foresee';
import type { EditIntent } from '../gestures/fromFlow';

export interface HostConnection {
  /** Calls the listener with the file as it is and at each change, foreseen or made, until the returned function is called. */
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
  readonly runCommand: (command: RunCommand) => Promise<void>;
  readonly selectionChanged: (ids: readonly LayerId[]) => void;
  readonly focusChanged: (focus: CanvasFocus) => void;
  /** Calls the listener with the run as it is now and whenever it changes, until the returned function is called. */
  readonly onTraining: (listener: (training: CanvasTraining | null) => void) => () => void;
  /** What there is to see inside the network, or why there is nothing. */
  readonly inside: InsideHost;
  /** Calls the listener whenever the moment that can be looked at has moved on, until the returned function is called. */
  readonly onMoment: (listener: (moment: InspectedMoment | null) => void) => () => void;
  /** Calls the listener when the host asks for something, until the returned function is called. */
  readonly onRequest: (listener: (request: HostRequest) => void) => () => void;
}

/** Asks the host what is inside; rejects only when something has gone wrong. */
export interface InsideHost {
  readonly readLayer: (request: LayerRequest) => Promise<LayerReading | Unavailable>;
  readonly readValues: (request: LayerRequest) => Promise<ValuesReading | Unavailable>;
  readonly readUnit: (request: UnitRequest) => Promise<UnitReading | Unavailable>;
  readonly readUnits: () => Promise<UnitsReading | Unavailable>;
  readonly openWeights: (layer: LayerId) => Promise<void>;
  readonly readProbe: (request: ProbeRequest) => Promise<ProbeReading | Unavailable>;
  readonly readAttribution: (request: AttributionRequest) => Promise<AttributionReading | Unavailable>;
  readonly findExample: (search: ExampleSearch) => Promise<FoundExample | Unavailable>;
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
  const trainingListeners = new Set<(training: CanvasTraining | null) => void>();
  const momentListeners = new Set<(moment: InspectedMoment | null) => void>();
  let training: CanvasTraining | null = null;
  let latest: OpenFile | undefined;
  /** What `latest` becomes by the edit that is on its way. */
  let foreseen: OpenFile | undefined;

  const ask = (request: HostRequest): void => {
    for (const listener of requestListeners) listener(request);
  };

  const tell = (file: OpenFile): void => {
    for (const listener of listeners) listener(file);
  };

  const show = (document: ShownDocument): void => {
    if (latest !== undefined && document.version < latest.document.version) return;
    const checked = foreseen?.document.text === document.text ? foreseen.checked : checkNnFile(document.text);
    foreseen = undefined;
    latest = { document, checked };
    queue.show({ version: document.version, graph: checked.file.graph });
    tell(latest);
  };
  const withdraw = (): void => {
    if (foreseen === undefined || latest === undefined) return;
    foreseen = undefined;
    tell(latest);
  };
  const send = async (request: EditRequest): Promise<EditOutcome> => {
    const answer = rpc.call('applyEdit', request);
    if (latest?.document.version === request.baseVersion) {
      foreseen = foresee(latest, request.edit);
      if (foreseen !== undefined) tell(foreseen);
    }
    try {
      const outcome = await answer;
      if (outcome.kind === 'stale') withdraw();
      return outcome;
    } catch (error) {
      withdraw();
      throw error;
    }
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
      trainingShown: (shown) => {
        training = shown;
        for (const listener of trainingListeners) listener(shown);
      },
      momentShown: (moment) => {
        for (const listener of momentListeners) listener(moment);
      },
    },
    editorCanvasValidators,
    editorHostReplyValidators,
    onError,
  );
  const queue = createEditQueue(send);

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
    runCommand: (command) => rpc.call('runCommandRequested', command),
    selectionChanged: (ids) => {
      rpc.notify('selectionChanged', { ids });
    },
    focusChanged: (focus) => {
      rpc.notify('focusChanged', focus);
    },
    onTraining: (listener) => {
      trainingListeners.add(listener);
      listener(training);
      return () => trainingListeners.delete(listener);
    },
    inside: {
      readLayer: (request) => rpc.call('readLayer', request),
      readValues: (request) => rpc.call('readValues', request),
      readUnit: (request) => rpc.call('readUnit', request),
      readUnits: () => rpc.call('readUnits', null),
      openWeights: (layer) => rpc.call('openWeights', layer),
      readProbe: (request) => rpc.call('readProbe', request),
      readAttribution: (request) => rpc.call('readAttribution', request),
      findExample: (search) => rpc.call('findExample', search),
    },
    onMoment: (listener) => {
      momentListeners.add(listener);
      return () => momentListeners.delete(listener);
    },
    onRequest: (listener) => {
      requestListeners.add(listener);
      return () => requestListeners.delete(listener);
    },
  };
}
