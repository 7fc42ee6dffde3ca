/**
 * The numbers themselves: a grid of which only what can be seen is in the page, however large it is.
 *
 * The grid has the focus and says which cell is the active one, so that the focus outlives a cell that is scrolled out of
 * sight. A click or Enter on a heading sorts; the headings stay in sight.
 */
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { memo, useId, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { levelOf } from '../../src/core/inspection/valuesPicture';
import { Icon } from '../ui/Icon';
import { movedPlace, placeKey, placeOfKey, withinGrid, type Place } from './gridPlace';
import { cellOf, type NumberTable, type Sorting } from './tableOrder';
import type { NumberFormat } from './tableTexts';

const ROW_HEIGHT = 22;
const HEAD_HEIGHT = 26;
const COLUMN_WIDTH = 76;
/** About the width of a character, and the narrowest and widest heading of a row. */
const NAME = { character: 6.6, padding: 30, least: 118, most: 240 } as const;

export interface WeightsGridProps {
  /** What the table is of, for screen readers. */
  readonly label: string;
  readonly table: NumberTable;
  /** Which rows and columns of the table are shown, as they stand. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly rowName: (row: number) => string;
  readonly columnName: (column: number) => string;
  /** In the heading of a narrow column. */
  readonly columnTitle: (column: number) => string;
  /** What stands above the names of the rows and before those of the columns. */
  readonly corner: string;
  readonly longestName: number;
  readonly rowSorting: Sorting;
  readonly columnSorting: Sorting;
  /** The magnitude of the strongest tint. */
  readonly scale: number;
  /** The colour of every level, −128 first. */
  readonly tints: readonly string[];
  readonly format: NumberFormat;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  /** A heading was chosen: at row 0 that of a column, at column 0 that of a row. */
  readonly onSort: (place: Place) => void;
  readonly onCopy: () => void;
}

export function WeightsGrid(props: WeightsGridProps) {
  const { label, rows, columns, rowName, columnName, columnTitle, rowSorting, columnSorting, format } = props;
  const { corner, onPlace, onSort, onCopy } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const nameWidth = Math.round(
    Math.max(NAME.least, Math.min(NAME.most, props.longestName * NAME.character + NAME.padding)),
  );
  const rowItems = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  const columnItems = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => COLUMN_WIDTH,
    overscan: 3,
    scrollPaddingEnd: nameWidth,
  });
  const size = { rows: rows.length + 1, columns: columns.length + 1 };
  const place = withinGrid(props.place, size);
  const shownColumns = columnItems.getVirtualItems();

  const isHeading = ({ row, column }: Place): boolean => row === 0 || column === 0;
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === 'c') {
      onCopy();
    } else if ((event.key === 'Enter' || event.key === ' ') && isHeading(place)) {
      onSort(place);
    } else {
      const page = Math.max(
        1,
        Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT),
      );
      const next = movedPlace({ key: event.key, ctrlKey: command }, place, { ...size, page });
      if (next === undefined) return;
      onPlace(next);
      if (next.row > 0) rowItems.scrollToIndex(next.row - 1);
      if (next.column > 0) columnItems.scrollToIndex(next.column - 1);
    }
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const key = target instanceof Element ? target.closest('[data-place]')?.getAttribute('data-place') : null;
    if (key === null || key === undefined) return;
    const clicked = placeOfKey(key);
    onPlace(clicked);
    if (isHeading(clicked)) onSort(clicked);
  };

  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={size.rows}
      aria-colcount={size.columns}
      aria-activedescendant={`${id}${placeKey(place)}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div
        className="grid-body"
        role="presentation"
        style={{
          width: nameWidth + columnItems.getTotalSize(),
          height: HEAD_HEIGHT + rowItems.getTotalSize(),
        }}
      >
        <div className="grid-head" role="row" aria-rowindex={1} style={{ height: HEAD_HEIGHT }}>
          <div
            id={`${id}0,0`}
            role="columnheader"
            aria-colindex={1}
            aria-sort={sortingText(rowSorting, null)}
            className={cellClass('grid-name', place.row === 0 && place.column === 0)}
            style={{ width: nameWidth, height: HEAD_HEIGHT }}
            data-place="0,0"
            title="Their own order; click again to turn it round"
          >
            <span className="grid-text">{corner}</span>
            {rowSorting.by === null && rowSorting.falling && <Icon name="arrow-small-down" />}
          </div>
          {shownColumns.map(({ index, start }) => {
            const column = columns[index] ?? 0;
            const sorting = sortingText(rowSorting, column);
            return (
              <div
                key={column}
                id={`${id}0,${index + 1}`}
                role="columnheader"
                aria-colindex={index + 2}
                aria-sort={sorting}
                aria-label={columnName(column)}
                className={cellClass('grid-cell', place.row === 0 && place.column === index + 1)}
                style={{ left: nameWidth + start, width: COLUMN_WIDTH, height: HEAD_HEIGHT }}
                data-place={`0,${index + 1}`}
                title={`Sort the rows by ${columnName(column)}`}
              >
                {sorting !== 'none' && (
                  <Icon name={`arrow-small-${sorting === 'ascending' ? 'up' : 'down'}`} />
                )}
                <span className="grid-text">{columnTitle(column)}</span>
              </div>
            );
          })}
        </div>
        {rowItems.getVirtualItems().map(({ index, start }) => {
          const row = rows[index] ?? 0;
          return (
            <GridRow
              key={row}
              {...{ id, index, row, columns, shownColumns, nameWidth }}
              table={props.table}
              tints={props.tints}
              scale={props.scale}
              format={format}
              top={HEAD_HEIGHT + start}
              name={rowName(row)}
              sorting={columns.length < 2 ? undefined : sortingText(columnSorting, row)}
              active={place.row === index + 1 ? place.column : undefined}
            />
          );
        })}
      </div>
    </div>
  );
}

interface GridRowProps extends Pick<WeightsGridProps, 'table' | 'columns' | 'tints' | 'scale' | 'format'> {
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

const GridRow = memo(function GridRow(props: GridRowProps) {
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
            className={cellClass('grid-cell', active === item.index + 1)}
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

type SortingText = 'ascending' | 'descending' | 'none';

function sortingText({ by, falling }: Sorting, own: number | null): SortingText {
  if (by !== own) return 'none';
  return falling ? 'descending' : 'ascending';
}

function cellClass(name: string, active: boolean): string {
  return active ? `${name} grid-active` : name;
}
