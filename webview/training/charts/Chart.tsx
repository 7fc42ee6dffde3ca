/**
 * One chart over the epochs, in the colours of the theme, with the figures under the pointer (or the newest) written
 * above it. It fills its place.
 *
 * The only file that runs uPlot. What the canvas shows is said in words to those who do not see it.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import UPlot from 'uplot';
import { ChartLegend } from './ChartLegend';
import { chartOptions, chartTable, listenToKeys, type ChartView } from './chartOptions';
import type { TextSide } from './drawMarks';
import type { Line } from './lines';
import type { Mark } from './marks';
import type { Range } from './ranges';
import { chartSummary } from './wording';

export interface ChartProps {
  readonly title: string;
  /** What the y axis measures, with its unit. */
  readonly axisTitle: string;
  /** Written behind the marks of the y axis where there is no room for its title. */
  readonly tickUnit: string;
  readonly lines: readonly Line[];
  /** Lines of other runs, drawn behind them. */
  readonly compared: readonly Line[];
  readonly marks: readonly Mark[];
  /** Which end of the marks has their texts. */
  readonly textSide: TextSide;
  readonly stepsPerEpoch: number;
  /** The x axis, in epochs. */
  readonly whole: Range;
  /** What of it is in sight. */
  readonly zoom: Range | null;
  readonly onZoom: (zoom: Range | null) => void;
  /** The epoch that is pointed at on either chart. */
  readonly pointed: number | null;
  readonly onPointed: (epoch: number | null) => void;
  readonly logarithmic: boolean;
  /** The y axis for values between those two; not finite where there is none. */
  readonly range: (least: number, greatest: number) => Range;
  readonly format: (value: number) => string;
  /** Shorter: the marks of the y axis. */
  readonly formatTick: (value: number) => string;
  /** Shown in place of the chart while there is nothing to draw. */
  readonly emptyText: string;
  /** What is in sight but cannot be drawn. */
  readonly warning?: string | undefined;
  /** Hears of the width that it draws on, in pixels. */
  readonly onWidth?: ((width: number) => void) | undefined;
}

/** Pixels: a lower plot has no titles along its axes, but units at their marks. */
const LOW_PLOT = 180;

export function Chart(props: ChartProps) {
  const { title, axisTitle, tickUnit, marks, textSide, stepsPerEpoch, whole, zoom, logarithmic } = props;
  const { range, format, formatTick, emptyText, warning, pointed } = props;
  const { onZoom, onPointed, onWidth } = props;
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const view = useRef<ChartView | null>(null);
  const lines = useMemo(() => [...props.compared, ...props.lines], [props.compared, props.lines]);
  const [isLow, setIsLow] = useState(false);
  const isEmpty = lines.every(({ xs }) => xs.length === 0);
  const shown = zoom ?? whole;
  // What the plot is built from; new figures of the same lines must not build it anew.
  const shape = JSON.stringify([
    logarithmic,
    isLow,
    lines.map(({ key, color, dash, dotted, band }) => [key, color, dash, dotted, band !== undefined]),
  ]);

  useEffect(() => {
    view.current = { lines, marks, stepsPerEpoch, whole, shown, range, formatTick, onPointed, onZoom };
  });

  useEffect(() => {
    const element = holder.current;
    if (element === null || isEmpty || view.current === null) return undefined;
    const options = chartOptions(element, view as { readonly current: ChartView }, {
      axisTitle,
      tickUnit,
      isLow,
      logarithmic,
      textSide,
    });
    const built = new UPlot(options, chartTable(view.current.lines, logarithmic), element);
    plot.current = built;
    onWidth?.(element.clientWidth);
    const listening = new AbortController();
    // Its keys make it a control, which the lint rules do not know of its role.
    element.parentElement?.setAttribute('tabindex', '0');
    listenToKeys(element.parentElement ?? element, view, listening.signal);
    const sizes = new ResizeObserver(() => {
      built.setSize({ width: element.clientWidth, height: element.clientHeight });
      onWidth?.(element.clientWidth);
      setIsLow(element.clientHeight < LOW_PLOT);
    });
    sizes.observe(element);
    // VS Code switches its theme by changing the classes and variables of these two.
    const themes = new MutationObserver(() => {
      built.redraw(true, true);
    });
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
    themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => {
      listening.abort();
      sizes.disconnect();
      themes.disconnect();
      built.destroy();
      plot.current = null;
    };
  }, [isEmpty, shape, axisTitle, tickUnit, isLow, logarithmic, textSide, onWidth]);

  useEffect(() => {
    plot.current?.setData(chartTable(lines, logarithmic));
  }, [lines, marks, shown.from, shown.to, range, logarithmic, stepsPerEpoch, shape]);

  return (
    <figure className="chart">
      <figcaption className="chart-caption">
        <span className="chart-title">{title}</span>
        <ChartLegend lines={[...props.lines, ...props.compared]} pointed={pointed} format={format} />
        {warning !== undefined && <span className="chart-warning">{warning}</span>}
      </figcaption>
      {isEmpty ? (
        <div className="chart-empty">{emptyText}</div>
      ) : (
        <div
          className="chart-plot"
          role="application"
          aria-roledescription="chart"
          aria-label={`${chartSummary(title, props.lines.concat(props.compared), marks, format)} Plus and minus zoom, arrows move, 0 shows all.`}
        >
          <div className="chart-canvas" ref={holder} aria-hidden="true" />
        </div>
      )}
    </figure>
  );
}
