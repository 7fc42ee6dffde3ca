/**
 * The table of one tensor with what orders, searches and copies it, and the active number in full below.
 */
import { forwardRef, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { messageOf } from '../../src/core/wording';
import type { TableReading, TableTensor } from '../../src/protocol/weights';
import { copyValues } from '../editor/inside/copying';
import { useThemeKind } from '../editor/inside/themeKind';
import { Button } from '../ui/Button';
import { formatCount } from '../ui/formats';
import { LiveRegion } from '../ui/LiveRegion';
import { withinGrid, type Place } from './gridPlace';
import {
  cellOf,
  nextSorting,
  orderedColumns,
  orderedRows,
  OWN_ORDER,
  turnedSorting,
  type NumberTable,
  type Sorting,
} from './tableOrder';
import { exactText, numberFormat, tableAsText } from './tableTexts';
import { tintsOf } from './tints';
import { WeightsGrid } from './WeightsGrid';

/** How the table is looked at. */
export interface TableLook {
  readonly rowSorting: Sorting;
  readonly columnSorting: Sorting;
  readonly search: string;
}

export const FIRST_LOOK: TableLook = { rowSorting: OWN_ORDER, columnSorting: OWN_ORDER, search: '' };

export interface TableViewProps {
  readonly reading: TableReading;
  readonly tensor: TableTensor;
  readonly look: TableLook;
  readonly onLook: (look: TableLook) => void;
}

/** A table that is on the page. */
export interface ShownTable {
  /** Goes to the numbers of a unit. */
  readonly showUnit: (unit: number) => void;
}

export const TableView = forwardRef<ShownTable, TableViewProps>(function TableView(
  { reading, tensor, look, onLook },
  shownTable,
) {
  const { rowSorting, columnSorting, search } = look;
  const [chosen, setPlace] = useState<Place>({ row: 1, column: 1 });
  const [said, setSaid] = useState({ message: '', number: 0 });
  const theme = useThemeKind();
  const tints = useMemo(() => tintsOf(theme), [theme]);
  const grid = useRef<HTMLDivElement>(null);
  const { values, note } = reading;
  const { scale } = reading.reading.picture;
  const table = useMemo<NumberTable>(
    () => ({ rows: tensor.rows.length, columns: tensor.columns, values }),
    [tensor, values],
  );
  const rows = useMemo(
    () => orderedRows(table, rowSorting, tensor.rows, search),
    [table, rowSorting, tensor, search],
  );
  const columns = useMemo(() => orderedColumns(table, columnSorting), [table, columnSorting]);
  const format = useMemo(() => numberFormat(scale), [scale]);
  const longestName = useMemo(
    () => tensor.rows.reduce((longest, name) => Math.max(longest, name.length), 0),
    [tensor],
  );

  const rowName = (row: number): string => tensor.rows[row] ?? '';
  const columnName = (column: number): string => (tensor.role === 'kernel' ? `unit ${column}` : tensor.role);
  const say = (message: string): void => {
    setSaid(({ number }) => ({ message, number: number + 1 }));
  };
  const copy = (text: () => string, what: string): void => {
    // The text itself may be too long to be made.
    const copied = async (): Promise<void> => {
      await copyValues(text());
    };
    copied().then(
      () => {
        say(`${what} copied.`);
      },
      (error: unknown) => {
        say(messageOf(error));
      },
    );
  };

  useImperativeHandle(
    shownTable,
    () => ({
      showUnit: (unit) => {
        const isColumn = tensor.role === 'kernel';
        setPlace(({ row, column }) =>
          isColumn
            ? { row: Math.max(1, row), column: columns.indexOf(unit) + 1 }
            : { row: rows.indexOf(unit) + 1, column: Math.max(1, column) },
        );
        grid.current?.focus();
      },
    }),
    [tensor, rows, columns],
  );

  const place = withinGrid(chosen, { rows: rows.length + 1, columns: columns.length + 1 });
  const [row, column] = [rows[place.row - 1], columns[place.column - 1]];
  const value = row === undefined || column === undefined ? undefined : cellOf(table, row, column);
  const sortBy = (heading: Place): void => {
    const [byRow, byColumn] = [rows[heading.row - 1], columns[heading.column - 1]];
    if (byColumn !== undefined) {
      const next = nextSorting(rowSorting, byColumn);
      onLook({ ...look, rowSorting: next });
      say(sortedText('Rows', next, columnName));
    } else if (byRow === undefined) {
      const next = turnedSorting(rowSorting);
      onLook({ ...look, rowSorting: next });
      say(sortedText('Rows', next, columnName));
    } else if (table.columns > 1) {
      const next = nextSorting(columnSorting, byRow);
      onLook({ ...look, columnSorting: next });
      say(sortedText('Columns', next, rowName));
    }
  };

  return (
    <section className="table-view" aria-label={`Table of ${tensor.name}`}>
      <div className="table-bar">
        <input
          className="lw-search table-search"
          type="search"
          placeholder="Search rows"
          aria-label="Search rows by name"
          value={search}
          onChange={({ target }) => {
            onLook({ ...look, search: target.value });
          }}
        />
        <span className="table-size">
          {sizeText(rows.length, table)}
          {format.factor !== '' && ` · all ${format.factor}`}
        </span>
        <div className="table-actions">
          {(isSorted(rowSorting) || isSorted(columnSorting)) && (
            <Button
              appearance="toolbar"
              icon="clear-all"
              label="Own Order"
              tooltip="Show rows and columns in their own order again"
              onClick={() => {
                onLook({ ...look, rowSorting: OWN_ORDER, columnSorting: OWN_ORDER });
                say('In their own order.');
              }}
            />
          )}
          <Button
            appearance="toolbar"
            icon="copy"
            label="Copy Table"
            tooltip="Copy the rows that are shown, tab-separated and unrounded"
            onClick={() => {
              copy(() => tableAsText(table, { rows, columns, rowName, columnName }), 'Table');
            }}
          />
        </div>
      </div>
      <WeightsGrid
        label={`${tensor.name}, ${note}`}
        {...{
          table,
          rows,
          columns,
          rowName,
          columnName,
          longestName,
          rowSorting,
          columnSorting,
          scale,
          tints,
          format,
        }}
        corner={tensor.role === 'kernel' ? 'input ↓ unit →' : 'unit ↓'}
        columnTitle={(at) => (tensor.role === 'kernel' ? String(at) : tensor.role)}
        scroller={grid}
        place={place}
        onPlace={setPlace}
        onSort={sortBy}
        onCopy={() => {
          if (value !== undefined) copy(() => String(value), 'Number');
        }}
      />
      <div className="table-foot">
        {value !== undefined && row !== undefined && column !== undefined ? (
          <>
            {rowName(row)}
            {table.columns > 1 && ` → ${columnName(column)}`}
            <span className="table-value">{exactText(value)}</span>
          </>
        ) : (
          'Choose a heading to sort by it.'
        )}
        <span className="table-said" aria-hidden="true">
          {said.message}
        </span>
      </div>
      <LiveRegion message={said.message} number={said.number} />
    </section>
  );
});

function isSorted({ by, falling }: Sorting): boolean {
  return by !== null || falling;
}

function sortedText(what: string, { by, falling }: Sorting, nameOf: (place: number) => string): string {
  if (by === null) return `${what} in their own order${falling ? ', turned round' : ''}.`;
  return `${what} by ${nameOf(by)}, ${falling ? 'falling' : 'rising'}.`;
}

/** "12 of 784 rows × 128 columns" */
function sizeText(shown: number, { rows, columns }: NumberTable): string {
  const some = shown === rows ? formatCount(rows) : `${formatCount(shown)} of ${formatCount(rows)}`;
  return `${some} ${rows === 1 ? 'row' : 'rows'} × ${formatCount(columns)} ${columns === 1 ? 'column' : 'columns'}`;
}
