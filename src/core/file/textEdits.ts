/**
 * Edits of the graph carried out on the text: the smallest changes that do it, everything else left as it was written.
 *
 * One gesture on the canvas → one `GraphEdit` → these edits → one undo step of the text editor.
 */
import type { Node } from 'jsonc-parser';
import { checkGraphEdit, roundPoint } from '../graph/applyGraphEdit';
import type { LayerId, Point } from '../graph/graph';
import type { GraphEdit, NewEdge } from '../graph/graphEdit';
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
    case 'addLayers': {
      if (edit.layers.length === 0) return;
      const written = edit.layers.map(({ id, type, parameters }) =>
        formatProperty(id, { type, ...parameters }),
      );
      insertProperties(edited, 'layers', written);
      place(edited, Object.fromEntries(edit.layers.map(({ id, position }) => [id, position])));
      return;
    }
    case 'removeLayers':
      removeLayers(edited, file, new Set(edit.ids));
      return;
    case 'addEdges':
      addEdges(edited, file, edit.edges);
      return;
    case 'reconnectEdge': {
      const tree = parseJsonTree(edited.text);
      const ends = [edit.from, edit.to].map((id, end) => ({
        id,
        node: tree.valueAt(['edges', edit.index, end]),
      }));
      edited.apply(ends.flatMap(({ id, node }) => (node === undefined ? [] : replaceValue(node, id))));
      return;
    }
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
      setParameter(edited, edit.ids, edit.name, edit.value);
      return;
    case 'renameLayer':
      renameLayer(edited, file, edit.from, edit.to);
      return;
    case 'setTraining':
      setTraining(edited, edit.path, edit.value);
      return;
    case 'setName':
      setName(edited, edit.name);
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

function addEdges(edited: EditedText, file: NnFile, added: readonly NewEdge[]): void {
  if (added.length === 0) return;
  const edges = ensureContainer(edited, 'edges', 'array');
  const contents = added.map(({ from, to }) => formatInline([from, to]));
  // Behind the last edge that can be read, so that its place is the one that the graph gives it.
  const last = file.graph.edges.at(-1);
  const after = last === undefined ? undefined : edges.children?.[last.index];
  if (after === undefined && edges.children?.length !== 0) {
    edited.apply(insertFirst(edges, contents.join(', ')));
  } else {
    const options = { onePerLine: false, wraps: true, ...(after === undefined ? {} : { after }) };
    edited.apply(insertChildren(edited.text, edges, contents, options));
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

function setParameter(edited: EditedText, ids: readonly LayerId[], name: string, value: unknown): void {
  const tree = parseJsonTree(edited.text);
  edited.apply(
    [...new Set(ids)].flatMap((id) => settingEdits(edited.text, objectAt(tree, ['layers', id]), name, value)),
  );
}

/** Sets, adds or removes one property of an object. */
function settingEdits(text: string, object: Node, name: string, value: unknown): TextEdit[] {
  if (value === undefined) return removeProperties(text, object, (key) => key === name);
  const written = propertiesOf(object)
    .filter((property) => keyOf(property) === name)
    .at(-1)?.children?.[1];
  if (written !== undefined) return replaceValue(written, value);
  return insertChildren(text, object, [formatProperty(name, value)], { onePerLine: false, wraps: false });
}

/** Makes what is missing on the way to the setting; what is no object there gives way to one. */
function setTraining(edited: EditedText, path: readonly string[], value: unknown): void {
  const [name, ...rest] = [...path].reverse();
  const parents = rest.reverse();
  if (name === undefined) return;
  const tree = parseJsonTree(edited.text);
  if (value === undefined && tree.valueAt(['training', ...parents])?.type !== 'object') return;
  let object = ensureContainer(edited, 'training', 'object');
  for (let depth = 0; depth < parents.length; depth++) {
    const key = parents[depth] ?? '';
    const here = ['training', ...parents.slice(0, depth + 1)];
    if (parseJsonTree(edited.text).valueAt(here)?.type !== 'object') {
      edited.apply(settingEdits(edited.text, object, key, {}));
    }
    object = objectAt(parseJsonTree(edited.text), here);
  }
  edited.apply(settingEdits(edited.text, object, name, value));
}

function setName(edited: EditedText, name: string | undefined): void {
  const tree = parseJsonTree(edited.text);
  const root = objectAt(tree, []);
  if (name === undefined || tree.valueAt(['name']) !== undefined) {
    edited.apply(settingEdits(edited.text, root, 'name', name));
  } else {
    insertFileProperty(edited, 'name', JSON.stringify(name));
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

/** One of the file's containers, created in its usual place where it is missing. */
function ensureContainer(
  edited: EditedText,
  key: 'layers' | 'edges' | 'layout' | 'training',
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
  insertFileProperty(edited, key, type === 'object' ? '{}' : '[]');
  const created = parseJsonTree(edited.text).valueAt([key]);
  if (created === undefined) throw new GraphEditError(`${quote(key)} could not be added to the file.`);
  return created;
}

/** Writes a property that the file lacks behind those that usually come before it. */
function insertFileProperty(
  edited: EditedText,
  key: (typeof FILE_PROPERTIES)[number],
  content: string,
): void {
  const root = objectAt(parseJsonTree(edited.text), []);
  const earlier: readonly string[] = FILE_PROPERTIES.slice(0, FILE_PROPERTIES.indexOf(key));
  const after = propertiesOf(root)
    .filter((property) => earlier.includes(keyOf(property)))
    .at(-1);
  const options = { onePerLine: true, wraps: false, ...(after === undefined ? {} : { after }) };
  edited.apply(insertChildren(edited.text, root, [`${JSON.stringify(key)}: ${content}`], options));
}

function objectAt(tree: JsonTree, path: JsonPath): Node {
  const node = tree.valueAt(path);
  if (node?.type === 'object') return node;
  const name = path.length === 0 ? 'The file' : `Layer ${quote(String(path.at(-1)))}`;
  throw new GraphEditError(`${name} is no object; correct it in the text before editing the graph.`);
}
