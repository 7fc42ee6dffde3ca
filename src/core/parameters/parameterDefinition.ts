/**
 * The settings that a layer, an optimiser or a training run takes: name, kind, limits, default.
 *
 * Validation and the inspector both read these tables; nothing else knows the limits.
 */
import type { Pair } from '../shape';

interface Described {
  /** The key in the file. */
  readonly name: string;
  /** One sentence for a person. */
  readonly description: string;
}

export interface IntegerParameter extends Described {
  readonly kind: 'integer';
  readonly min: number;
  readonly max?: number;
  /** Missing for a setting that must be written, or that stays undefined when it is not. */
  readonly default?: number;
}
export interface NumberParameter extends Described {
  readonly kind: 'number';
  readonly min: number;
  readonly max?: number;
  /** True when the limit itself is not allowed. */
  readonly aboveMin?: boolean;
  readonly belowMax?: boolean;
  readonly default?: number;
}
export interface BooleanParameter extends Described {
  readonly kind: 'boolean';
  readonly default?: boolean;
}
export interface ChoiceParameter extends Described {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
}
export interface ShapeParameter extends Described {
  readonly kind: 'shape';
  /** True when one entry may be −1, which stands for whatever is left. */
  readonly allowsRest: boolean;
}
/** [height, width], or one integer for both. */
export interface PairParameter extends Described {
  readonly kind: 'pair';
  readonly min: number;
  readonly default?: Pair;
  /** The parameter whose value is the default. */
  readonly defaultsTo?: string;
}

export type ParameterDefinition =
  IntegerParameter | NumberParameter | BooleanParameter | ChoiceParameter | ShapeParameter | PairParameter;

/** Parameters that were checked, with every default filled in; pairs are [height, width]. */
export type ParameterValues = ReadonlyMap<string, unknown>;

/** True when the file must give the parameter, since it has no default. */
export function isRequired(definition: ParameterDefinition): boolean {
  if (definition.kind === 'shape') return true;
  if (definition.kind === 'pair' && definition.defaultsTo !== undefined) return false;
  return definition.default === undefined;
}
