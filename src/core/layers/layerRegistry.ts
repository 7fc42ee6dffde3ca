/**
 * The only list of layer types: palette, inspector, validation and file schema all derive from it.
 */
import { activation } from './activation';
import { add } from './add';
import { batchNormalization } from './batchNormalization';
import { concatenate } from './concatenate';
import { conv2D } from './conv2D';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { globalAveragePooling2D } from './globalAveragePooling2D';
import { input } from './input';
import type { LayerType } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { averagePooling2D, maxPooling2D } from './pooling2D';
import { reshape } from './reshape';

/** Every layer type's definition; a type left out does not compile. */
export const layerRegistry = {
  Input: input,
  Dense: dense,
  Activation: activation,
  Flatten: flatten,
  Reshape: reshape,
  Conv2D: conv2D,
  MaxPooling2D: maxPooling2D,
  AveragePooling2D: averagePooling2D,
  GlobalAveragePooling2D: globalAveragePooling2D,
  Dropout: dropout,
  BatchNormalization: batchNormalization,
  Add: add,
  Concatenate: concatenate,
} satisfies Record<LayerType, LayerDefinition>;

/** In the palette's order. */
export const LAYER_TYPES = Object.keys(layerRegistry) as readonly LayerType[];

/** True for a type that the registry knows. */
export function isLayerType(type: string | undefined): type is LayerType {
  return type !== undefined && Object.hasOwn(layerRegistry, type);
}

/** The definition of a type, with its configuration's type left open. */
export function layerDefinition(type: LayerType): LayerDefinition {
  return layerRegistry[type];
}
