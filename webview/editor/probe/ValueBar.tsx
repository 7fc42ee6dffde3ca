/**
 * One value as a bar: from the left where no value beside it is below zero, from the middle otherwise, in the colours of all
 * pictures of numbers.
 */
import { signColour } from '../../../src/core/inspection/colours';
import { useThemeKind } from '../inside/themeKind';

/** What the bars that stand together have in common. */
export interface BarScale {
  /** The value of a bar of full length. */
  readonly most: number;
  /** Whether some go below zero. */
  readonly signed: boolean;
}

/** @param least The value of a full bar at least: 1 for outputs, which mostly are shares of it. */
export function barScale(values: readonly number[], least: number): BarScale {
  const finite = values.filter(Number.isFinite);
  return { most: Math.max(least, ...finite.map(Math.abs)), signed: finite.some((value) => value < 0) };
}

/** Where a bar begins and how long it is, in percent. */
export function barSpan(value: number, { most, signed }: BarScale): readonly [start: number, length: number] {
  const share = Number.isFinite(value) && most > 0 ? (100 * Math.abs(value)) / most : 0;
  if (!signed) return [0, share];
  return [value < 0 ? 50 - share / 2 : 50, share / 2];
}

export function ValueBar({ value, scale }: { readonly value: number; readonly scale: BarScale }) {
  const theme = useThemeKind();
  const [start, length] = barSpan(value, scale);
  return (
    <span className={scale.signed ? 'value-track value-track-signed' : 'value-track'}>
      <span
        className="value-fill"
        style={{
          marginLeft: `${start}%`,
          width: `${length}%`,
          ...(scale.signed ? { background: signColour(theme, value) } : {}),
        }}
      />
    </span>
  );
}
