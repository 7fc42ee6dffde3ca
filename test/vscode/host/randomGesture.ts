/**
 * Gestures at random, as the canvas would make them of a graph: most through its own intents, the others as plain edits.
 */
import type { Graph, LayerId, Point } from '../../../src/core/graph/graph';
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import { applyGraphEdit } from '../../../src/core/graph/applyGraphEdit';
import { LAYER_TYPES } from '../../../src/core/layers/layerRegistry';
import type { Random } from '../../../src/core/random';
import { edgeRefs } from '../../../webview/editor/flowIds';
import { connectIntent, deleteIntent, moveIntent, parameterIntent } from '../../../webview/editor/fromFlow';
import { addLayerIntent, newLayerId } from '../../../webview/editor/newLayer';

/** More layers than this are thinned out, so that a file does not grow without end. */
const MANY_LAYERS = 40;

const NAMES = ['conv "one"', '__proto__', 'größe', 'a', 'b', 'constructor'];
const PARAMETERS = ['units', 'activation', 'kernelSize', 'useBias', 'filters'];
const VALUES: readonly unknown[] = [3, 0.5, true, 'relu', [3, 3], null];
const SETTINGS = [['epochs'], ['seed'], ['loss'], ['optimizer', 'learningRate'], ['optimizer', 'type']];

/** One gesture on the graph, or `undefined` where the one that was drawn means nothing there. */
export function randomGesture(graph: Graph, random: Random, depth = 0): GraphEdit | undefined {
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const pick = <T>(items: readonly T[]): T | undefined => items[below(items.length)];
  const some = <T>(items: readonly T[]): T[] => items.filter(() => below(6) === 0).slice(0, 6);
  const point = (): Point => ({ x: below(4000) / 4 - 200, y: below(4000) / 4 - 200 });
  const ids = [...graph.nodes.keys()];
  const drawn = new Map(ids.map((id, i) => [id, { x: 0, y: i * 130 }]));
  const id = pick(ids);
  const value = (): unknown => (below(4) === 0 ? undefined : pick(VALUES));
  if (ids.length > MANY_LAYERS) return deleteIntent(ids.slice(MANY_LAYERS / 2), [])(graph);
  switch (below(12)) {
    case 0:
    case 1: {
      const type = pick(LAYER_TYPES);
      return type && addLayerIntent(type, below(3) === 0 ? undefined : id, drawn)(graph);
    }
    case 2:
      return deleteIntent(some(ids), some(edgeRefs(graph)))(graph);
    case 3: {
      const [from, to] = [pick(ids), pick(ids)];
      return from !== undefined && to !== undefined ? connectIntent(from, to)(graph) : undefined;
    }
    case 4:
    case 5:
      return moveIntent(new Map(some(ids).map((one) => [one, point()])), drawn)(graph);
    case 6:
      return parameterIntent(some(ids), pick(PARAMETERS) ?? 'units', value())(graph);
    case 7: {
      const to = pick(NAMES.filter((name) => !graph.nodes.has(name)));
      return id === undefined || to === undefined ? undefined : { kind: 'renameLayer', from: id, to };
    }
    case 8:
      return reconnected(graph, pick(graph.edges)?.index, pick(ids), pick(ids));
    case 9:
      return { kind: 'setTraining', path: pick(SETTINGS) ?? ['epochs'], value: value() };
    case 10:
      return { kind: 'setName', name: below(4) === 0 ? undefined : `Network ${below(1000)}` };
    default:
      return depth > 0 ? undefined : pasted(graph, some(ids), random);
  }
}

function reconnected(
  graph: Graph,
  index: number | undefined,
  from: LayerId | undefined,
  to: LayerId | undefined,
): GraphEdit | undefined {
  if (index === undefined || from === undefined || to === undefined) return undefined;
  const isTaken = graph.edges.some((edge) => edge.index !== index && edge.from === from && edge.to === to);
  return isTaken ? undefined : { kind: 'reconnectEdge', index, from, to };
}

/** Some layers a second time, and two gestures more, in one. */
function pasted(graph: Graph, ids: readonly LayerId[], random: Random): GraphEdit | undefined {
  let current = graph;
  const edits: GraphEdit[] = [];
  const add = (edit: GraphEdit | undefined): void => {
    if (edit === undefined) return;
    edits.push(edit);
    current = applyGraphEdit(current, edit);
  };
  for (const id of ids) {
    const parameters = graph.nodes.get(id)?.parameters ?? {};
    const position = { x: random.uniform() * 500, y: random.uniform() * 500 };
    add({
      kind: 'addLayers',
      layers: [{ id: newLayerId(current, 'Dense'), type: 'Dense', parameters, position }],
    });
  }
  add(randomGesture(current, random, 1));
  add(randomGesture(current, random, 1));
  return edits.length === 0 ? undefined : { kind: 'sequence', edits };
}
