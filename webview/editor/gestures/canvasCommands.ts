/**
 * What each command of the canvas does, whoever gives it: a key, a button, VS Code's palette or a context menu.
 *
 * A table, so that a command without a meaning does not compile. Leaves out how the parts are drawn that some commands
 * open.
 */
import type { LayerId, Point } from '../../../src/core/graph/graph';
import type { CanvasCommand } from '../../../src/protocol/editor';
import { aligned, distributed, type Alignment, type Direction } from './arrange';
import { layerPositions, tidyPositions } from '../drawing/autoLayout';
import { copyText, pasteIntent, readPasted } from './clipboard';
import type { OpenFile } from '../drawing/canvasState';
import { deleteIntent, moveIntent, type EditIntent } from './fromFlow';
import type { EdgeRef } from '../drawing/flowIds';
import type { Subject } from '../inside/subject';

/** The canvas as commands see it. */
export interface CommandTarget {
  readonly file: OpenFile;
  readonly readOnly: boolean;
  readonly selectedLayers: readonly LayerId[];
  readonly selectedWires: readonly EdgeRef[];
  /** Where the layers are drawn. */
  readonly drawn: ReadonlyMap<LayerId, Point>;
  readonly edit: (intent: EditIntent) => void;
  readonly select: (ids: readonly LayerId[]) => void;
  readonly refuse: (reason: string) => void;
  readonly show: (what: 'palette' | 'connect' | 'find') => void;
  readonly rename: (id: LayerId) => void;
  /** Opens a card of what is inside and moves the focus there. */
  readonly lookInside: (subject: Subject) => void;
  readonly toggle: (what: 'snapToGrid' | 'minimap' | 'palette' | 'probe') => void;
  /** Opens the probe and looks there for dead and saturated units. */
  readonly surveyUnits: () => void;
  readonly zoom: (how: 'in' | 'out' | 'fit') => void;
  /** Rejects where the browser does not let the page at its clipboard. */
  readonly writeClipboard: (text: string) => Promise<void>;
  readonly readClipboard: () => Promise<string>;
  /** Where pasted layers go. */
  readonly pasteAt: () => Point;
}

/** From a layer to its duplicate. */
const ASIDE = { x: 40, y: 40 } as const;

type Performers = Readonly<Record<CanvasCommand, (target: CommandTarget) => void>>;

const PERFORMERS: Performers = {
  addLayer: ({ show }) => {
    show('palette');
  },
  connect: ({ show, refuse, selectedLayers }) => {
    if (selectedLayers.length === 1) show('connect');
    else refuse('Select the one layer that the wire is to come from.');
  },
  findLayer: ({ show }) => {
    show('find');
  },
  renameLayer: ({ rename, refuse, selectedLayers }) => {
    const [only, ...more] = selectedLayers;
    if (only === undefined || more.length > 0) refuse('Select the one layer that is to have another name.');
    else rename(only);
  },
  duplicate: (target) => {
    const { file, selectedLayers, drawn } = target;
    const text = copyText(file.checked.file.graph, selectedLayers, drawn);
    if (text === '') {
      target.refuse('Select the layers that are to be there twice.');
      return;
    }
    const places = selectedLayers.flatMap((id) => drawn.get(id) ?? []);
    const [x, y] = [middleOf(places.map((place) => place.x)), middleOf(places.map((place) => place.y))];
    pasteText(target, text, { x: x + ASIDE.x, y: y + ASIDE.y });
  },
  cut: (target) => {
    copySelection(target, () => {
      deleteSelection(target);
    });
  },
  copy: (target) => {
    copySelection(target, () => undefined);
  },
  paste: (target) => {
    target.readClipboard().then(
      (text) => {
        pasteText(target, text, target.pasteAt());
      },
      () => {
        target.refuse('The clipboard cannot be read from here; press Ctrl+V (Cmd+V) on the canvas instead.');
      },
    );
  },
  delete: deleteSelection,
  selectAll: ({ file, select }) => {
    select([...file.checked.file.graph.nodes.keys()]);
  },
  tidyLayout: ({ file, edit, drawn }) => {
    edit(moveIntent(tidyPositions(file.checked.file.graph), drawn));
  },
  tidySelection: ({ file, edit, drawn, selectedLayers }) => {
    // The layers stand where they are drawn, whether or not the file says so.
    const { graph } = file.checked.file;
    const placed = { ...graph, layout: new Map([...layerPositions(graph), ...drawn]) };
    edit(moveIntent(tidyPositions(placed, new Set(selectedLayers)), drawn));
  },
  alignLeft: align('left'),
  alignCenter: align('center'),
  alignRight: align('right'),
  alignTop: align('top'),
  alignMiddle: align('middle'),
  alignBottom: align('bottom'),
  distributeHorizontally: distribute('horizontally'),
  distributeVertically: distribute('vertically'),
  toggleSnapToGrid: ({ toggle }) => {
    toggle('snapToGrid');
  },
  toggleMinimap: ({ toggle }) => {
    toggle('minimap');
  },
  togglePalette: ({ toggle }) => {
    toggle('palette');
  },
  zoomIn: ({ zoom }) => {
    zoom('in');
  },
  zoomOut: ({ zoom }) => {
    zoom('out');
  },
  zoomToFit: ({ zoom }) => {
    zoom('fit');
  },
  lookInside: ({ lookInside, refuse, selectedLayers, selectedWires }) => {
    const [layer, wire] = [selectedLayers[0], selectedWires[0]];
    if (selectedLayers.length + selectedWires.length !== 1) {
      refuse('Select the one layer or wire to look inside.');
    } else if (layer !== undefined) lookInside({ kind: 'layer', layer });
    else if (wire !== undefined) lookInside({ kind: 'wire', from: wire.from, to: wire.to });
  },
  toggleProbe: ({ toggle }) => {
    toggle('probe');
  },
  surveyUnits: ({ surveyUnits }) => {
    surveyUnits();
  },
};

/** Those that change the file, and so do nothing while its text is torn. */
const WRITING: ReadonlySet<CanvasCommand> = new Set<CanvasCommand>([
  'connect',
  'renameLayer',
  'duplicate',
  'cut',
  'paste',
  'delete',
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
]);

/** Carries a command out. */
export function performCommand(command: CanvasCommand, target: CommandTarget): void {
  if (target.readOnly && WRITING.has(command)) {
    target.refuse('The canvas is read-only until the error in the text is mended.');
    return;
  }
  PERFORMERS[command](target);
}

/** Puts layers from a text into the file; whatever else it holds is refused with the reason. */
export function pasteText(target: CommandTarget, text: string, at: Point): void {
  if (target.readOnly) return;
  const pasted = readPasted(text);
  if (pasted.ok) target.edit(pasteIntent(pasted.graph, at, target.drawn));
  else target.refuse(pasted.reason);
}

function copySelection(target: CommandTarget, then: () => void): void {
  const text = copyText(target.file.checked.file.graph, target.selectedLayers, target.drawn);
  if (text === '') return;
  target.writeClipboard(text).then(then, () => {
    target.refuse(
      'The clipboard cannot be written from here; press Ctrl+C or Ctrl+X (Cmd) on the canvas instead.',
    );
  });
}

function deleteSelection({ edit, selectedLayers, selectedWires }: CommandTarget): void {
  edit(deleteIntent(selectedLayers, selectedWires));
}

function align(alignment: Alignment): (target: CommandTarget) => void {
  return (target) => {
    arrange(target, (places) => aligned(places, alignment));
  };
}

function distribute(direction: Direction): (target: CommandTarget) => void {
  return (target) => {
    arrange(target, (places) => distributed(places, direction));
  };
}

function arrange(
  { edit, drawn, selectedLayers }: CommandTarget,
  arranged: (places: ReadonlyMap<LayerId, Point>) => ReadonlyMap<LayerId, Point>,
): void {
  const places = new Map(
    selectedLayers.flatMap((id) => {
      const place = drawn.get(id);
      return place === undefined ? [] : [[id, place] as const];
    }),
  );
  if (places.size > 1) edit(moveIntent(arranged(places), drawn));
}

function middleOf(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}
