/** In which order the rows and columns of a table stand, and which of them. Pure. */

/** By which numbers something is sorted, and how; `null`: in its own order. */
export interface Sorting {
  /** The row or column whose numbers decide; `null`: the order of their own, turned round where it falls. */
  readonly by: number | null;
  readonly falling: boolean;
}

export const OWN_ORDER: Sorting = { by: null, falling: false };

/** A table of numbers, row by row. */
export interface NumberTable {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** What the next click on the heading of a row or column makes of the order: rising, falling, its own. */
export function nextSorting(sorting: Sorting, by: number): Sorting {
  if (sorting.by !== by) return { by, falling: false };
  return sorting.falling ? OWN_ORDER : { by, falling: true };
}

/** What a click on the corner makes of it: the order of their own, and turned round. */
export function turnedSorting({ by, falling }: Sorting): Sorting {
  return { by: null, falling: by === null && !falling };
}

/** The rows as they stand, those alone whose name has every word of the search. */
export function orderedRows(
  table: NumberTable,
  sorting: Sorting,
  names: readonly string[],
  search: string,
): readonly number[] {
  const words = search.toLowerCase().split(/\s+/);
  const fits = (row: number): boolean => {
    const name = (names[row] ?? '').toLowerCase();
    return words.every((word) => name.includes(word));
  };
  const rows = places(table.rows).filter(fits);
  return ordered(rows, sorting, (by, row) => cellOf(table, row, by));
}

/** The columns as they stand. */
export function orderedColumns(table: NumberTable, sorting: Sorting): readonly number[] {
  return ordered(places(table.columns), sorting, (by, column) => cellOf(table, by, column));
}

/** NaN where the table has no such cell. */
export function cellOf({ columns, values }: NumberTable, row: number, column: number): number {
  return column < columns ? (values[row * columns + column] ?? NaN) : NaN;
}

/** What is no number stands last, whichever way it is sorted; equals keep their order. */
function ordered(
  all: number[],
  { by, falling }: Sorting,
  valueOf: (by: number, place: number) => number,
): readonly number[] {
  if (by === null) return falling ? all.reverse() : all;
  return all.sort((a, b) => {
    const [left, right] = [valueOf(by, a), valueOf(by, b)];
    if (Number.isNaN(left) || Number.isNaN(right)) {
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    }
    const difference = left === right ? 0 : left < right ? -1 : 1;
    return falling ? -difference : difference;
  });
}

function places(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place);
}
