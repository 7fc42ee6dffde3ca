/**
 * One setting of one or several owners as the inspector shows it: what counts, whether the file says so, what is wrong.
 *
 * Pure, and the same for layers and training settings; the components only draw it.
 */
import type { Diagnostic } from '../../../src/core/diagnostics/diagnostic';
import { isRequired, type ParameterDefinition } from '../../../src/core/parameters/parameterDefinition';
import { defaultValue } from '../../../src/core/parameters/parameterValues';

/** Settings as the file writes them. */
export type Settings = Readonly<Record<string, unknown>>;

export type FieldState =
  | { readonly kind: 'default' }
  /** At least one owner writes it, and for all of them the same value counts. */
  | { readonly kind: 'written'; readonly value: unknown }
  | { readonly kind: 'mixed' };

export interface InspectorField {
  readonly definition: ParameterDefinition;
  readonly state: FieldState;
  /** What counts where nothing is written; `undefined` where there is no such value, or none common to all. */
  readonly fallback: unknown;
  /** The file must say it. */
  readonly required: boolean;
  /** Something is written that can be taken back. */
  readonly resettable: boolean;
  readonly problems: readonly Diagnostic[];
}

export interface FieldOptions {
  /** Whether the file must say it; unless told, where the definition has no default. */
  readonly required?: boolean;
  /** What counts where an owner does not write it; unless told, the definition's default. */
  readonly fallbackOf?: (owner: Settings) => unknown;
  readonly problems?: readonly Diagnostic[];
}

/** The field of a setting that all owners have. */
export function inspectorField(
  definition: ParameterDefinition,
  owners: readonly Settings[],
  options: FieldOptions = {},
): InspectorField {
  const {
    required = isRequired(definition),
    fallbackOf = (owner: Settings) => defaultValue(definition, new Map(Object.entries(owner))),
    problems = [],
  } = options;
  const written = owners.map((owner) => ownSetting(owner, definition.name));
  const fallbacks = owners.map(fallbackOf);
  const counting = written.map((value, i) => (value === undefined ? fallbacks[i] : value));
  const isWritten = written.some((value) => value !== undefined);
  return {
    definition,
    state: !areSame(counting)
      ? { kind: 'mixed' }
      : isWritten
        ? { kind: 'written', value: counting[0] }
        : { kind: 'default' },
    fallback: areSame(fallbacks) ? fallbacks[0] : undefined,
    required,
    resettable: isWritten && !required,
    problems,
  };
}

/** A property of the settings' own: a file may well have one that is called like a property of every object. */
export function ownSetting(settings: Settings, name: string): unknown {
  return Object.hasOwn(settings, name) ? settings[name] : undefined;
}

/** Compares values of JSON. */
export function areSame(values: readonly unknown[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size <= 1;
}
