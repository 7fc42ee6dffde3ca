/**
 * Layers on the system's clipboard: text in the form of a network file, so that they can be pasted into another canvas,
 * another window, or the text of a file. Pure.
 */
import { parseNnFile } from '../../../src/core/file/nnFile';
import { formatInline, formatProperty } from '../../../src/core/file/jsonStyle';
import type { Graph, LayerId, Point } from '../../../src/core/graph/graph';
import type { GraphEdit, NewLayer } from '../../../src/core/graph/graphEdit';
import { layerPositions } from '../drawing/autoLayout';
import { pins, type EditIntent } from './fromFlow';
import { freeId } from '../../../src/core/graph/freeId';

/** More layers than a network has that one can look at; a clipboard may hold anything. */
const MAX_PASTED = 5000;

/**
 * Some layers with the wires between them, as text; empty without layers.
 * @param drawn where the layers are drawn.
 */
export function copyText(graph: Graph, ids: readonly LayerId[], drawn: ReadonlyMap<LayerId, Point>): string {
  const chosen = new Set(ids.filter((id) => graph.nodes.has(id)));
  if (chosen.size === 0) return '';
  // In the file's order, whatever the order of the selection.
  const nodes = [...graph.nodes.values()].filter(({ id }) => chosen.has(id));
  const edges = graph.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  const places = nodes.flatMap(({ id }) => {
    const point = drawn.get(id) ?? graph.layout.get(id);
    return point === undefined ? [] : [formatProperty(id, [Math.round(point.x), Math.round(point.y)])];
  });
  return [
    '{',
    '  "version": 1,',
    '  "layers": {',
    nodes.map(({ id, type, parameters }) => `    ${formatProperty(id, { type, ...parameters })}`).join(',\n'),
    '  },',
    `  "edges": ${formatInline(edges.map(({ from, to }) => [from, to]))},`,
    `  "layout": { ${places.join(', ')} }`,
    '}\n',
  ].join('\n');
}

export type PastedText =
  | { readonly ok: true; readonly graph: Graph }
  /** One sentence. */
  | { readonly ok: false; readonly reason: string };

/** Reads text from the clipboard, which may be anything: layers, a whole network file, or neither. */
export function readPasted(text: string): PastedText {
  const { graph, wellFormed } = parseNnFile(text);
  const nodes = new Map([...graph.nodes].filter(([, { type }]) => type !== undefined));
  if (!wellFormed || nodes.size === 0) {
    return { ok: false, reason: 'The clipboard holds no layers; copy some on a canvas first.' };
  }
  if (nodes.size > MAX_PASTED) {
    const reason = `The clipboard holds ${String(nodes.size)} layers, more than the ${String(MAX_PASTED)} that are pasted at once; copy fewer.`;
    return { ok: false, reason };
  }
  return { ok: true, graph: { ...graph, nodes } };
}

/**
 * Puts layers with the wires between them into a graph, under names that are free there.
 *
 * @param at where the middle of the pasted layers comes to stand.
 * @param drawn where the graph's own layers are drawn.
 */
export function pasteIntent(pasted: Graph, at: Point, drawn: ReadonlyMap<LayerId, Point>): EditIntent {
  return (graph) => {
    const names = namesIn(graph, pasted);
    const positions = centredAt(layerPositions(pasted), at);
    const layers = [...pasted.nodes.values()].map(({ id, type, parameters }): NewLayer => ({
      id: names.get(id) ?? id,
      type: type ?? '',
      parameters,
      position: positions.get(id) ?? at,
    }));
    const edges = new Map(
      pasted.edges.flatMap(({ from, to }) => {
        const [start, end] = [names.get(from), names.get(to)];
        return start === undefined || end === undefined
          ? []
          : [[JSON.stringify([from, to]), { from: start, to: end }] as const];
      }),
    );
    const pinned = pins(graph, drawn);
    const edits: GraphEdit[] = [{ kind: 'addLayers', layers }];
    if (edges.size > 0) edits.push({ kind: 'addEdges', edges: [...edges.values()] });
    if (pinned.size > 0) edits.push({ kind: 'moveLayers', positions: Object.fromEntries(pinned) });
    const [only] = edits;
    return edits.length === 1 ? only : { kind: 'sequence', edits };
  };
}

/** A name for each pasted layer that neither the graph nor another pasted layer has. */
function namesIn(graph: Graph, pasted: Graph): ReadonlyMap<LayerId, LayerId> {
  const taken = new Set(graph.nodes.keys());
  const names = new Map<LayerId, LayerId>();
  for (const id of pasted.nodes.keys()) {
    const free = freeId(taken, id);
    names.set(id, free);
    taken.add(free);
  }
  return names;
}

function centredAt(positions: ReadonlyMap<LayerId, Point>, at: Point): ReadonlyMap<LayerId, Point> {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of positions.values()) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const [dx, dy] = [at.x - (left + right) / 2, at.y - (top + bottom) / 2];
  return new Map(
    [...positions].map(([id, { x, y }]) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }]),
  );
}
