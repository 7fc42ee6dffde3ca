/** The output's classes as small bars, without figures: on the output's card. */
import type { ClassValue } from './probeTexts';
import { barScale, ValueBar } from './ValueBar';

export interface ClassBarsProps {
  readonly values: readonly ClassValue[];
  /** The value of a full bar at least. */
  readonly least: number;
  readonly predicted: number;
  readonly target: number | null;
}

/** How a class is marked: the one that is answered, and the one that should have been. */
export function classLook(label: number, predicted: number, target: number | null): string {
  return `${label === predicted ? 'class-predicted' : ''} ${label === target ? 'class-target' : ''}`;
}

export function ClassBars({ values, least, predicted, target }: ClassBarsProps) {
  const scale = barScale(
    values.map(({ value }) => value),
    least,
  );
  return (
    <div className="class-bars">
      {values.map(({ label, value }) => (
        <div key={label} className={`class-bar ${classLook(label, predicted, target)}`}>
          <span>{label}</span>
          <ValueBar value={value} scale={scale} />
        </div>
      ))}
    </div>
  );
}
