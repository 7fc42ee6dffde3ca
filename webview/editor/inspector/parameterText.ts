/**
 * A parameter as a line of text in the inspector, there and back; `src/core` says which values fit.
 */
import type { ParameterDefinition } from '../../../src/core/parameters/parameterDefinition';
import { isRequired } from '../../../src/core/parameters/parameterDefinition';
import { checkValue, expectation } from '../../../src/core/parameters/parameterValues';
import type { DropdownOption } from '../../ui/Dropdown';

export type ParsedDraft =
  /** `undefined` stands for the default. */
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/** A value as one types it: `28, 28, 1`, `5`, `0.25`; empty for one that is not given. */
export function formatValue(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return value.join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** Reads what was typed. Lists are separated by commas, spaces or `×`. */
export function parseDraft(
  definition: ParameterDefinition,
  draft: string,
  required = isRequired(definition),
): ParsedDraft {
  const text = draft.trim();
  if (text === '') {
    return required
      ? { ok: false, reason: `Enter ${expectation(definition)}.` }
      : { ok: true, value: undefined };
  }
  if (definition.kind === 'number' && /^-?\d*,\d+$/.test(text)) {
    return { ok: false, reason: `Write the decimals behind a point: ${text.replace(',', '.')}.` };
  }
  const value = read(definition, text);
  const checked = checkValue(definition, value);
  return checked.ok ? { ok: true, value } : { ok: false, reason: `Enter ${checked.expected}.` };
}

/** The choices to show, the default marked. A value that is none of them is still what counts: it comes first. */
export function choiceOptions(
  choices: readonly string[],
  value: string,
  fallback: unknown,
  blank = 'Choose…',
): readonly DropdownOption[] {
  const known = choices.map((choice) => ({
    value: choice,
    label: choice,
    detail: choice === fallback ? 'default' : undefined,
  }));
  return choices.includes(value) ? known : [{ value, label: value === '' ? blank : value }, ...known];
}

/** The explanation of a field: what the setting means, and where its control does not show it, what it takes. */
export function describeField(definition: ParameterDefinition, fallback: unknown): string {
  const { kind, description } = definition;
  if (kind === 'choice' || kind === 'boolean') return description;
  const expected = expectation(definition);
  const byDefault = fallback === undefined ? '' : `, ${formatValue(fallback)} by default`;
  return `${description} ${expected.charAt(0).toUpperCase()}${expected.slice(1)}${byDefault}.`;
}

/** The value to write; whether it fits is for `checkValue` to say. */
function read(definition: ParameterDefinition, text: string): unknown {
  switch (definition.kind) {
    case 'integer':
    case 'number':
      return Number(text);
    case 'pair': {
      const sizes = numbers(text);
      return sizes.length === 1 ? sizes[0] : sizes;
    }
    case 'shape':
      return numbers(text);
    case 'boolean':
    case 'choice':
      return text;
  }
}

function numbers(text: string): number[] {
  return text
    .replace(/^\[|\]$/g, '')
    .split(/\s*[,×x]\s*|\s+/)
    .map((part) => (part === '' ? Number.NaN : Number(part)));
}
