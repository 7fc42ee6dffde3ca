/**
 * Gestures at random, as the canvas would make them of a graph: most through its own intents, the others as plain edits.
 */
import type { Graph, LayerId, Point } from '../../../src/core/graph/graph';
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import { applyGraphEdit } from '../../../src/core/graph/applyGraphEdit';
import { LAYER_TYPES } from '../../../src/core/layers/layerRegistry';
import type { Random } from '../../../src/core/random';
import { aligned, distributed } from '../../../webview/editor/arrange';
import { layerPositions, tidyPositions } from '../../../webview/editor/autoLayout';
import { copyText, pasteIntent, readPasted } from '../../../webview/editor/clipboard';
import { edgeRefs, type EdgeRef } from '../../../webview/editor/flowIds';
import {
  connectIntent,
  deleteIntent,
  moveIntent,
  parameterIntent,
  reconnectIntent,
  renameIntent,
} from '../../../webview/editor/fromFlow';
import { addLayerIntent, type NewLayerPlace } from '../../../webview/editor/newLayer';

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
  switch (below(14)) {
    case 0:
    case 1: {
      const type = pick(LAYER_TYPES);
      return type && addLayerIntent(type, placeFor(graph, some(ids), point(), below(4)), drawn)(graph);
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
      return id === undefined || to === undefined ? undefined : renameIntent(id, to)(graph);
    }
    case 8:
      return reconnected(graph, pick(edgeRefs(graph)), pick(ids), pick(ids));
    case 9:
      return { kind: 'setTraining', path: pick(SETTINGS) ?? ['epochs'], value: value() };
    case 10:
      return { kind: 'setName', name: below(4) === 0 ? undefined : `Network ${below(1000)}` };
    case 11: {
      const text = copyText(graph, some(ids), drawn);
      const read = readPasted(text);
      return read.ok ? pasteIntent(read.graph, point(), drawn)(graph) : undefined;
    }
    case 12: {
      const places = new Map([...layerPositions(graph)].filter(() => below(3) === 0));
      const arranged = below(2) === 0 ? aligned(places, 'center') : distributed(places, 'vertically');
      return moveIntent(below(3) === 0 ? tidyPositions(graph) : arranged, drawn)(graph);
    }
    default:
      return depth > 0 ? undefined : severalAtOnce(graph, random);
  }
}

function placeFor(graph: Graph, ids: readonly LayerId[], point: Point, choice: number): NewLayerPlace {
  const [wire] = edgeRefs(graph).slice(choice);
  if (choice === 0) return { kind: 'at', point };
  return choice === 1 && wire !== undefined
    ? { kind: 'onWire', wire, point }
    : { kind: 'behind', layers: ids };
}

function reconnected(
  graph: Graph,
  wire: EdgeRef | undefined,
  from: LayerId | undefined,
  to: LayerId | undefined,
): GraphEdit | undefined {
  if (wire === undefined || from === undefined || to === undefined) return undefined;
  return reconnectIntent(wire, from, to)(graph);
}

/** Two gestures in one. */
function severalAtOnce(graph: Graph, random: Random): GraphEdit | undefined {
  const first = randomGesture(graph, random, 1);
  if (first === undefined) return undefined;
  const second = randomGesture(applyGraphEdit(graph, first), random, 1);
  return second === undefined ? first : { kind: 'sequence', edits: [first, second] };
}
