/**
 * Children put into or taken out of one JSON object or array, in the style of those that are there.
 *
 * Comments outside a removed child stay; commas stay right, a trailing one where the file has it; no line is left blank.
 */
import type { Node } from 'jsonc-parser';
import type { Token } from './jsonTokens';
import { tokensFrom } from './jsonTokens';
import { indentAt, indentUnitOf, lineEndOf, lineStart } from './jsonStyle';
import type { TextEdit } from './textEdit';

/** A list that would grow beyond this is continued on a line of its own. */
const MAX_COLUMNS = 110;

export interface InsertOptions {
  /** Whether an empty container opens up to one line a child. */
  readonly onePerLine: boolean;
  /** Whether a line that grows too long is continued on a new one. */
  readonly wraps: boolean;
  /** The child behind which to insert; the last one where it is left out. */
  readonly after?: Node;
}

/** Inserts formatted children behind one of the container's, or at its end. */
export function insertChildren(
  text: string,
  container: Node,
  contents: readonly string[],
  options: InsertOptions,
): TextEdit[] {
  if (contents.length === 0) return [];
  const children = container.children ?? [];
  const sibling = options.after ?? children.at(-1);
  if (sibling === undefined) return [insertIntoEmpty(text, container, contents, options.onePerLine)];
  return insertBehind(text, container, sibling, contents, options.wraps);
}

/** Inserts one formatted element before the first of an array that is not empty. */
export function insertFirst(array: Node, content: string): TextEdit[] {
  const offset = array.children?.[0]?.offset ?? array.offset + 1;
  return [{ offset, length: 0, content: `${content}, ` }];
}

function insertIntoEmpty(
  text: string,
  container: Node,
  contents: readonly string[],
  onePerLine: boolean,
): TextEdit {
  const start = container.offset + 1;
  const end = container.offset + container.length - 1;
  const inside = text.slice(start, end);
  const indent = indentAt(text, container.offset);
  const lineEnd = lineEndOf(text);
  const onNewLines = (first: string): string => {
    const separator = lineEnd + indent + indentUnitOf(text);
    return first + contents.join(`,${separator}`) + lineEnd + indent;
  };
  if (inside.trim() !== '') {
    // Only comments are in it: the children go behind them.
    const atLineStart = /[\r\n][ \t]*$/.exec(inside);
    const lead = indent + indentUnitOf(text);
    if (atLineStart === null) return { offset: end, length: 0, content: onNewLines(lineEnd + lead) };
    const spaces = atLineStart[0].length - 1;
    return { offset: end - spaces, length: spaces, content: onNewLines(lead) };
  }
  const pad = container.type === 'object' ? ' ' : '';
  const inLine = pad + contents.join(', ') + pad;
  // A file on a single line stays on it.
  const opensUp = hasLines(text) && (onePerLine || inLine.length > MAX_COLUMNS);
  const content = opensUp ? onNewLines(lineEnd + indent + indentUnitOf(text)) : inLine;
  return { offset: start, length: inside.length, content };
}

function insertBehind(
  text: string,
  container: Node,
  sibling: Node,
  contents: readonly string[],
  wraps: boolean,
): TextEdit[] {
  const end = sibling.offset + sibling.length;
  const separator = separatorBehind(text, container, sibling, wraps ? contents.join(', ').length : 0);
  const joined = contents.map((content) => separator + content).join(',');
  const line = restOfLine(text, end);
  // What ends the sibling's line, such as a comment on it, stays there.
  if (separator !== ' ' && line.endsHere) {
    if (line.comma === 'here') return [{ offset: line.end, length: 0, content: `${joined},` }];
    if (line.comma === 'none') {
      return [
        { offset: end, length: 0, content: ',' },
        { offset: line.end, length: 0, content: joined },
      ];
    }
  }
  return [{ offset: end, length: 0, content: `,${joined}` }];
}

function hasLines(text: string): boolean {
  return /[\r\n]/.test(text);
}

/** What stands between a child and the next one: a space, or a new line with the right indentation. Length 0 never wraps. */
function separatorBehind(text: string, container: Node, sibling: Node, length: number): string {
  const children = container.children ?? [];
  const index = children.indexOf(sibling);
  const before = children[index - 1];
  const gapStart = before === undefined ? container.offset + 1 : before.offset + before.length;
  const line = lineStart(text, sibling.offset);
  const containerLine = lineStart(text, container.offset);
  if (line > gapStart) return lineEndOf(text) + indentAt(text, sibling.offset);
  const end = sibling.offset + sibling.length;
  if (length === 0 || end - line + length + 2 <= MAX_COLUMNS || !hasLines(text)) return ' ';
  const deeper = line === containerLine ? indentUnitOf(text) : '';
  return lineEndOf(text) + indentAt(text, sibling.offset) + deeper;
}

interface RestOfLine {
  /** Whether nothing but a comma and comments stands between the child and the line's end. */
  readonly endsHere: boolean;
  /** Behind the last comma or comment on the child's line. */
  readonly end: number;
  /** Where the comma behind the child is. */
  readonly comma: 'here' | 'later' | 'none';
}

function restOfLine(text: string, offset: number): RestOfLine {
  let lineEnded = false;
  let comma: RestOfLine['comma'] = 'none';
  let end = offset;
  for (const token of tokensFrom(text, offset)) {
    if (token.kind === 'other' || token.kind === 'open' || token.kind === 'close') break;
    if (token.kind === 'comma') comma = lineEnded ? 'later' : 'here';
    if ((token.kind === 'comma' || token.kind === 'comment') && !lineEnded) end = token.end;
    if (token.kind === 'lineBreak' || spansLines(text, token)) lineEnded = true;
  }
  return { endsHere: lineEnded, end, comma };
}

function spansLines(text: string, token: Token): boolean {
  return token.kind === 'comment' && /[\r\n]/.test(text.slice(token.offset, token.end));
}

/** Removes some of a container's children, by their places. */
export function removeChildren(text: string, container: Node, gone: ReadonlySet<number>): TextEdit[] {
  const children = container.children ?? [];
  if (children.length > 0 && children.every((_, i) => gone.has(i)) && !hasCommentsBetween(text, container)) {
    return [{ offset: container.offset + 1, length: container.length - 2, content: '' }];
  }
  const edits: TextEdit[] = [];
  for (let first = 0; first < children.length; first++) {
    if (!gone.has(first)) continue;
    let last = first;
    while (gone.has(last + 1) && last + 1 < children.length) last++;
    edits.push(...removeRun(text, container, first, last));
    first = last;
  }
  return edits;
}

/** Removes neighbours with the commas behind them; at the list's end the comma before them goes instead. */
function removeRun(text: string, container: Node, first: number, last: number): TextEdit[] {
  const head = container.children?.[first];
  const tail = container.children?.[last];
  if (head === undefined || tail === undefined) return [];
  const before = container.children?.[first - 1];
  const gapStart = before === undefined ? container.offset + 1 : before.offset + before.length;
  const ownComma = commaBehind(text, tail);
  const orphan = ownComma === undefined && before !== undefined ? commaBehind(text, before) : undefined;
  const end = ownComma?.end ?? tail.offset + tail.length;
  if (orphan === undefined) return [removeSpan(text, gapStart, head.offset, end)];
  if (/^[ \t]*$/.test(text.slice(orphan.end, head.offset))) {
    return [removeSpan(text, gapStart, orphan.offset, end)];
  }
  const comma = aloneOnLine(text, orphan);
  return [
    { offset: comma.offset, length: comma.end - comma.offset, content: '' },
    removeSpan(text, comma.end, head.offset, end),
  ];
}

/** A token, or its whole line where nothing else stands on it. */
function aloneOnLine(text: string, token: Token): { readonly offset: number; readonly end: number } {
  const offset = lineStart(text, token.offset);
  const rest = /^[ \t]*(\r\n|\n|\r)/.exec(text.slice(token.end));
  const isAlone = rest !== null && text.slice(offset, token.offset).trim() === '';
  return isAlone ? { offset, end: token.end + rest[0].length } : token;
}

/**
 * Removes a span with the space that it took: its whole lines, or the gap on one side.
 * @param gapStart where the space and the comments before the span begin.
 */
function removeSpan(text: string, gapStart: number, start: number, end: number): TextEdit {
  const line = lineStart(text, start);
  const startsLine = text.slice(line, start).trim() === '';
  const after = afterSpan(text, end);
  if (startsLine && after.lineEnd !== undefined) {
    return { offset: line, length: after.lineEnd - line, content: '' };
  }
  const gap = text.slice(gapStart, start);
  const joinable = startsLine ? after.closes && !endsInLineComment(text, gapStart, start) : true;
  if (joinable && (after.closes || after.lineEnd !== undefined)) {
    const spaces = gap.length - gap.trimEnd().length;
    return { offset: start - spaces, length: end - start + spaces, content: '' };
  }
  return { offset: start, length: after.spacesEnd - start, content: '' };
}

/** What follows a span on its line. */
function afterSpan(
  text: string,
  end: number,
): {
  /** Behind the line's end, where only spaces and comments come before it. */
  readonly lineEnd: number | undefined;
  /** Behind the spaces that follow directly. */
  readonly spacesEnd: number;
  /** Whether the container closes on this line, with only spaces before it. */
  readonly closes: boolean;
} {
  let spacesEnd = end;
  for (const token of tokensFrom(text, end)) {
    if (token.kind === 'lineBreak') return { lineEnd: token.end, spacesEnd, closes: false };
    if (token.kind === 'space' && token.offset === spacesEnd) spacesEnd = token.end;
    if (token.kind === 'space' || (token.kind === 'comment' && !spansLines(text, token))) continue;
    return { lineEnd: undefined, spacesEnd, closes: token.kind === 'close' && token.offset === spacesEnd };
  }
  return { lineEnd: undefined, spacesEnd, closes: false };
}

function endsInLineComment(text: string, from: number, to: number): boolean {
  let inLineComment = false;
  for (const token of tokensFrom(text, from)) {
    if (token.offset >= to) break;
    if (token.kind === 'comment') inLineComment = text.startsWith('//', token.offset);
    if (token.kind === 'comma') inLineComment = false;
  }
  return inLineComment;
}

function commaBehind(text: string, child: Node): Token | undefined {
  for (const token of tokensFrom(text, child.offset + child.length)) {
    if (token.kind === 'comma') return token;
    if (token.kind === 'other' || token.kind === 'open' || token.kind === 'close') return undefined;
  }
  return undefined;
}

/** Whether a container has comments of its own, outside its children. */
function hasCommentsBetween(text: string, container: Node): boolean {
  let gapStart = container.offset + 1;
  for (const child of container.children ?? []) {
    if (text.slice(gapStart, child.offset).includes('/')) return true;
    gapStart = child.offset + child.length;
  }
  return text.slice(gapStart, container.offset + container.length).includes('/');
}
