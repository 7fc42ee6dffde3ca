/**
 * The contract between the extension host, which owns the text document, and the canvas, which draws it.
 *
 * The text is the model: the host sends it whole with its version, the canvas parses it with the same `src/core` and
 * answers with edits that name the version they were made for. An edit for an old version is turned down, so that a
 * gesture never lands on a text that its author has not seen. The viewport never crosses this border.
 */
import * as v from 'valibot';
import type { LayerId, Point } from '../core/graph/graph';
import type { GraphEdit } from '../core/graph/graphEdit';
import type { NetworkHealth } from '../core/training/health';
import { RUN_COMMANDS, type RunCommand } from '../core/training/runCommands';
import type { RunState } from '../core/training/runState';
import { DIAGNOSTIC_CODES, type DiagnosticCode, type TextRange } from '../core/diagnostics/diagnostic';
import type { InspectedMoment } from './inspectedMoment';
import {
  inspectionHostReplyValidators,
  inspectionHostValidators,
  momentArgument,
  type InspectionHostMethods,
} from './inspection';
import type { ReplyValidators, Validators } from './rpc';

/** A network file as it stands, saved or not. */
export interface ShownDocument {
  /** Grows with every change of the document. */
  readonly version: number;
  readonly text: string;
  /** The file's name without its folder. */
  readonly fileName: string;
}

export interface EditRequest {
  /** The version of the document that the edit was made for. */
  readonly baseVersion: number;
  readonly edit: GraphEdit;
}

/** Names one fix of one problem; the host works out the fix itself, so that no text comes from the canvas. */
export interface FixRequest {
  /** The version of the document in which the problem was found. */
  readonly baseVersion: number;
  /** The problem's code and place. */
  readonly code: DiagnosticCode;
  readonly path: readonly (string | number)[];
  /** The fix's title. */
  readonly title: string;
}

/** `stale`: the document has moved on, nothing was written. `version` is the document's version afterwards. */
export interface EditOutcome {
  readonly kind: 'applied' | 'stale';
  readonly version: number;
}

/** The layers that are selected on one side, for the other side to select too; none selects nothing. */
export interface LayerSelection {
  readonly ids: readonly LayerId[];
}

/** What has the keyboard's attention in a canvas, so that keys, menus and the palette offer what makes sense. */
export interface CanvasFocus {
  /** Whether the keyboard acts on the drawing: the page is in front, and the focus is in none of its text fields. */
  readonly onDrawing: boolean;
  readonly selectedLayers: number;
  readonly selectedWires: number;
}

/**
 * What commands, keys and menus of the workbench start on the canvas in front. Each is `layerwire.canvas.<name>` in
 * `package.json`.
 */
export const CANVAS_COMMANDS = [
  'addLayer',
  'connect',
  'findLayer',
  'renameLayer',
  'duplicate',
  'cut',
  'copy',
  'paste',
  'delete',
  'selectAll',
  'tidyLayout',
  'tidySelection',
  'alignLeft',
  'alignCenter',
  'alignRight',
  'alignTop',
  'alignMiddle',
  'alignBottom',
  'distributeHorizontally',
  'distributeVertically',
  'toggleSnapToGrid',
  'toggleMinimap',
  'togglePalette',
  'zoomIn',
  'zoomOut',
  'zoomToFit',
  'lookInside',
  'toggleProbe',
  'surveyUnits',
] as const;
export type CanvasCommand = (typeof CANVAS_COMMANDS)[number];

export interface CanvasCommandRequest {
  readonly command: CanvasCommand;
}

/** The run of this window as far as a canvas shows it. */
export interface CanvasTraining {
  readonly phase: RunState['phase'];
  /** What makes sense now. */
  readonly commands: readonly RunCommand[];
  /** Whether the run trains the canvas's own file; there is one run, and it may be another file's. */
  readonly isThisFile: boolean;
  /** `null` for another file's run, and until it has been measured. */
  readonly health: NetworkHealth | null;
  /** Updates done when the health was measured. */
  readonly healthStep: number | null;
  /** Whether the file's layers or wires are others than those that are trained. */
  readonly networkChanged: boolean;
}

/** A place in the text, or none in particular. */
export interface TextPlace {
  readonly range?: TextRange;
}

/** What the host does for the canvas. */
export interface EditorHostMethods extends InspectionHostMethods {
  /** Asks for the document; from then on the host sends every change of it. */
  ready(nothing: null): ShownDocument;
  /** Writes one gesture as one undo step. Rejects with a message when the edit does not fit the file. */
  applyEdit(request: EditRequest): EditOutcome;
  /** Mends a problem as one undo step. Rejects with a message when the file has no such problem or fix. */
  applyFix(request: FixRequest): EditOutcome;
  /** Opens the file as text beside the canvas; with a range, selects it there. */
  openText(place: TextPlace): void;
  /** Writes a first small network into a file that says nothing yet. Rejects when it says something. */
  startNetwork(nothing: null): void;
  /** Starts, steers or ends the run; what begins one begins it with this file. */
  runCommandRequested(command: RunCommand): void;
  /** The selection on the canvas has changed: a text editor beside it shows these layers, and keeps the focus where it is. */
  selectionChanged(selection: LayerSelection): void;
  focusChanged(focus: CanvasFocus): void;
}

/** What the canvas does for the host. */
export interface EditorCanvasMethods {
  documentChanged(document: ShownDocument): void;
  /** The cursor in the text has moved on to these layers. */
  selectionRequested(selection: LayerSelection): void;
  commandInvoked(request: CanvasCommandRequest): void;
  /** The run is now this; `null` when there is none. */
  trainingShown(training: CanvasTraining | null): void;
  /** The moment whose weights can be looked at, whenever it has moved on; `null` while the file has no weights. */
  momentShown(moment: InspectedMoment | null): void;
}

/** No setting of a network is nested deeper. */
const MAX_DEPTH = 32;

const id = v.string();
const place = v.pipe(v.number(), v.finite());
const point = v.object({ x: place, y: place });
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const nothing = v.null();

// Valibot's records leave out keys such as "constructor", which are good names for a layer; hence these two by hand.
const parameters = v.custom<Readonly<Record<string, unknown>>>(
  (value) => isRecord(value) && isJsonValue(value),
  'Expected an object of JSON values',
);
const positions = v.custom<Readonly<Record<LayerId, Point>>>(
  (value) => isRecord(value) && Object.values(value).every((position) => v.is(point, position)),
  'Expected an object of points',
);

const optionalJson = v.optional(v.custom<unknown>((value) => isJsonValue(value), 'Expected a JSON value'));

const graphEdit: v.GenericSchema<unknown, GraphEdit> = v.lazy(() =>
  v.variant('kind', [
    v.strictObject({
      kind: v.literal('addLayers'),
      layers: v.array(v.strictObject({ id, type: v.string(), parameters, position: point })),
    }),
    v.strictObject({ kind: v.literal('removeLayers'), ids: v.array(id) }),
    v.strictObject({ kind: v.literal('addEdges'), edges: v.array(v.strictObject({ from: id, to: id })) }),
    v.strictObject({ kind: v.literal('reconnectEdge'), index: count, from: id, to: id }),
    v.strictObject({ kind: v.literal('removeEdges'), indices: v.array(count) }),
    v.strictObject({ kind: v.literal('moveLayers'), positions }),
    v.pipe(
      v.strictObject({
        kind: v.literal('setParameter'),
        ids: v.array(id),
        name: v.string(),
        value: optionalJson,
      }),
      // A message that crossed as JSON has lost a property that is undefined; it means the same.
      v.transform((edit) => ({ ...edit, value: edit.value })),
    ),
    v.strictObject({ kind: v.literal('renameLayer'), from: id, to: id }),
    v.pipe(
      v.strictObject({ kind: v.literal('setTraining'), path: v.array(v.string()), value: optionalJson }),
      v.transform((edit) => ({ ...edit, value: edit.value })),
    ),
    v.pipe(
      v.strictObject({ kind: v.literal('setName'), name: v.optional(v.string()) }),
      v.transform((edit) => ({ ...edit, name: edit.name })),
    ),
    v.strictObject({ kind: v.literal('sequence'), edits: v.array(graphEdit) }),
  ]),
);

const layerSelection = v.object({ ids: v.array(id) });
const textRange = v.object({ offset: count, length: count });
const shownDocument = v.object({ version: count, text: v.string(), fileName: v.string() });

export const editorHostValidators: Validators<EditorHostMethods> = {
  ...inspectionHostValidators,
  ready: v.parser(nothing),
  applyEdit: v.parser(v.object({ baseVersion: count, edit: graphEdit })),
  applyFix: v.parser(
    v.object({
      baseVersion: count,
      code: v.picklist(DIAGNOSTIC_CODES),
      path: v.array(v.union([v.string(), count])),
      title: v.string(),
    }),
  ),
  openText: v.parser(v.object({ range: v.exactOptional(textRange) })),
  startNetwork: v.parser(nothing),
  runCommandRequested: v.parser(v.picklist(RUN_COMMANDS)),
  selectionChanged: v.parser(layerSelection),
  focusChanged: v.parser(v.object({ onDrawing: v.boolean(), selectedLayers: count, selectedWires: count })),
};

const editOutcome = v.object({ kind: v.picklist(['applied', 'stale']), version: count });

export const editorHostReplyValidators: ReplyValidators<EditorHostMethods> = {
  ...inspectionHostReplyValidators,
  ready: v.parser(shownDocument),
  applyEdit: v.parser(editOutcome),
  applyFix: v.parser(editOutcome),
};

const PHASES = [
  'idle',
  'preparing',
  'running',
  'paused',
  'ended',
  'stopped',
  'failed',
] as const satisfies readonly RunState['phase'][];

const figure = v.nullable(v.number());
const layerHealth = v.object({
  saturated: figure,
  dead: figure,
  gradientNorm: figure,
  updateRatio: figure,
});
const networkHealth = v.custom<NetworkHealth>(
  (value) => isRecord(value) && Object.values(value).every((health) => v.is(layerHealth, health)),
  'Expected the health of layers',
);

const canvasTraining = v.object({
  phase: v.picklist(PHASES),
  commands: v.array(v.picklist(RUN_COMMANDS)),
  isThisFile: v.boolean(),
  health: v.nullable(networkHealth),
  healthStep: v.nullable(count),
  networkChanged: v.boolean(),
});

export const editorCanvasValidators: Validators<EditorCanvasMethods> = {
  documentChanged: v.parser(shownDocument),
  selectionRequested: v.parser(layerSelection),
  commandInvoked: v.parser(v.object({ command: v.picklist(CANVAS_COMMANDS) })),
  trainingShown: v.parser(v.nullable(canvasTraining)),
  momentShown: momentArgument,
};

/** True for what can be written into a JSON file. */
function isJsonValue(value: unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const isInner = (inner: unknown): boolean => isJsonValue(inner, depth + 1);
  if (Array.isArray(value)) return value.every(isInner);
  if (isRecord(value)) return Object.values(value).every(isInner);
  return typeof value === 'number'
    ? Number.isFinite(value)
    : value === null || typeof value === 'string' || typeof value === 'boolean';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
