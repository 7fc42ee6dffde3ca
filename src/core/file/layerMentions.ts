/**
 * Every place in a network file's text that names a layer: what rename, go to definition and find references go by.
 *
 * The names of edges to nowhere and of positions without a layer are mentions too, so that a layer may be found missing.
 */
import type { Node } from 'jsonc-parser';
import type { TextRange } from '../diagnostics/diagnostic';
import type { LayerId } from '../graph/graph';
import { keyOf, parseJsonTree, propertiesOf } from './jsonTree';

export interface LayerMention {
  readonly id: LayerId;
  /** The part of the file; in `layers` the mention is the layer's definition. */
  readonly part: 'layers' | 'edges' | 'layout';
  /** The name with its quotes. */
  readonly range: TextRange;
}

/** All mentions: those in `layers`, then those in `edges`, then those in `layout`, each in the order of the text. */
export function layerMentions(text: string): LayerMention[] {
  const tree = parseJsonTree(text);
  const keysOf = (part: 'layers' | 'layout'): LayerMention[] => {
    const object = tree.valueAt([part]);
    if (object?.type !== 'object') return [];
    return propertiesOf(object).flatMap((property) => {
      const key = property.children?.[0];
      return key === undefined ? [] : [{ id: keyOf(property), part, range: rangeOf(key) }];
    });
  };
  const edges = tree.valueAt(['edges']);
  const entries = edges?.type === 'array' ? (edges.children ?? []) : [];
  const names = entries
    .flatMap((entry) => (entry.type === 'array' ? (entry.children ?? []) : []))
    .filter((name) => name.type === 'string');
  return [
    ...keysOf('layers'),
    ...names.map((name): LayerMention => ({ id: String(name.value), part: 'edges', range: rangeOf(name) })),
    ...keysOf('layout'),
  ];
}

/** The mention that an offset is in or directly at the end of. */
export function mentionAt(mentions: readonly LayerMention[], offset: number): LayerMention | undefined {
  return mentions.find(({ range }) => offset >= range.offset && offset <= range.offset + range.length);
}

/** Where a layer is defined: of a repeated key the last, which is the one that counts. */
export function definitionOf(mentions: readonly LayerMention[], id: LayerId): LayerMention | undefined {
  return mentions.filter((mention) => mention.part === 'layers' && mention.id === id).at(-1);
}

function rangeOf({ offset, length }: Node): TextRange {
  return { offset, length };
}
