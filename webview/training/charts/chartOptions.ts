/**
 * A chart in uPlot's terms: its table of columns, its scales and axes, and what its pointer does.
 *
 * The options are made once for a plot; whatever changes while it stands is read from the view.
 */
import UPlot from 'uplot';
import { drawMarks, type TextSide } from './drawMarks';
import { extentOf, type Line } from './lines';
import type { Mark } from './marks';
import { keyZoom, logTicks, nearest, zoomed, type Range } from './ranges';
import { epochTicks, indexAt } from './wording';

/** What the plot draws from at its next drawing. */
export interface ChartView {
  readonly lines: readonly Line[];
  readonly marks: readonly Mark[];
  readonly stepsPerEpoch: number;
  /** The x axis, in epochs. */
  readonly whole: Range;
  /** What of it is in sight. */
  readonly shown: Range;
  readonly range: (least: number, greatest: number) => Range;
  readonly formatTick: (value: number) => string;
  readonly onPointed: (epoch: number | null) => void;
  readonly onZoom: (zoom: Range | null) => void;
}

export interface ChartShape {
  readonly axisTitle: string;
  readonly tickUnit: string;
  /** Units stand at the marks of the axes instead of titles along them. */
  readonly isLow: boolean;
  readonly logarithmic: boolean;
  readonly textSide: TextSide;
}

const LINE_WIDTH = 1.75;
/** Decades: where the edge of a band goes that has no place on a logarithmic scale, out of sight. */
const FAR_BELOW = -400;
/** A zoom shows no fewer. */
const LEAST_STEPS = 4;
const WHEEL_PER_DOUBLING = 240;
const BAND_STRENGTH = '24%';
/** Shorter drags are clicks. */
const LEAST_DRAG_PX = 6;
/** Of an axis; more say nothing that these do not. */
const MOST_MARKS = 8;
/** Pixels between two marks. */
const LEAST_EPOCH_DISTANCE = 48;
const LEAST_VALUE_DISTANCE = 26;
/** Both charts show where the pointer is on one. */
const POINTER_KEY = 'run';
const EPOCH_INCREMENTS = [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000, 10000].flatMap((power) =>
  [1, 2, 5].map((factor) => factor * power),
);

/** The columns: x, then for each line the least and the greatest of its band, if it has one, and its values. */
export function chartTable(lines: readonly Line[], logarithmic: boolean): UPlot.AlignedData {
  const tables = lines.map(({ xs, values, band }): UPlot.AlignedData => {
    const edges = band === undefined ? [] : [band.least, band.greatest];
    return [
      [...xs],
      ...edges.map((edge) => drawn(edge, logarithmic, FAR_BELOW)),
      drawn(values, logarithmic, null),
    ];
  });
  return tables.length === 1 ? (tables[0] ?? [[]]) : UPlot.join(tables);
}

/** As they are drawn: decades on a logarithmic scale, a gap where a value is not finite. */
function drawn(
  values: readonly number[],
  logarithmic: boolean,
  notPositive: number | null,
): (number | null)[] {
  return values.map((value) => {
    if (!Number.isFinite(value)) return null;
    if (!logarithmic) return value;
    return value > 0 ? Math.log10(value) : notPositive;
  });
}

/** The options for a plot in that element; what they leave to the view is looked up at each drawing. */
export function chartOptions(
  element: HTMLElement,
  view: { readonly current: ChartView },
  { axisTitle, tickUnit, isLow, logarithmic, textSide }: ChartShape,
): UPlot.Options {
  const styles = getComputedStyle(element);
  const color = (name: string) => styles.getPropertyValue(name).trim();
  const columns = columnsOf(view.current.lines);
  const font = `${styles.fontSize} ${styles.fontFamily}`;
  const axis: UPlot.Axis = {
    stroke: () => color('--lw-foreground-quiet'),
    grid: { stroke: () => color('--lw-chart-grid'), width: 1 },
    ticks: { show: false },
    border: { show: false },
    font,
    labelFont: font,
    labelSize: 16,
    labelGap: 0,
  };
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    padding: [8, 12, 0, 0],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG_PX },
      sync: {
        key: POINTER_KEY,
        scales: ['x', null],
        filters: { pub: (type) => /^mouse(move|leave)$/.test(type) },
      },
      points: { size: (_, column) => (columns[column]?.part === 'values' ? 7 : 0) },
      dataIdx: (plot, column, index, x) =>
        rowOf(plot, view.current.lines[columns[column]?.line ?? -1], index, x),
      bind: {
        dblclick: () => () => {
          view.current.onZoom(null);
          return null;
        },
      },
    },
    scales: {
      x: { time: false, range: () => [view.current.shown.from, view.current.shown.to] },
      y: {
        range: () => {
          const { lines, shown, range } = view.current;
          const { least, greatest } = extentOf(lines, shown, logarithmic);
          const { from, to } = range(least, greatest);
          return logarithmic ? [Math.log10(from), Math.log10(to)] : [from, to];
        },
      },
    },
    axes: [
      {
        ...axis,
        ...(isLow ? {} : { label: 'epoch' }),
        size: 20,
        gap: 3,
        space: (_plot, _axis, _from, _to, pixels) => Math.max(LEAST_EPOCH_DISTANCE, pixels / MOST_MARKS),
        grid: { show: false },
        incrs: EPOCH_INCREMENTS,
        values: (_plot, ticks, _axis, _space, increment) => epochTicks(ticks, increment, isLow),
      },
      {
        ...axis,
        ...(isLow ? {} : { label: axisTitle }),
        size: axisWidth,
        gap: 6,
        space: (_plot, _axis, _from, _to, pixels) => Math.max(LEAST_VALUE_DISTANCE, pixels / MOST_MARKS),
        values: (_, ticks) =>
          ticks.map(
            (tick) =>
              view.current.formatTick(logarithmic ? Number((10 ** tick).toPrecision(6)) : tick) +
              (isLow ? tickUnit : ''),
          ),
        ...(logarithmic ? { splits: logSplits } : {}),
      },
    ],
    series: columns.map((column) => {
      const line = view.current.lines[column.line];
      return line === undefined ? {} : seriesOf(line, column.part, color);
    }),
    bands: columns.flatMap(({ line, part }, column) =>
      part === 'greatest'
        ? [{ series: [column, column - 1], fill: () => paler(color(view.current.lines[line]?.color ?? '')) }]
        : [],
    ),
    hooks: {
      ready: [listenToWheel(view)],
      setCursor: [
        (plot) => {
          const { left = -1 } = plot.cursor;
          view.current.onPointed(left < 0 ? null : plot.posToVal(left, 'x'));
        },
      ],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width === 0) return;
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          const selected = { from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') };
          zoomBy(view.current, selected, (selected.from + selected.to) / 2, 1);
        },
      ],
      draw: [
        (plot) => {
          drawMarks(plot, view.current.marks, view.current.stepsPerEpoch, textSide, styles);
        },
      ],
    },
  };
}

interface Column {
  /** Which of the lines; −1 for x. */
  readonly line: number;
  readonly part: 'x' | 'least' | 'greatest' | 'values';
}

function columnsOf(lines: readonly Line[]): readonly Column[] {
  const parts = (line: Line): readonly Column['part'][] =>
    line.band === undefined ? ['values'] : ['least', 'greatest', 'values'];
  return [
    { line: -1, part: 'x' },
    ...lines.flatMap((line, index) => parts(line).map((part) => ({ line: index, part }))),
  ];
}

function seriesOf(line: Line, part: Column['part'], color: (name: string) => string): UPlot.Series {
  const stroke = (): string => color(line.color);
  return part === 'values'
    ? {
        label: line.label,
        stroke,
        width: LINE_WIDTH,
        dash: [...line.dash],
        points: { show: line.dotted, size: 5, stroke, fill: stroke },
      }
    : { label: part, stroke: 'transparent', width: 0, points: { show: false } };
}

function paler(color: string): string {
  return `color-mix(in srgb, ${color} ${BAND_STRENGTH}, transparent)`;
}

/** The row of the table with the line's figure at `x`, so that the dot under the pointer is the figure of the legend. */
function rowOf(plot: UPlot, line: Line | undefined, index: number, x: number): number | null {
  if (line === undefined) return index;
  const at = line.xs[indexAt(line, x)];
  return at === undefined ? null : nearest(plot.data[0] as number[], at, 0);
}

function zoomBy(view: ChartView, range: Range, around: number, factor: number): void {
  view.onZoom(zoomed(range, view.whole, around, factor, LEAST_STEPS / view.stepsPerEpoch));
}

/** Magnifies while Ctrl is down; a wheel alone scrolls the page. */
function listenToWheel(view: { readonly current: ChartView }): (plot: UPlot) => void {
  return (plot) => {
    plot.over.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        const around = plot.posToVal(event.offsetX, 'x');
        zoomBy(view.current, view.current.shown, around, 2 ** (-event.deltaY / WHEEL_PER_DOUBLING));
      },
      { passive: false },
    );
  };
}

/** Zooms and moves by the keys that are pressed on the element, until the signal. */
export function listenToKeys(
  element: HTMLElement,
  view: { readonly current: ChartView | null },
  signal: AbortSignal,
): void {
  element.addEventListener(
    'keydown',
    (event) => {
      if (view.current === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const { shown, whole, stepsPerEpoch, onZoom } = view.current;
      const zoom = keyZoom(event.key, shown, whole, LEAST_STEPS / stepsPerEpoch);
      if (zoom === undefined) return;
      event.preventDefault();
      onZoom(zoom);
    },
    { signal },
  );
}

function logSplits(_plot: UPlot, _axis: number, from: number, to: number): number[] {
  return logTicks({ from: 10 ** from, to: 10 ** to }).map((tick) => Math.log10(tick));
}

/** Wide enough for the longest label, so that none is cut. */
function axisWidth(_plot: UPlot, values: string[] | null): number {
  const longest = Math.max(4, ...(values ?? []).map((value) => value.length));
  return longest * 6.5 + 10;
}
