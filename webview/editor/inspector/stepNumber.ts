/**
 * A number some steps up or down, as the arrow keys make it, kept within its limits. Pure.
 *
 * Integers go by ones. Other numbers go by the last decimal place that is written, so that a learning rate of 0.01 goes
 * to 0.02 and one of 3 goes to 4; towards a limit that is not allowed itself the steps become finer.
 */
import type { IntegerParameter, NumberParameter } from '../../../src/core/parameters/parameterDefinition';
import { checkValue } from '../../../src/core/parameters/parameterValues';

/** So much finer than the written place, in decimal places, a step may become. */
const FINER_PLACES = 3;

/**
 * The text of the number.
 * @param text what the field holds; the fallback counts where it is blank
 * @param steps negative for downwards
 * @returns `undefined` where the text is no number, or there is no way to go
 */
export function stepNumber(
  definition: IntegerParameter | NumberParameter,
  text: string,
  fallback: unknown,
  steps: number,
): string | undefined {
  const before = text.trim() === '' ? (fallback ?? definition.min) : Number(text);
  if (typeof before !== 'number' || !Number.isFinite(before)) return undefined;
  const start: number = before;
  const { min, max = Number.MAX_SAFE_INTEGER } = definition;
  const isInteger = definition.kind === 'integer';
  const places = isInteger ? 0 : Math.max(decimalPlaces(start), max - min <= 1 ? 1 : 0);
  for (let finer = 0; finer <= (isInteger ? 0 : FINER_PLACES); finer++) {
    const moved = start + steps * 10 ** -(places + finer);
    const next = Number(Math.min(max, Math.max(min, moved)).toFixed(Math.min(100, places + finer)));
    if (next !== start && checkValue(definition, next).ok) return String(next);
  }
  return undefined;
}

/** 2 for 0.25, 7 for 1e-7, 0 for 3. */
function decimalPlaces(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}
