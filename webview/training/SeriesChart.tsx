/**
 * A small line chart over the epochs, in the colours of the theme, with its newest figures (or those under the mouse)
 * written above it.
 *
 * The only file that draws with uPlot. The canvas says nothing to a screen reader; the table of epochs does.
 */
import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';

export interface Series {
  readonly label: string;
  /** A colour variable of the theme, e.g. `--lw-blue`. */
  readonly color: string;
  /** Tells lines apart without their colour. */
  readonly dashed: boolean;
  /** One value an x; `null` where there is none. */
  readonly values: readonly (number | null)[];
}

export interface SeriesChartProps {
  readonly title: string;
  /** In epochs, ascending. */
  readonly xs: readonly number[];
  /** Where the x axis ends. */
  readonly epochs: number;
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  /** Shorter: the marks of the y axis. */
  readonly formatMark: (value: number) => string;
  /** Shown in place of the chart while there is nothing to draw. */
  readonly emptyText: string;
}

const LINE_WIDTH = 1.75;
const FEW_POINTS = 30;

export function SeriesChart(props: SeriesChartProps) {
  const { title, xs, epochs, series, format, formatMark, emptyText } = props;
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const isEmpty = xs.length === 0;
  // What the plot is built from; a new array with the same lines in it must not build it anew.
  const shape = JSON.stringify(series.map(({ label, color, dashed }) => ({ label, color, dashed })));

  useEffect(() => {
    const element = holder.current;
    if (element === null || isEmpty) {
      return;
    }
    const lines = JSON.parse(shape) as readonly Pick<Series, 'label' | 'color' | 'dashed'>[];
    const built = new UPlot(options(element, lines, epochs, formatMark, setHovered), [[]], element);
    plot.current = built;
    const sizes = new ResizeObserver(() => {
      built.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    sizes.observe(element);
    // VS Code switches its theme by changing the classes and variables of these two.
    const themes = new MutationObserver(() => {
      built.redraw(true, true);
    });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
      built.destroy();
      plot.current = null;
    };
  }, [isEmpty, shape, epochs, formatMark]);

  useEffect(() => {
    plot.current?.setData([[...xs], ...series.map(({ values }) => finiteOnly(values))]);
  }, [xs, series, isEmpty, shape, epochs, formatMark]);

  return (
    <figure className="chart">
      <figcaption className="chart-caption">
        <span className="chart-title">{title}</span>
        {series.map(({ label, color, dashed, values }) => {
          const value = (hovered === null ? undefined : values[hovered]) ?? lastFigure(values);
          return (
            <span key={label} className="chart-key">
              <svg className="chart-swatch" viewBox="0 0 16 4" aria-hidden="true">
                <line
                  x1="0"
                  y1="2"
                  x2="16"
                  y2="2"
                  strokeDasharray={dashed ? '4 3' : 'none'}
                  style={{ stroke: `var(${color})` }}
                />
              </svg>
              {label}
              {value !== undefined && <span className="chart-value">{format(value)}</span>}
            </span>
          );
        })}
      </figcaption>
      {isEmpty ? (
        <div className="chart-empty">{emptyText}</div>
      ) : (
        <div className="chart-plot" ref={holder} aria-hidden="true" />
      )}
    </figure>
  );
}

function options(
  element: HTMLElement,
  lines: readonly Pick<Series, 'label' | 'color' | 'dashed'>[],
  epochs: number,
  formatMark: (value: number) => string,
  onHover: (index: number | null) => void,
): UPlot.Options {
  const styles = getComputedStyle(element);
  const color = (name: string) => () => styles.getPropertyValue(name).trim();
  const font = `${styles.fontSize} ${styles.fontFamily}`;
  const axis: UPlot.Axis = {
    stroke: color('--lw-foreground-quiet'),
    grid: { stroke: color('--lw-chart-grid'), width: 1 },
    ticks: { show: false },
    border: { show: false },
    font,
  };
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    padding: [8, 12, 0, 0],
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 7 } },
    scales: { x: { time: false, range: [0, epochs] } },
    axes: [
      {
        ...axis,
        size: 24,
        gap: 4,
        space: 44,
        grid: { show: false },
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
      },
      {
        ...axis,
        size: axisWidth,
        gap: 6,
        space: 28,
        values: (_, ticks) => ticks.map((tick) => formatMark(tick)),
      },
    ],
    series: [
      {},
      ...lines.map((line): UPlot.Series => ({
        label: line.label,
        stroke: color(line.color),
        width: LINE_WIDTH,
        ...(line.dashed ? { dash: [6, 4] } : {}),
        spanGaps: true,
        points: {
          show: (plot) => plot.data[0].length <= FEW_POINTS,
          size: 5,
          stroke: color(line.color),
          fill: color(line.color),
        },
      })),
    ],
    hooks: {
      setCursor: [
        (plot) => {
          onHover(plot.cursor.idx ?? null);
        },
      ],
    },
  };
}

/** Wide enough for the longest label, so that none is cut. */
function axisWidth(_plot: UPlot, values: string[] | null): number {
  const longest = Math.max(3, ...(values ?? []).map((value) => value.length));
  return longest * 6.5 + 14;
}

/** A diverged loss cannot be drawn: the line stops there. */
function finiteOnly(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value) => (value === null || Number.isFinite(value) ? value : null));
}

function lastFigure(values: readonly (number | null)[]): number | undefined {
  return values.filter((value) => value !== null).at(-1);
}
