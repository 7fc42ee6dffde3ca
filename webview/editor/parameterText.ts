/**
 * A parameter as a line of text in the inspector, there and back; `src/core` says which values fit.
 */
import type { ParameterDefinition } from '../../src/core/parameters/parameterDefinition';
import { isRequired } from '../../src/core/parameters/parameterDefinition';
import { checkValue, expectation } from '../../src/core/parameters/parameterValues';

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
export function parseDraft(definition: ParameterDefinition, draft: string): ParsedDraft {
  const text = draft.trim();
  if (text === '') {
    return isRequired(definition)
      ? { ok: false, reason: `Enter ${expectation(definition)}.` }
      : { ok: true, value: undefined };
  }
  const value = read(definition, text);
  const checked = checkValue(definition, value);
  return checked.ok ? { ok: true, value } : { ok: false, reason: `Enter ${checked.expected}.` };
}

/** The choices to show, the default marked. A value that the file should not have is still what it has. */
export function choiceOptions(
  choices: readonly string[],
  value: string,
  fallback: unknown,
): readonly { readonly value: string; readonly label: string }[] {
  const known = choices.map((choice) => ({
    value: choice,
    label: choice === fallback ? `${choice} (default)` : choice,
  }));
  return choices.includes(value) ? known : [{ value, label: value === '' ? 'Choose…' : value }, ...known];
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
