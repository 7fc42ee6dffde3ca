/** Figures, histogram and picture of the numbers of a table, as hovers and cards show them. */
import type { TensorReading } from '../../src/core/inspection/readings';
import { HistogramBars } from '../editor/inside/HistogramBars';
import { tensorFigures } from '../editor/inside/insideTexts';
import { Legend, Picture } from '../editor/inside/Picture';

export interface TableSummaryProps {
  readonly reading: TensorReading;
}

export function TableSummary({ reading }: TableSummaryProps) {
  const { name, histogram, picture } = reading;
  return (
    <section className="summary" aria-label={`Figures and pictures of ${name}`}>
      <div className="inside-measures">
        <table>
          <caption className="lw-visually-hidden">Figures of {name}</caption>
          <tbody>
            {tensorFigures(reading).map((figure) => (
              <tr key={figure.name}>
                <th scope="row">{figure.name}</th>
                <td>{figure.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <HistogramBars name={name} histogram={histogram} />
      </div>
      <Legend scale={picture.scale} />
      <Picture name={name} picture={picture} />
    </section>
  );
}
