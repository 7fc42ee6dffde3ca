/**
 * What the panel says of misread examples: names of cells, rows and columns, and how sure the network was.
 */
import { UNREADABLE, type ReadingFilter } from '../../../src/core/training/confusion';
import { formatCount } from '../../ui/formats';
import { NO_FIGURE } from '../formats';

const NO_BREAK = '\u00a0';
/** Datasets whose images are digits; of all others the panel speaks of images. */
const DIGITS: ReadonlySet<string> = new Set(['mnist', 'syntheticDigits']);

/** "12 digits", "1 image" */
export function countOf(count: number, dataset: string): string {
  const noun = DIGITS.has(dataset) ? 'digit' : 'image';
  return `${formatCount(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/** What was read, as the matrix writes it. */
export function readName(read: number): string {
  return read === UNREADABLE ? 'unreadable' : String(read);
}

/** A cell for those who cannot see it: "3 read as 5: 12 times". */
export function cellLabel(label: number, read: number, count: number): string {
  return `${readingText(label, read)}: ${formatCount(count)} ${count === 1 ? 'time' : 'times'}`;
}

/** What the gallery shows: "Misread: 360 digits", "3 read as 5: 12 digits". */
export function filterText({ label, read }: ReadingFilter): string {
  if (label !== undefined && read !== undefined) return readingText(label, read);
  if (label !== undefined) return `${label} misread`;
  if (read === UNREADABLE) return 'Unreadable';
  return read === undefined ? 'All that were misread' : `Wrongly read as ${read}`;
}

function readingText(label: number, read: number): string {
  return read === UNREADABLE ? `${label} unreadable` : `${label} read as ${read}`;
}

/** How sure of it: a probability as a percentage, another output as it is. */
export function formatConfidence(confidence: number, kind: 'probability' | 'output'): string {
  if (!Number.isFinite(confidence)) return NO_FIGURE;
  return kind === 'probability' ? `${(confidence * 100).toFixed(1)}${NO_BREAK}%` : confidence.toPrecision(3);
}

/** How strongly a cell is coloured, in [0, 1]: by its share of the row, so drawn that a few mistakes are seen too. */
export function cellStrength(count: number, total: number): number {
  return count === 0 || total === 0 ? 0 : 0.15 + 0.85 * Math.sqrt(count / total);
}

/** The cell that an arrow key leads to; `undefined` for another key. Rows and columns from 0. */
export function movedCell(
  key: string,
  at: { readonly row: number; readonly column: number },
  size: { readonly rows: number; readonly columns: number },
): { readonly row: number; readonly column: number } | undefined {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  switch (key) {
    case 'ArrowUp':
      return { ...at, row: Math.max(0, at.row - 1) };
    case 'ArrowDown':
      return { ...at, row: Math.min(lastRow, at.row + 1) };
    case 'ArrowLeft':
      return { ...at, column: Math.max(0, at.column - 1) };
    case 'ArrowRight':
      return { ...at, column: Math.min(lastColumn, at.column + 1) };
    case 'Home':
      return { ...at, column: 0 };
    case 'End':
      return { ...at, column: lastColumn };
    case 'PageUp':
      return { ...at, row: 0 };
    case 'PageDown':
      return { ...at, row: lastRow };
    default:
      return undefined;
  }
}
