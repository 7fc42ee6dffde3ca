/** How the keys move over a table, headings included. Pure. */

/** A place in the grid: row 0 are the headings of the columns, column 0 those of the rows. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  /** Headings included. */
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page of the screen has. */
  readonly page: number;
}

/** Where a key leads; `undefined` for a key that leads nowhere. */
export function movedPlace(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { row, column }: Place,
  { rows, columns, page }: GridSize,
): Place | undefined {
  const [lastRow, lastColumn] = [rows - 1, columns - 1];
  const at = (toRow: number, toColumn: number): Place =>
    withinGrid({ row: toRow, column: toColumn }, { rows, columns });
  switch (key) {
    case 'ArrowUp':
      return at(ctrlKey ? 0 : row - 1, column);
    case 'ArrowDown':
      return at(ctrlKey ? lastRow : row + 1, column);
    case 'ArrowLeft':
      return at(row, ctrlKey ? 0 : column - 1);
    case 'ArrowRight':
      return at(row, ctrlKey ? lastColumn : column + 1);
    case 'Home':
      return at(ctrlKey ? 0 : row, 0);
    case 'End':
      return at(ctrlKey ? lastRow : row, lastColumn);
    case 'PageUp':
      return at(row - page, column);
    case 'PageDown':
      return at(row + page, column);
    default:
      return undefined;
  }
}

/** The place, or the nearest that there is. */
export function withinGrid({ row, column }: Place, { rows, columns }: Omit<GridSize, 'page'>): Place {
  const within = (value: number, last: number): number => Math.max(0, Math.min(value, last));
  return { row: within(row, rows - 1), column: within(column, columns - 1) };
}

/** How the page's markup names a place. */
export function placeKey({ row, column }: Place): string {
  return `${row},${column}`;
}

/** Reads what `placeKey` wrote. */
export function placeOfKey(key: string): Place {
  const [row = 0, column = 0] = key.split(',').map(Number);
  return { row, column };
}
