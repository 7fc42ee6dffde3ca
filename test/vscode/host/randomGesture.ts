/**
 * Gestures at random, as the canvas would make them of a graph: most through its own intents, the others as plain edits.
 */
import type { Graph, Point } from '../../../src/core/graph/graph';
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import { LAYER_TYPES } from '../../../src/core/layers/layerRegistry';
import type { Random } from '../../../src/core/random';
import { layerPositions, tidyPositions } from '../../../webview/editor/drawing/autoLayout';
import { aligned, distributed } from '../../../webview/editor/gestures/arrange';
import { copyText, pasteIntent, readPasted } from '../../../webview/editor/gestures/clipboard';
import { edgeRefs } from '../../../webview/editor/drawing/flowIds';
import {
  connectIntent,
  deleteIntent,
  moveIntent,
  parameterIntent,
  reconnectIntent,
  renameIntent,
} from '../../../webview/editor/gestures/fromFlow';
import { optimizerIntent } from '../../../webview/editor/inspector/inspectorIntents';
import { addLayerIntent, type NewLayerPlace } from '../../../webview/editor/gestures/newLayer';

/** More layers than this are thinned out, so that a file does not grow without end. */
const MANY_LAYERS = 40;

const NAMES = ['conv "one"', '__proto__', 'größe', 'a', 'b', 'constructor'];
const PARAMETERS = ['units', 'activation', 'kernelSize', 'useBias', 'filters'];
const VALUES: readonly unknown[] = [3, 0.5, true, 'relu', [3, 3], null];
const SETTINGS = [['epochs'], ['seed'], ['loss'], ['optimizer', 'learningRate'], ['optimizer', 'type']];

/** One gesture on the graph, or `undefined` where the one that was drawn means nothing there. */
export function randomGesture(graph: Graph, random: Random): GraphEdit | undefined {
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const pick = <T>(items: readonly T[]): T | undefined => items[below(items.length)];
  const some = <T>(items: readonly T[]): T[] => items.filter(() => below(6) === 0).slice(0, 6);
  const point = (): Point => ({ x: below(4000) / 4 - 200, y: below(4000) / 4 - 200 });
  const ids = [...graph.nodes.keys()];
  const drawn = new Map(ids.map((id, i) => [id, { x: 0, y: i * 130 }]));
  const id = pick(ids);
  const value = (): unknown => (below(4) === 0 ? undefined : pick(VALUES));
  if (ids.length > MANY_LAYERS) return deleteIntent(ids.slice(MANY_LAYERS / 2), [])(graph);
  switch (below(16)) {
    case 0:
    case 1: {
      const [type, wire] = [pick(LAYER_TYPES), pick(edgeRefs(graph))];
      const places: NewLayerPlace[] = [
        { kind: 'behind', layers: some(ids) },
        { kind: 'at', point: point() },
        ...(wire === undefined ? [] : [{ kind: 'onWire', wire, point: point() } as const]),
      ];
      const place = pick(places);
      return type && place && addLayerIntent(type, place, drawn)(graph);
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
    case 8: {
      const [wire, from, to] = [pick(edgeRefs(graph)), pick(ids), pick(ids)];
      const isPossible = wire !== undefined && from !== undefined && to !== undefined;
      return isPossible ? reconnectIntent(wire, from, to)(graph) : undefined;
    }
    case 9:
      return { kind: 'setTraining', path: pick(SETTINGS) ?? ['epochs'], value: value() };
    case 10:
      return { kind: 'setName', name: below(4) === 0 ? undefined : `Network ${below(1000)}` };
    case 11: {
      const wire = pick(edgeRefs(graph));
      return wire && deleteIntent([], [wire])(graph);
    }
    case 12: {
      const places = new Map([...layerPositions(graph)].filter(() => below(3) === 0));
      return moveIntent(
        below(2) === 0 ? aligned(places, 'center') : distributed(places, 'vertically'),
        drawn,
      )(graph);
    }
    case 13:
      return moveIntent(tidyPositions(graph, below(2) === 0 ? undefined : new Set(some(ids))), drawn)(graph);
    case 14:
      return optimizerIntent(pick(['sgd', 'adam', 'rmsprop']) ?? 'sgd')(graph);
    default: {
      const pasted = readPasted(copyText(graph, some(ids), drawn));
      return pasted.ok ? pasteIntent(pasted.graph, point(), drawn)(graph) : undefined;
    }
  }
}
