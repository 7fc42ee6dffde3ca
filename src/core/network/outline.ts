/**
 * A network file in headings: the network, its layers with type and shape, its edges, its training.
 *
 * What the Outline, the breadcrumbs and Go to Symbol show beside the text.
 */
import type { Node } from 'jsonc-parser';
import type { TextRange } from '../diagnostics/diagnostic';
import { keyOf, parseJsonTree, propertiesOf, valueOf } from '../file/jsonTree';
import { describeShape } from '../wording';
import type { CheckedFile } from './checkNnFile';
import { checkNnFile } from './checkNnFile';

export interface OutlineEntry {
  readonly kind: 'network' | 'layer' | 'edges' | 'training';
  /** Never empty. */
  readonly name: string;
  /** What stands beside the name, e.g. `Dense [30]`; may be empty. */
  readonly detail: string;
  /** Everything that belongs to it. */
  readonly range: TextRange;
  /** Its name, within `range`. */
  readonly nameRange: TextRange;
  readonly children: readonly OutlineEntry[];
}

const UNNAMED = 'Untitled network';

/** The outline of any text, in the order of the text; `undefined` where it holds no object. Never throws. */
export function outlineOf(text: string): OutlineEntry | undefined {
  const { root } = parseJsonTree(text);
  if (root?.type !== 'object') return undefined;
  const checked = checkNnFile(text);
  const { graph } = checked.file;
  const children = propertiesOf(root).flatMap((property): OutlineEntry[] => {
    const value = valueOf(property);
    switch (keyOf(property)) {
      case 'layers':
        return value?.type === 'object' ? propertiesOf(value).map((layer) => layerEntry(layer, checked)) : [];
      case 'edges':
        return [{ kind: 'edges', detail: String(graph.edges.length), ...placed(property) }];
      case 'training':
        return [{ kind: 'training', detail: '', ...placed(property) }];
      default:
        return [];
    }
  });
  const { offset } = root;
  return {
    kind: 'network',
    name: graph.name === undefined || graph.name.trim() === '' ? UNNAMED : graph.name,
    detail: '',
    range: rangeOf(root),
    nameRange: { offset, length: 1 },
    children,
  };
}

function layerEntry(property: Node, { file, layers }: CheckedFile): OutlineEntry {
  const id = keyOf(property);
  const shape = layers.get(id)?.outputShape;
  const detail = [file.graph.nodes.get(id)?.type ?? '', shape === undefined ? '' : describeShape(shape)];
  return { kind: 'layer', detail: detail.join(' ').trim(), ...placed(property) };
}

function placed(property: Node): Pick<OutlineEntry, 'name' | 'range' | 'nameRange' | 'children'> {
  const name = keyOf(property);
  return {
    name: name.trim() === '' ? JSON.stringify(name) : name,
    range: rangeOf(property),
    nameRange: rangeOf(property.children?.[0] ?? property),
    children: [],
  };
}

function rangeOf({ offset, length }: Node): TextRange {
  return { offset, length };
}
