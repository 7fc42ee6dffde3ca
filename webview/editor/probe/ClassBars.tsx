/** The output's classes as small bars, without words: on the output's card. */
import type { ClassAnswer } from './probeTexts';

export interface ClassBarsProps {
  readonly answers: readonly ClassAnswer[];
  readonly predicted: number;
  readonly target: number | null;
}

/** How long a bar is, in percent of the longest there may be: outputs up to 1 are shares of it. */
export function barLength(value: number, answers: readonly ClassAnswer[]): number {
  const most = Math.max(1, ...answers.map((answer) => Math.abs(answer.value)).filter(Number.isFinite));
  return Number.isFinite(value) ? (100 * Math.abs(value)) / most : 0;
}

/** How a class is marked: the one that is answered, and the one that should have been. */
export function classLook(label: number, predicted: number, target: number | null): string {
  return `${label === predicted ? 'class-predicted' : ''} ${label === target ? 'class-target' : ''}`;
}

export function ClassBars({ answers, predicted, target }: ClassBarsProps) {
  return (
    <div className="class-bars">
      {answers.map(({ label, value }) => (
        <div key={label} className={`class-bar ${classLook(label, predicted, target)}`}>
          <span>{label}</span>
          <div className="class-track">
            <div
              className={value < 0 ? 'class-fill class-fill-negative' : 'class-fill'}
              style={{ width: `${barLength(value, answers)}%` }}
            />
          </div>
        </div>
      ))}
    </div>
  );
}
