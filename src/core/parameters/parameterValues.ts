/**
 * One written value against one `ParameterDefinition`: the value to use, or what was expected in its place.
 *
 * Shared by layers and training settings. Leaves the wording of the whole finding to its callers.
 */
import type { Pair, Shape } from '../shape';
import type { ParameterDefinition, ParameterValues } from './parameterDefinition';

/** Four axes and the batch's make five; the engines' kernels go no further. */
export const MAX_RANK = 4;

export type CheckedValue =
  | { readonly ok: true; readonly value: unknown }
  /** `expected` is a noun phrase: "an integer of at least 1". */
  | { readonly ok: false; readonly expected: string };

/** Checks a value that is present in the file. */
export function checkValue(definition: ParameterDefinition, value: unknown): CheckedValue {
  const fits = fitting(definition, value);
  return fits === undefined ? { ok: false, expected: expectation(definition) } : { ok: true, value: fits };
}

/** The value in the form that configurations hold it, or `undefined` when it does not fit. */
function fitting(definition: ParameterDefinition, value: unknown): unknown {
  switch (definition.kind) {
    case 'integer':
      return isInteger(value, definition.min, definition.max) ? value : undefined;
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
      const { min, max, aboveMin, belowMax } = definition;
      if (value < min || (aboveMin === true && value === min)) return undefined;
      if (max !== undefined && (value > max || (belowMax === true && value === max))) return undefined;
      return value;
    }
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'choice':
      return typeof value === 'string' && definition.choices.includes(value) ? value : undefined;
    case 'pair':
      return toPair(value, definition.min);
    case 'shape':
      return toShape(value, definition.allowsRest);
  }
}

function toPair(value: unknown, min: number): Pair | undefined {
  if (isInteger(value, min)) return [value, value];
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [height, width] = value as unknown[];
  return isInteger(height, min) && isInteger(width, min) ? [height, width] : undefined;
}

function toShape(value: unknown, allowsRest: boolean): Shape | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_RANK) return undefined;
  const shape: number[] = [];
  let rests = 0;
  for (const size of value as unknown[]) {
    if (size === -1 && allowsRest) rests++;
    else if (!isInteger(size, 1)) return undefined;
    shape.push(size);
  }
  return rests <= 1 ? shape : undefined;
}

function isInteger(value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

/** What the definition asks for, as a noun phrase. */
export function expectation(definition: ParameterDefinition): string {
  switch (definition.kind) {
    case 'integer':
      return definition.max === undefined
        ? `an integer of at least ${String(definition.min)}`
        : `an integer from ${String(definition.min)} to ${String(definition.max)}`;
    case 'number': {
      const low = `${definition.aboveMin === true ? 'above' : 'of at least'} ${String(definition.min)}`;
      if (definition.max === undefined) return `a number ${low}`;
      return `a number ${low} and ${definition.belowMax === true ? 'below' : 'at most'} ${String(definition.max)}`;
    }
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${definition.choices.join(', ')}`;
    case 'pair':
      return `an integer of at least ${String(definition.min)}, or two of them as [height, width]`;
    case 'shape':
      return definition.allowsRest
        ? `a list of 1 to ${String(MAX_RANK)} integers of at least 1, one of which may be -1`
        : `a list of 1 to ${String(MAX_RANK)} integers of at least 1`;
  }
}

/**
 * The value that counts when the file gives none; `undefined` where there is no default.
 * `values` are the parameters already known, for a default that follows another parameter.
 */
export function defaultValue(definition: ParameterDefinition, values: ParameterValues): unknown {
  if (definition.kind === 'shape') return undefined;
  if (definition.kind === 'pair' && definition.defaultsTo !== undefined) {
    return values.get(definition.defaultsTo);
  }
  return definition.default;
}
