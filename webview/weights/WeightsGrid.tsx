/**
 * The numbers themselves: a grid of which only what can be seen is in the page, however large it is.
 *
 * The grid has the focus and says which cell is the active one, so that the focus outlives a cell that is scrolled out of
 * sight. A click or Enter on a heading sorts; the headings stay in sight.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { Icon } from '../ui/Icon';
import { cellClass, COLUMN_WIDTH, GridRow, ROW_HEIGHT, sortingText } from './GridRow';
import { movedPlace, placeKey, placeOfKey, withinGrid, type Place } from './gridPlace';
import type { NumberTable, Sorting } from './tableOrder';
import type { NumberFormat } from './tableTexts';

const HEAD_HEIGHT = 26;
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
  /** The grid itself. */
  readonly scroller: RefObject<HTMLDivElement>;
  /** The active cell, which is kept in sight when it changes. */
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  /** A heading was chosen: at row 0 that of a column, at column 0 that of a row. */
  readonly onSort: (place: Place) => void;
  readonly onCopy: () => void;
}

export function WeightsGrid(props: WeightsGridProps) {
  const { label, rows, columns, rowName, columnName, columnTitle, rowSorting, columnSorting, format } = props;
  const { corner, scroller, onPlace, onSort, onCopy } = props;
  const id = useId();
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

  useEffect(() => {
    if (place.row > 0) rowItems.scrollToIndex(place.row - 1);
  }, [rowItems, place.row]);
  useEffect(() => {
    if (place.column > 0) columnItems.scrollToIndex(place.column - 1);
  }, [columnItems, place.column]);

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
      // The headings are in sight anyway; what they are the first of is to be so too.
      if (next.row === 0 && place.row > 0) rowItems.scrollToOffset(0);
      if (next.column === 0 && place.column > 0) columnItems.scrollToOffset(0);
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
