/**
 * Edits of the graph carried out on the text: the smallest changes that do it, everything else left as it was written.
 *
 * One gesture on the canvas → one `GraphEdit` → these edits → one undo step of the text editor.
 */
import type { Node } from 'jsonc-parser';
import { checkGraphEdit, roundPoint } from '../graph/applyGraphEdit';
import type { LayerId, Point } from '../graph/graph';
import type { GraphEdit } from '../graph/graphEdit';
import { GraphEditError } from '../graph/graphEdit';
import { insertChildren, insertFirst, removeChildren } from './containerEdits';
import { formatInline, formatProperty } from './jsonStyle';
import type { JsonPath, JsonTree } from './jsonTree';
import { keyOf, kindOf, parseJsonTree, propertiesOf, toPlain } from './jsonTree';
import { layerMentions } from './layerMentions';
import type { NnFile } from './nnFile';
import { FILE_PROPERTIES, parseNnFile } from './nnFile';
import type { TextEdit } from './textEdit';
import { EditedText } from './textEdit';
import { quote } from '../wording';

export { applyTextEdits } from './textEdit';
export type { TextEdit } from './textEdit';

/**
 * The changes to a network file's text that carry out an edit of its graph: sorted, disjoint, all relative to `text`.
 * New entries take the style of those around them: one layer a line, edges and positions in a row.
 * @throws GraphEditError when the text has syntax errors or the edit does not apply.
 */
export function textEditsFor(text: string, edit: GraphEdit): TextEdit[] {
  const edited = new EditedText(text);
  applyEdit(edited, edit);
  return edited.edits();
}

function applyEdit(edited: EditedText, edit: GraphEdit): void {
  if (edit.kind === 'sequence') {
    for (const step of edit.edits) applyEdit(edited, step);
    return;
  }
  const file = parseNnFile(edited.text);
  if (!file.wellFormed) {
    throw new GraphEditError(
      'The file has syntax errors; correct them in the text before editing the graph.',
    );
  }
  checkGraphEdit(file.graph, edit);
  switch (edit.kind) {
    case 'addLayer': {
      const layer = formatInline({ type: edit.type, ...edit.parameters });
      insertProperties(edited, 'layers', [`${JSON.stringify(edit.id)}: ${layer}`]);
      place(edited, { [edit.id]: edit.position });
      return;
    }
    case 'removeLayers':
      removeLayers(edited, file, new Set(edit.ids));
      return;
    case 'addEdge':
      addEdge(edited, file, [edit.from, edit.to]);
      return;
    case 'removeEdges': {
      const tree = parseJsonTree(edited.text);
      const edges = tree.valueAt(['edges']);
      if (edges !== undefined) edited.apply(removeChildren(edited.text, edges, new Set(edit.indices)));
      return;
    }
    case 'moveLayers':
      place(edited, edit.positions);
      return;
    case 'setParameter':
      setParameter(edited, ['layers', edit.id], edit.name, edit.value);
      return;
    case 'renameLayer':
      renameLayer(edited, file, edit.from, edit.to);
      return;
  }
}

function removeLayers(edited: EditedText, file: NnFile, ids: ReadonlySet<LayerId>): void {
  const tree = parseJsonTree(edited.text);
  const edges = tree.valueAt(['edges']);
  const goneEdges = file.graph.edges.filter(({ from, to }) => ids.has(from) || ids.has(to));
  const edits =
    edges === undefined ? [] : removeChildren(edited.text, edges, new Set(goneEdges.map((e) => e.index)));
  for (const key of ['layers', 'layout']) {
    const object = tree.valueAt([key]);
    if (object?.type === 'object') edits.push(...removeProperties(edited.text, object, (id) => ids.has(id)));
  }
  edited.apply(edits);
}

/** Rewrites every name; where the layout has the new name too, for a layer that is not there, one of the two goes. */
function renameLayer(edited: EditedText, file: NnFile, from: LayerId, to: LayerId): void {
  if (from === to) return;
  const layout = parseJsonTree(edited.text).valueAt(['layout']);
  const keys = new Set(layout?.type === 'object' ? propertiesOf(layout).map(keyOf) : []);
  if (layout !== undefined && keys.has(from) && keys.has(to)) {
    const superseded = file.graph.layout.has(from) ? to : from;
    edited.apply(removeProperties(edited.text, layout, (id) => id === superseded));
  }
  const mentions = layerMentions(edited.text).filter(({ id }) => id === from);
  edited.apply(mentions.map(({ range }) => ({ ...range, content: JSON.stringify(to) })));
}

function addEdge(edited: EditedText, file: NnFile, edge: readonly [LayerId, LayerId]): void {
  const edges = ensureContainer(edited, 'edges', 'array');
  const content = formatInline(edge);
  // Behind the last edge that can be read, so that its place is the one that the graph gives it.
  const last = file.graph.edges.at(-1);
  const after = last === undefined ? undefined : edges.children?.[last.index];
  if (after === undefined && edges.children?.length !== 0) {
    edited.apply(insertFirst(edges, content));
  } else {
    const options = { onePerLine: false, wraps: true, ...(after === undefined ? {} : { after }) };
    edited.apply(insertChildren(edited.text, edges, [content], options));
  }
}

/** Writes positions, in whole pixels: over those that are there, the others behind them. */
function place(edited: EditedText, positions: Readonly<Record<LayerId, Point>>): void {
  const tree = parseJsonTree(edited.text);
  const replaced: TextEdit[] = [];
  const added: string[] = [];
  for (const [id, position] of Object.entries(positions)) {
    const { x, y } = roundPoint(position);
    const entry = tree.valueAt(['layout', id]);
    if (entry === undefined) added.push(formatProperty(id, [x, y]));
    else replaced.push(...replacePosition(entry, [x, y]));
  }
  edited.apply(replaced);
  if (added.length > 0) insertProperties(edited, 'layout', added);
}

function setParameter(edited: EditedText, path: JsonPath, name: string, value: unknown): void {
  const tree = parseJsonTree(edited.text);
  const layer = objectAt(tree, path);
  const written = tree.valueAt([...path, name]);
  if (value === undefined) {
    edited.apply(removeProperties(edited.text, layer, (key) => key === name));
  } else if (written !== undefined) {
    edited.apply(replaceValue(written, value));
  } else {
    edited.apply(
      insertChildren(edited.text, layer, [formatProperty(name, value)], { onePerLine: false, wraps: false }),
    );
  }
}

/** Only the numbers that change, where the entry is a pair of numbers. */
function replacePosition(entry: Node, position: readonly [number, number]): TextEdit[] {
  const numbers = entry.type === 'array' ? (entry.children ?? []) : [];
  if (numbers.length !== 2 || numbers.some((node) => node.type !== 'number')) {
    return replaceValue(entry, position);
  }
  return numbers.flatMap((node, i) => replaceValue(node, position[i]));
}

/** No edit where the value is what it should be already. */
function replaceValue(node: Node, value: unknown): TextEdit[] {
  const content = formatInline(value);
  return formatInline(toPlain(node)) === content
    ? []
    : [{ offset: node.offset, length: node.length, content }];
}

function insertProperties(edited: EditedText, key: 'layers' | 'layout', properties: readonly string[]): void {
  const object = ensureContainer(edited, key, 'object');
  edited.apply(
    insertChildren(edited.text, object, properties, { onePerLine: key === 'layers', wraps: true }),
  );
}

function removeProperties(text: string, object: Node, isGone: (key: string) => boolean): TextEdit[] {
  const gone = propertiesOf(object).flatMap((property, i) => (isGone(keyOf(property)) ? [i] : []));
  return removeChildren(text, object, new Set(gone));
}

/** The file's `layers`, `edges` or `layout`, created in its usual place where it is missing. */
function ensureContainer(
  edited: EditedText,
  key: 'layers' | 'edges' | 'layout',
  type: 'object' | 'array',
): Node {
  const tree = parseJsonTree(edited.text);
  const found = tree.valueAt([key]);
  if (found?.type === type) return found;
  if (found !== undefined) {
    throw new GraphEditError(
      `${key} is ${kindOf(found)} in this file; correct it in the text before editing the graph.`,
    );
  }
  const root = objectAt(tree, []);
  const earlier: readonly string[] = FILE_PROPERTIES.slice(0, FILE_PROPERTIES.indexOf(key));
  const after = propertiesOf(root)
    .filter((property) => earlier.includes(keyOf(property)))
    .at(-1);
  const options = { onePerLine: true, wraps: false, ...(after === undefined ? {} : { after }) };
  const empty = type === 'object' ? '{}' : '[]';
  edited.apply(insertChildren(edited.text, root, [`${JSON.stringify(key)}: ${empty}`], options));
  const created = parseJsonTree(edited.text).valueAt([key]);
  if (created === undefined) throw new GraphEditError(`${quote(key)} could not be added to the file.`);
  return created;
}

function objectAt(tree: JsonTree, path: JsonPath): Node {
  const node = tree.valueAt(path);
  if (node?.type === 'object') return node;
  const name = path.length === 0 ? 'The file' : `Layer ${quote(String(path.at(-1)))}`;
  throw new GraphEditError(`${name} is no object; correct it in the text before editing the graph.`);
}
