/** The figures of numbers as a table, and beside it how they are spread. */
import { useMemo } from 'react';
import { histogramOf } from '../../../src/core/inspection/histogram';
import type { TensorReading } from '../../../src/core/inspection/readings';
import { statisticsOf } from '../../../src/core/inspection/statistics';
import type { Shape } from '../../../src/core/shape';
import { HistogramBars } from './HistogramBars';
import { tensorFigures, type Figure } from './insideTexts';

export interface MeasuresProps {
  readonly measured: Pick<TensorReading, 'name' | 'shape' | 'statistics' | 'histogram'>;
  /** Further figures, under the others. */
  readonly more?: readonly Figure[];
}

export function Measures({ measured, more = [] }: MeasuresProps) {
  const { name, histogram } = measured;
  return (
    <div className="inside-measures">
      <table>
        <caption className="lw-visually-hidden">Figures of {name}</caption>
        <tbody>
          {[...tensorFigures(measured), ...more].map((figure) => (
            <tr key={figure.name}>
              <th scope="row">{figure.name}</th>
              <td>{figure.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <HistogramBars name={name} histogram={histogram} />
    </div>
  );
}

/** The same of numbers that have not been measured yet. */
export function MeasuresOf(props: {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array;
  readonly more?: readonly Figure[];
}) {
  const { name, shape, values, more = [] } = props;
  const measured = useMemo(() => {
    const statistics = statisticsOf(values);
    return { name, shape, statistics, histogram: histogramOf(values, statistics) };
  }, [name, shape, values]);
  return <Measures {...{ measured, more }} />;
}
