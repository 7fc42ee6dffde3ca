/**
 * How a network file is laid out: its line ends, its indentation, and JSON on one line as people write it.
 */

const ONE_LEVEL = '  ';

/** The first line end of the text; a line feed where there is none. */
export function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** The indentation of one level: that of the first indented line that holds a property; two spaces where there is none. */
export function indentUnitOf(text: string): string {
  return /[\r\n]([ \t]+)"/.exec(text)?.[1] ?? ONE_LEVEL;
}

/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text[start - 1])) start--;
  return start;
}

/** The spaces and tabs that the line at an offset begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** `{ "type": "Dense", "units": 10 }` and `[28, 28, 1]`: a value on one line. */
export function formatInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatInline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, inner]) => formatProperty(key, inner)).join(', ')} }`;
}

/** `"units": 10` */
export function formatProperty(key: string, value: unknown): string {
  return `${JSON.stringify(key)}: ${formatInline(value)}`;
}
