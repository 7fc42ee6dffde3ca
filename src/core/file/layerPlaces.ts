/**
 * Which layers a stretch of a network file's text is about, and where a layer is defined: what keeps the cursor in the
 * text and the selection on the canvas in step.
 *
 * A layer's places are its definition, its edges and its position. Where one of them begins or ends a line, it reaches to
 * that line's ends, so that a cursor in the indentation or behind the comma still stands in it.
 */
import type { Node } from 'jsonc-parser';
import type { TextRange } from '../diagnostics/diagnostic';
import type { LayerId } from '../graph/graph';
import { keyOf, parseJsonTree, propertiesOf } from './jsonTree';

interface LayerPlace {
  readonly range: TextRange;
  readonly ids: readonly LayerId[];
  /** Stretches of the place that are about one of its layers alone: the two names of an edge. */
  readonly names: readonly { readonly range: TextRange; readonly id: LayerId }[];
}

/** Where the layers stand in one text; read once, asked often. */
export interface LayerPlaces {
  /** In the order of the text. */
  readonly places: readonly LayerPlace[];
  /** Each layer's key in `layers`, with its quotes; of a repeated key the last, which is the one that counts. */
  readonly definitions: ReadonlyMap<LayerId, TextRange>;
}

/** Finds the places of all layers in any text; never throws. */
export function layerPlaces(text: string): LayerPlaces {
  const tree = parseJsonTree(text);
  const definitions = new Map<LayerId, TextRange>();
  const places: LayerPlace[] = [];
  for (const part of ['layers', 'layout']) {
    const object = tree.valueAt([part]);
    if (object?.type !== 'object') continue;
    for (const property of propertiesOf(object)) {
      const key = property.children?.[0];
      if (key === undefined) continue;
      places.push({ range: widened(text, property), ids: [keyOf(property)], names: [] });
      if (part === 'layers') definitions.set(keyOf(property), rangeOf(key));
    }
  }
  const edges = tree.valueAt(['edges']);
  for (const edge of edges?.type === 'array' ? (edges.children ?? []) : []) {
    const names = (edge.type === 'array' ? (edge.children ?? []) : [])
      .filter(({ type }) => type === 'string')
      .map((name) => ({ range: rangeOf(name), id: String(name.value) }));
    places.push({ range: widened(text, edge), ids: names.map(({ id }) => id), names });
  }
  return { places: places.sort((a, b) => a.range.offset - b.range.offset), definitions };
}

/**
 * The layers that some selections of the text are about, each once, in the order of the text. A cursor in an edge's name
 * is about that layer, elsewhere in the edge about both.
 */
export function layersAt({ places }: LayerPlaces, selections: readonly TextRange[]): LayerId[] {
  const isTouched = ({ range }: { readonly range: TextRange }): boolean =>
    selections.some((selection) => touches(selection, range));
  const ids = places.filter(isTouched).flatMap((place) => {
    const names = place.names.filter(isTouched);
    return names.length > 0 ? names.map(({ id }) => id) : place.ids;
  });
  return [...new Set(ids)];
}

/** A cursor touches what it stands at the end of; a selection must have something of it. */
function touches(selection: TextRange, { offset, length }: TextRange): boolean {
  const [start, end] = [selection.offset, selection.offset + selection.length];
  return selection.length === 0
    ? start >= offset && start <= offset + length
    : start < offset + length && end > offset;
}

/** A node with the indentation before it and the comma behind it, where nothing else is on its line there. */
function widened(text: string, node: Node): TextRange {
  let start = node.offset;
  while (isBlank(text[start - 1])) start--;
  if (start > 0 && !isLineEnd(text[start - 1])) start = node.offset;
  const nodeEnd = node.offset + node.length;
  let end = nodeEnd;
  while (isBlank(text[end]) || text[end] === ',') end++;
  if (end < text.length && !isLineEnd(text[end])) end = nodeEnd;
  return { offset: start, length: end - start };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

function rangeOf({ offset, length }: Node): TextRange {
  return { offset, length };
}
