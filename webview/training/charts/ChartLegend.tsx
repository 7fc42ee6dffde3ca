/** The names of a chart's lines with their figures under the pointer, or else the newest; it keeps its shape. */
import type { Line } from './lines';
import { indexAt } from './wording';
import { NO_FIGURE } from '../formats';

export interface ChartLegendProps {
  readonly lines: readonly Line[];
  /** The epoch that is pointed at. */
  readonly pointed: number | null;
  readonly format: (value: number) => string;
}

export function ChartLegend({ lines, pointed, format }: ChartLegendProps) {
  return lines.map((line) => {
    const index = pointed === null ? -1 : indexAt(line, pointed);
    const value = pointed === null ? line.newest : line.values[index];
    return (
      <span key={line.key} className="chart-key">
        <LineSwatch color={line.color} dash={line.dash} />
        <span className="chart-key-label" title={line.label}>
          {line.label}
        </span>
        <span className="chart-value">{value === undefined ? NO_FIGURE : format(value)}</span>
        {line.band !== undefined && (
          <span className="chart-band" title="The least and the greatest loss of the steps at this place">
            {bandText(line.band, index, format)}
          </span>
        )}
      </span>
    );
  });
}

/** Empty where a place has one step alone. */
function bandText(
  { least, greatest }: NonNullable<Line['band']>,
  index: number,
  format: (value: number) => string,
): string {
  const [from, to] = [least[index] ?? NaN, greatest[index] ?? NaN];
  return from < to ? `${format(from)} – ${format(to)}` : '';
}

/** A short piece of a line, to tell it by. */
export function LineSwatch({ color, dash }: Pick<Line, 'color' | 'dash'>) {
  return (
    <svg className="chart-swatch" viewBox="0 0 16 4" aria-hidden="true">
      <line
        x1="0"
        y1="2"
        x2="16"
        y2="2"
        strokeDasharray={dash.length === 0 ? 'none' : dash.join(' ')}
        style={{ stroke: `var(${color})` }}
      />
    </svg>
  );
}
