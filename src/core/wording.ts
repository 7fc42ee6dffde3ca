/**
 * How messages name things: ids in quotes, values as the file writes them, lists, errors and suggestions, all kept short.
 */

const MAX_LENGTH = 60;
const MAX_NAMES = 6;

/** An id in double quotes, escaped and shortened: safe to put into any sentence. */
export function quote(id: string): string {
  return JSON.stringify(id.length <= MAX_LENGTH ? id : `${id.slice(0, MAX_LENGTH - 1)}…`);
}

/** Up to six quoted ids: `"a", "b" and 4 more`. */
export function quoteAll(ids: readonly string[], separator = ', '): string {
  const shown = ids.slice(0, MAX_NAMES).map(quote).join(separator);
  return ids.length > MAX_NAMES ? `${shown} and ${String(ids.length - MAX_NAMES)} more` : shown;
}

/** A value as JSON on one line, shortened. */
export function describeValue(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const lines = JSON.stringify(value, shortenText, 1);
  // Line ends stand only between tokens: within strings they are escaped.
  const text = lines
    .replace(/\[\n\s*/g, '[')
    .replace(/\n\s*\]/g, ']')
    .replace(/\n\s*/g, ' ');
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}

function shortenText(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, MAX_LENGTH) : value;
}

/** `[28, 28, 1]` */
export function describeShape(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

/** What to tell a person of something that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `; did you mean "Dense"?` for a name that is at most two slips away from a known one, otherwise the alternative. */
export function didYouMean(name: string, known: Iterable<string>, otherwise: string): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? otherwise : `; did you mean ${quote(nearest)}?`;
}

/** The known name that is fewest slips (insert, delete, replace, swap) away, letter case aside; none beyond two. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  let nearest: string | undefined;
  let fewest = Math.min(2, Math.floor(name.length / 2)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue;
    const slips = countSlips(name.toLowerCase(), candidate.toLowerCase());
    if (slips < fewest) {
      fewest = slips;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Damerau and Levenshtein's distance with adjacent swaps, row by row. */
function countSlips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, at(beforeLast, j - 2) + 1);
      }
      row.push(slips);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
