/**
 * Edits of one place in the text, named by its JSON path: another value, another key, or nothing there any more.
 *
 * For what is no gesture on the graph, such as a misspelt training setting. Everything else stays as it was written.
 */
import { removeChildren } from './containerEdits';
import { formatInline } from './jsonStyle';
import type { JsonPath } from './jsonTree';
import { keyOf, parseJsonTree, propertiesOf } from './jsonTree';
import type { TextEdit } from './textEdit';

/** Writes another value over the one at a path; nothing where there is none. */
export function replaceValueAt(text: string, path: JsonPath, value: unknown): TextEdit[] {
  const node = parseJsonTree(text).valueAt(path);
  return node === undefined
    ? []
    : [{ offset: node.offset, length: node.length, content: formatInline(value) }];
}

/** Gives the property at a path another key; nothing where there is none. */
export function renameKeyAt(text: string, path: JsonPath, key: string): TextEdit[] {
  const tree = parseJsonTree(text);
  if (tree.valueAt(path) === undefined) return [];
  return [{ ...tree.locate(path, true), content: JSON.stringify(key) }];
}

/** Removes the property at a path, with its comma; nothing where there is none. */
export function removePropertyAt(text: string, path: JsonPath): TextEdit[] {
  const parent = parseJsonTree(text).valueAt(path.slice(0, -1));
  if (parent?.type !== 'object') return [];
  const gone = propertiesOf(parent).flatMap((property, i) => (keyOf(property) === path.at(-1) ? [i] : []));
  return removeChildren(text, parent, new Set(gone));
}
