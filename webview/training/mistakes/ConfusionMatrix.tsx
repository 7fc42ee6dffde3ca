/**
 * The confusion matrix: a row a class, a column for what was read. Each number is a button that chooses the examples
 * behind it; the arrow keys walk over them.
 */
import { memo, useState, type CSSProperties, type KeyboardEvent } from 'react';
import {
  UNREADABLE,
  type Confusion,
  type ConfusionRow,
  type ReadingFilter,
} from '../../../src/core/training/confusion';
import type { RunStarted } from '../../../src/core/training/runEvents';
import { formatCount } from '../../ui/formats';
import { ScrollArea } from '../../ui/ScrollArea';
import { formatAccuracy } from '../formats';
import { momentText } from '../runView';
import { cellLabel, cellStrength, countOf, filterText, movedCell, readName } from './mistakeTexts';

export interface ConfusionMatrixProps {
  readonly confusion: Confusion;
  /** When it was measured. */
  readonly step: number;
  readonly started: RunStarted;
  readonly filter: ReadingFilter;
  readonly onFilter: (filter: ReadingFilter) => void;
}

/** A place in the grid, headings included, from 0. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** A table that is walked over cell by cell is a grid. */
const GRID = { role: 'grid' };

export const ConfusionMatrix = memo(function ConfusionMatrix(props: ConfusionMatrixProps) {
  const { confusion, step, started, filter, onFilter } = props;
  const [focus, setFocus] = useState<Place>({ row: 0, column: 0 });
  const reads = confusion.rows.map((_, read) => read);
  if (confusion.unreadable > 0) reads.push(UNREADABLE);
  const share = formatAccuracy(confusion.total === 0 ? null : confusion.misread / confusion.total);

  const onKeyDown = (event: KeyboardEvent): void => {
    const size = { rows: confusion.rows.length + 1, columns: reads.length + 1 };
    const next = movedCell(event.key, focus, size);
    if (next === undefined) return;
    event.preventDefault();
    event.currentTarget
      .closest('table')
      ?.querySelector<HTMLElement>(`[data-place="${placeKey(next)}"]`)
      ?.focus();
  };
  const cell = (place: Place, cellFilter: ReadingFilter): Omit<CellButtonProps, 'text' | 'label'> => ({
    place,
    focusable: place.row === focus.row && place.column === focus.column,
    chosen: sameFilter(cellFilter, filter),
    onChoose: () => {
      onFilter(cellFilter);
    },
    onFocus: () => {
      setFocus(place);
    },
    onKeyDown,
  });

  return (
    <ScrollArea label="Confusion matrix" className="matrix-scroller">
      <p className="matrix-moment">
        {formatCount(confusion.misread)} of {countOf(confusion.total, started.dataset)} misread ({share}),{' '}
        {momentText(step, started.stepsPerEpoch)}
        <span className="matrix-axes">Rows: what it is; columns: what was read.</span>
      </p>
      <table className="matrix" {...GRID} aria-label="What was read as what">
        <thead>
          <tr>
            <th scope="col">
              <CellButton {...cell({ row: 0, column: 0 }, {})} text="All" label={filterText({})} />
            </th>
            {reads.map((read, column) => (
              <th key={read} scope="col">
                <CellButton
                  {...cell({ row: 0, column: column + 1 }, { read })}
                  text={read === UNREADABLE ? '?' : readName(read)}
                  label={filterText({ read })}
                />
              </th>
            ))}
            <th scope="col" className="matrix-accuracy">
              Right
            </th>
          </tr>
        </thead>
        <tbody>
          {confusion.rows.map((row, label) => (
            <tr key={label}>
              <th scope="row">
                <CellButton
                  {...cell({ row: label + 1, column: 0 }, { label })}
                  text={String(label)}
                  label={`${filterText({ label })}: ${formatCount(row.total - (row.counts[label] ?? 0))} of ${formatCount(row.total)}`}
                />
              </th>
              {reads.map((read, column) => (
                <td
                  key={read}
                  className={cellClass(label, read, countAt(row, read))}
                  style={cellStyle(row, read)}
                >
                  <CellButton
                    {...cell({ row: label + 1, column: column + 1 }, { label, read })}
                    text={countAt(row, read) === 0 ? '' : formatCount(countAt(row, read))}
                    label={cellLabel(label, read, countAt(row, read))}
                  />
                </td>
              ))}
              <td className="matrix-accuracy">{formatAccuracy(row.accuracy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
});

interface CellButtonProps {
  readonly place: Place;
  readonly text: string;
  readonly label: string;
  readonly focusable: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function CellButton(props: CellButtonProps) {
  const { place, text, label, focusable, chosen, onChoose, onFocus, onKeyDown } = props;
  return (
    <button
      type="button"
      className="matrix-cell"
      data-place={placeKey(place)}
      aria-label={label}
      aria-pressed={chosen}
      title={label}
      tabIndex={focusable ? 0 : -1}
      onClick={onChoose}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      {text}
    </button>
  );
}

function placeKey({ row, column }: Place): string {
  return `${row},${column}`;
}

function countAt(row: ConfusionRow, read: number): number {
  return read === UNREADABLE ? row.unreadable : (row.counts[read] ?? 0);
}

function cellClass(label: number, read: number, count: number): string {
  if (label === read) return 'matrix-right';
  return count === 0 ? 'matrix-none' : 'matrix-wrong';
}

function cellStyle(row: ConfusionRow, read: number): CSSProperties {
  const strength = cellStrength(countAt(row, read), row.total);
  return { '--strength': `${String(Math.round(strength * 100))}%` } as CSSProperties;
}

function sameFilter(a: ReadingFilter, b: ReadingFilter): boolean {
  return a.label === b.label && a.read === b.read;
}
