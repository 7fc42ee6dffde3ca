/**
 * JSON text with comments and trailing commas as a tree with places, for reading and for editing.
 *
 * Over `jsonc-parser`, which is fault tolerant but recursive: text whose brackets nest too deeply is refused. Where a key is repeated, its last value counts, as in `JSON.parse`.
 */
import { printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { TextRange } from '../diagnostics/diagnostic';
import { parseJsonNodes } from './jsonNodes';

/** Deeper than any network file, far shallower than the call stack. */
const MAX_DEPTH = 64;
/** The first errors say what is wrong; those after them mostly follow from it. */
const MAX_ERRORS = 5;

export interface SyntaxError extends TextRange {
  /** One sentence. */
  readonly message: string;
}

export type JsonPath = readonly (string | number)[];

export interface JsonTree {
  readonly root: Node | undefined;
  readonly errors: readonly SyntaxError[];
  /** The value at a path, or `undefined`. */
  valueAt(path: JsonPath): Node | undefined;
  /** The range of a path; see `NnFile.locate`. */
  locate(path: JsonPath, atKey?: boolean): TextRange;
}

let latest: { readonly text: string; readonly tree: JsonTree } | undefined;

/** Parses any text; never throws. The latest tree is kept, since one gesture or keystroke asks for it several times. */
export function parseJsonTree(text: string): JsonTree {
  if (latest?.text !== text) latest = { text, tree: treeOf(text) };
  return latest.tree;
}

function treeOf(text: string): JsonTree {
  // A byte order mark is no JSON; a space in its place keeps every offset.
  const json = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const { root, errors: parseErrors, tooDeepAt } = parseJsonNodes(json, MAX_DEPTH);
  const errors =
    tooDeepAt === undefined
      ? parseErrors.slice(0, MAX_ERRORS).map((parseError) => describeError(text, parseError))
      : [describeTooDeep(tooDeepAt)];
  const propertyMaps = new WeakMap<Node, ReadonlyMap<string, Node>>();

  const propertyOf = (object: Node, key: string): Node | undefined => {
    let map = propertyMaps.get(object);
    if (map === undefined) {
      map = new Map(propertiesOf(object).map((property) => [keyOf(property), property]));
      propertyMaps.set(object, map);
    }
    return map.get(key);
  };

  /** The deepest node on the path (a property or an array's element) and how many steps lead to it. */
  const descend = (path: JsonPath): { node: Node | undefined; steps: number } => {
    let node = root;
    let steps = 0;
    for (const step of path) {
      const value = node?.type === 'property' ? valueOf(node) : node;
      let next: Node | undefined;
      if (value?.type === 'object' && typeof step === 'string') next = propertyOf(value, step);
      if (value?.type === 'array' && typeof step === 'number') next = value.children?.[step];
      if (next === undefined) break;
      node = next;
      steps++;
    }
    return { node, steps };
  };

  return {
    root,
    errors,
    valueAt(path) {
      const { node, steps } = descend(path);
      if (steps < path.length) return undefined;
      return node?.type === 'property' ? valueOf(node) : node;
    },
    locate(path, atKey = false) {
      const { node, steps } = descend(path);
      if (node === undefined) return { offset: 0, length: Math.min(1, text.length) };
      if (node === root) return { offset: node.offset, length: 1 };
      if (node.type !== 'property') return rangeOf(node);
      const value = valueOf(node);
      const key = node.children?.[0] ?? node;
      return rangeOf(atKey || steps < path.length ? key : (value ?? key));
    },
  };
}

function rangeOf(node: Node): TextRange {
  return { offset: node.offset, length: node.length };
}

/** The properties of an object, in the order of the text; none of anything else. */
export function propertiesOf(object: Node): readonly Node[] {
  return object.type === 'object' ? (object.children ?? []) : [];
}

/** A property's name. */
export function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

/** A property's value; `undefined` where the text breaks off before it. */
export function valueOf(property: Node): Node | undefined {
  return property.children?.[1];
}

/** The plain value of a node. Every key becomes an own property, `__proto__` too. */
export function toPlain(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(toPlain);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries(plainEntries(node));
}

/** The keys of an object with their plain values, in the order of the text; a repeated key comes several times. */
export function plainEntries(object: Node): [string, unknown][] {
  const entries: [string, unknown][] = [];
  for (const property of propertiesOf(object)) {
    const value = valueOf(property);
    if (value !== undefined) entries.push([keyOf(property), toPlain(value)]);
  }
  return entries;
}

/** What kind of JSON value a node is, as a noun phrase. */
export function kindOf(node: Node): string {
  switch (node.type) {
    case 'object':
      return 'an object';
    case 'array':
      return 'a list';
    case 'string':
      return 'text';
    case 'number':
      return 'a number';
    case 'boolean':
      return String(node.value);
    default:
      return 'null';
  }
}

function describeTooDeep(offset: number): SyntaxError {
  const message = `Brackets nest more than ${String(MAX_DEPTH)} deep here; a network file needs no more than 5 levels.`;
  return { message, offset, length: 1 };
}

const EXPECTATIONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no JSON value; put text in double quotes, or write a number, true, false or null.',
  InvalidNumberFormat: 'This is no JSON number; write digits, e.g. 0.1.',
  PropertyNameExpected: 'A property name in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here, between the property name and its value.',
  CommaExpected: 'A comma is expected here, between two entries.',
  CloseBraceExpected: 'A closing } is expected here.',
  CloseBracketExpected: 'A closing ] is expected here.',
  EndOfFileExpected: 'The file should end here; remove what follows.',
  InvalidCommentToken: 'A comment cannot stand here.',
  UnexpectedEndOfComment: 'This comment has no end; close it with */.',
  UnexpectedEndOfString: 'This text has no closing double quote on its line.',
  UnexpectedEndOfNumber: 'This number breaks off; write digits, e.g. 0.1.',
  InvalidUnicode: 'This is no Unicode escape; write \\u and four hexadecimal digits.',
  InvalidEscapeCharacter: 'This is no escape that JSON knows; write \\\\ for a backslash.',
  InvalidCharacter: 'This character must be written as an escape, e.g. \\t for a tab.',
};

function describeError(text: string, parseError: ParseError): SyntaxError {
  if (text.trim() === '') {
    const message = 'The file is empty; a network starts with { "version": 1, "layers": {}, "edges": [] }.';
    return { message, offset: 0, length: text.length };
  }
  const code = printParseErrorCode(parseError.error);
  const offset = Math.min(parseError.offset, text.length);
  const length = Math.min(parseError.length, text.length - offset);
  return { message: EXPECTATIONS[code] ?? `The text is no JSON here (${code}).`, offset, length };
}
