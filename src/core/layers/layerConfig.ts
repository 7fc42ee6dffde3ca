/**
 * The layers of a validated network: every parameter checked and every default filled in.
 *
 * Names and meanings are Keras's (camelCase). Pairs are always [height, width], whatever the file wrote.
 */
import type { Pair, Shape } from '../shape';

export const ACTIVATIONS = [
  'linear',
  'step',
  'sigmoid',
  'tanh',
  'relu',
  'leakyRelu',
  'elu',
  'gelu',
  'softplus',
  'swish',
  'softmax',
] as const;
/** leakyRelu has slope 0.2, elu α = 1, gelu is exact (erf), swish is x·σ(x), softmax works on the last axis. */
export type Activation = (typeof ACTIVATIONS)[number];

export const INITIALIZERS = ['gaussian', 'scaledGaussian', 'glorotUniform', 'heNormal', 'zeros'] as const;
export type Initializer = (typeof INITIALIZERS)[number];

export const PADDINGS = ['valid', 'same'] as const;
/** `same` is TensorFlow's: output = ⌈input / stride⌉, the odd pixel of padding at the bottom and the right. */
export type Padding = (typeof PADDINGS)[number];

export interface InputConfig {
  readonly type: 'Input';
  readonly shape: Shape;
}
export interface DenseConfig {
  readonly type: 'Dense';
  readonly units: number;
  readonly activation: Activation;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
}
export interface ActivationConfig {
  readonly type: 'Activation';
  readonly activation: Activation;
}
export interface FlattenConfig {
  readonly type: 'Flatten';
}
export interface ReshapeConfig {
  readonly type: 'Reshape';
  /** May hold one −1, which stands for whatever is left. */
  readonly targetShape: Shape;
}
export interface Conv2DConfig {
  readonly type: 'Conv2D';
  readonly filters: number;
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly activation: Activation;
  readonly useBias: boolean;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
}
export interface Pooling2DConfig {
  readonly type: 'MaxPooling2D' | 'AveragePooling2D';
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}
export interface GlobalAveragePooling2DConfig {
  readonly type: 'GlobalAveragePooling2D';
}
export interface DropoutConfig {
  readonly type: 'Dropout';
  /** The share of units that is dropped, in [0, 1). */
  readonly rate: number;
}
export interface BatchNormalizationConfig {
  readonly type: 'BatchNormalization';
  readonly momentum: number;
  readonly epsilon: number;
}
export interface AddConfig {
  readonly type: 'Add';
}
export interface ConcatenateConfig {
  readonly type: 'Concatenate';
  /** As Keras counts it: 0 is the batch axis, negative numbers count from the end. */
  readonly axis: number;
}

export type LayerConfig =
  | InputConfig
  | DenseConfig
  | ActivationConfig
  | FlattenConfig
  | ReshapeConfig
  | Conv2DConfig
  | Pooling2DConfig
  | GlobalAveragePooling2DConfig
  | DropoutConfig
  | BatchNormalizationConfig
  | AddConfig
  | ConcatenateConfig;

export type LayerType = LayerConfig['type'];
