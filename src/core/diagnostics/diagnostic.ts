/**
 * What is wrong with a network file: found by `src/core/network`, shown in the Problems panel and on the layer.
 */
import type { LayerId } from '../graph/graph';

export type Severity = 'error' | 'warning';

/** A stretch of the file's text, in UTF-16 code units. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

export const DIAGNOSTIC_CODES = [
  'syntax',
  'missing-property',
  'wrong-kind',
  'unknown-property',
  'duplicate-key',
  'unsupported-version',
  'unknown-layer-type',
  'missing-parameter',
  'unknown-parameter',
  'bad-parameter',
  'bad-edge',
  'dangling-edge',
  'duplicate-edge',
  'cycle',
  'no-input',
  'several-inputs',
  'no-output',
  'several-outputs',
  'unreachable-layer',
  'missing-input',
  'too-many-inputs',
  'wrong-rank',
  'shape-mismatch',
  'window-too-large',
  'too-large',
  'bad-training-setting',
  'dataset-mismatch',
  'loss-mismatch',
  'step-cannot-learn',
  'softmax-of-one',
  'nothing-to-learn',
] as const;
export type DiagnosticCode = (typeof DIAGNOSTIC_CODES)[number];

/** A problem at a place in the file, named by its JSON path, e.g. ['layers', 'hidden', 'units']. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** The layer that is at fault, where one is. */
  readonly layerId?: LayerId;
  /** The parameter that the layer lacks, which has no place in the text. */
  readonly parameter?: string;
  /** One sentence: what is wrong, what was expected, what was found, and what to do. */
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** Marks the property's name rather than its value. */
  readonly atKey?: boolean;
}

/** A finding with its place in the text. */
export interface Diagnostic extends Finding {
  readonly range: TextRange;
}
