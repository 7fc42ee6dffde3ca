/** How the numbers of a table are written. Pure. */
import { formatCount } from '../ui/formats';
import { cellOf, type NumberTable } from './tableOrder';

/** How all numbers of one table are written, so that their points stand under each other. */
export interface NumberFormat {
  /** What every number is to be multiplied with: "× 10⁻⁶"; empty where it is 1. */
  readonly factor: string;
  readonly write: (value: number) => string;
}

/** Powers of ten that need no factor. */
const PLAIN = { from: -3, to: 4 } as const;
const DIGITS = 3;

/** Four digits of the greatest magnitude, and as many decimals of all others. */
export function numberFormat(greatest: number): NumberFormat {
  const power = greatest > 0 && Number.isFinite(greatest) ? Math.floor(Math.log10(greatest)) : 0;
  const isPlain = power >= PLAIN.from && power <= PLAIN.to;
  const decimals = isPlain ? Math.max(0, DIGITS - power) : DIGITS;
  return {
    factor: isPlain ? '' : `× 10${raised(power)}`,
    write: (value) => {
      if (!Number.isFinite(value)) return notFinite(value);
      if (value === 0) return '0';
      const text = (isPlain ? value : value / 10 ** power).toFixed(decimals);
      return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
    },
  };
}

/** A number of single precision by itself, with as many digits as tell it from its neighbours. */
export function exactText(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const enough = [6, 7, 8].find((digits) => Math.fround(Number(value.toPrecision(digits))) === value) ?? 9;
  return String(Number(value.toPrecision(enough)))
    .replaceAll('-', '−')
    .replace('e+', 'e');
}

/** What a page writes into the clipboard at most. */
export const MOST_COPIED = 2_000_000;

/** Rows and columns as they stand, with their headings, tab-separated and unrounded, for a spreadsheet. */
export function tableAsText(
  table: NumberTable,
  shown: {
    readonly rows: readonly number[];
    readonly columns: readonly number[];
    readonly rowName: (row: number) => string;
    readonly columnName: (column: number) => string;
  },
): string {
  const { rows, columns, rowName, columnName } = shown;
  const numbers = rows.length * columns.length;
  if (numbers > MOST_COPIED) {
    throw new Error(
      `The table has ${formatCount(numbers)} numbers, and at most ${formatCount(MOST_COPIED)} are copied. Search for fewer rows, or save the weights as a file by "Layerwire: Save Weights".`,
    );
  }
  const lines = rows.map((row) => [
    oneLine(rowName(row)),
    ...columns.map((column) => String(cellOf(table, row, column))),
  ]);
  return [['', ...columns.map((column) => oneLine(columnName(column)))], ...lines]
    .map((cells) => cells.join('\t'))
    .join('\n');
}

/** A layer may be called anything. */
function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ');
}

function notFinite(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
}

const RAISED = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

function raised(power: number): string {
  const digits = String(Math.abs(power)).replace(/\d/g, (digit) => RAISED[Number(digit)] ?? '');
  return power < 0 ? `⁻${digits}` : digits;
}
