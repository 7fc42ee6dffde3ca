/** How a tensor's values are spread: one bar a bin, with a line at zero. */
import type { Histogram } from '../../../src/core/inspection/readings';
import { formatWeight, histogramText } from './insideTexts';

export interface HistogramBarsProps {
  /** The tensor's name. */
  readonly name: string;
  readonly histogram: Histogram;
}

export function HistogramBars({ name, histogram }: HistogramBarsProps) {
  const { from, to, counts } = histogram;
  const most = Math.max(1, ...counts);
  const zero = (-from / (to - from)) * counts.length;
  return (
    <div className="inside-histogram">
      <svg
        viewBox={`0 0 ${counts.length} 1`}
        preserveAspectRatio="none"
        role="img"
        aria-label={histogramText(name, histogram)}
      >
        {counts.map((count, bin) => (
          <rect key={bin} x={bin + 0.05} width={0.9} y={1 - count / most} height={count / most} />
        ))}
        {zero > 0 && zero < counts.length && <line x1={zero} x2={zero} y1={0} y2={1} />}
      </svg>
      <div className="inside-ends" aria-hidden="true">
        <span>{formatWeight(from)}</span>
        <span>{formatWeight(to)}</span>
      </div>
    </div>
  );
}
