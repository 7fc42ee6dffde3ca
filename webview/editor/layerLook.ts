/**
 * How each layer type looks: its icon, and the accent and heading of its group in the palette.
 */
import type { LayerType } from '../../src/core/layers/layerConfig';
import type { LayerCategory } from '../../src/core/layers/layerDefinition';
import { isLayerType, layerDefinition } from '../../src/core/layers/layerRegistry';

const ICONS = {
  Input: 'sign-in',
  Dense: 'type-hierarchy',
  Activation: 'pulse',
  Flatten: 'list-flat',
  Reshape: 'table',
  Conv2D: 'filter',
  MaxPooling2D: 'fold-down',
  AveragePooling2D: 'fold',
  GlobalAveragePooling2D: 'target',
  Dropout: 'circle-slash',
  BatchNormalization: 'graph',
  Add: 'add',
  Concatenate: 'combine',
} as const satisfies Record<LayerType, string>;

/** The palette's headings, in its order. */
export const CATEGORY_LABELS = {
  core: 'Core',
  convolution: 'Convolution',
  pooling: 'Pooling',
  merge: 'Merging',
  regularization: 'Regularization',
  activation: 'Activation',
} as const satisfies Record<LayerCategory, string>;

/** A codicon's name; a question mark for a type that does not exist. */
export function layerIcon(type: string | undefined): string {
  return isLayerType(type) ? ICONS[type] : 'question';
}

/** The class that carries the accent of a layer's group. */
export function accentClass(type: string | undefined): string {
  if (!isLayerType(type)) return 'accent-unknown';
  return type === 'Input' ? 'accent-input' : `accent-${layerDefinition(type).category}`;
}
