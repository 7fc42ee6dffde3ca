/** One row of the grid: its heading, and the cells that are in sight. */
import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import { levelOf } from '../../src/core/inspection/valuesPicture';
import { Icon } from '../ui/Icon';
import { cellOf, type NumberTable, type Sorting } from './tableOrder';
import type { NumberFormat } from './tableTexts';

export const ROW_HEIGHT = 22;
export const COLUMN_WIDTH = 76;

export interface GridRowProps {
  readonly table: NumberTable;
  /** The columns of the table, as they stand. */
  readonly columns: readonly number[];
  readonly tints: readonly string[];
  readonly scale: number;
  readonly format: NumberFormat;
  readonly id: string;
  /** Where it stands, from 0. */
  readonly index: number;
  /** Which row of the table it is. */
  readonly row: number;
  readonly name: string;
  readonly shownColumns: readonly VirtualItem[];
  readonly nameWidth: number;
  readonly top: number;
  /** How it sorts the columns; `undefined` where there is nothing to sort. */
  readonly sorting: SortingText | undefined;
  /** The place in it that is active, if one is. */
  readonly active: number | undefined;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, index, row, name, table, columns, shownColumns, nameWidth, top, sorting, active } = props;
  const { tints, scale, format } = props;
  return (
    <div className="grid-row" role="row" aria-rowindex={index + 2} style={{ top, height: ROW_HEIGHT }}>
      <div
        id={`${id}${index + 1},0`}
        role="rowheader"
        aria-colindex={1}
        aria-sort={sorting}
        className={cellClass('grid-name', active === 0)}
        style={{ width: nameWidth, height: ROW_HEIGHT }}
        data-place={`${index + 1},0`}
        title={sorting === undefined ? name : `${name}: sort the columns by it`}
      >
        <span className="grid-text">{name}</span>
        {sorting !== undefined && sorting !== 'none' && (
          <Icon name={`arrow-small-${sorting === 'ascending' ? 'right' : 'left'}`} />
        )}
      </div>
      {shownColumns.map((item) => {
        const column = columns[item.index] ?? 0;
        const value = cellOf(table, row, column);
        return (
          <div
            key={column}
            id={`${id}${index + 1},${item.index + 1}`}
            role="gridcell"
            aria-colindex={item.index + 2}
            className={cellClass(
              value === 0 ? 'grid-cell grid-zero' : 'grid-cell',
              active === item.index + 1,
            )}
            style={{
              left: nameWidth + item.start,
              width: COLUMN_WIDTH,
              height: ROW_HEIGHT,
              backgroundColor: tints[levelOf(value, scale) + 128],
            }}
            data-place={`${index + 1},${item.index + 1}`}
          >
            {format.write(value)}
          </div>
        );
      })}
    </div>
  );
});

/** As `aria-sort` has it. */
export type SortingText = 'ascending' | 'descending' | 'none';

/** How a heading sorts; `own` is what it stands for. */
export function sortingText({ by, falling }: Sorting, own: number | null): SortingText {
  if (by !== own) return 'none';
  return falling ? 'descending' : 'ascending';
}

/** The class of a cell, which may be the active one. */
export function cellClass(name: string, active: boolean): string {
  return active ? `${name} grid-active` : name;
}
