/** Figures, histogram and picture of the numbers of a table, as hovers and cards show them. */
import type { TensorReading } from '../../src/core/inspection/readings';
import { Measures } from '../editor/inside/Measures';
import { UnitsPicture } from '../editor/inside/UnitsPicture';

export interface TableSummaryProps {
  readonly reading: TensorReading;
  /** A unit was chosen in the picture. */
  readonly onUnit: (unit: number) => void;
}

export function TableSummary({ reading, onUnit }: TableSummaryProps) {
  const { name, picture } = reading;
  return (
    <section aria-label={`Figures and pictures of ${name}`}>
      <Measures measured={reading} />
      <UnitsPicture name={name} picture={picture} onOpen={onUnit} />
    </section>
  );
}
