/**
 * What there is to know about one layer type: what the palette shows, what the file may say, what it makes of its inputs.
 *
 * One file in this folder a layer type; `layerRegistry` is the only list of them.
 */
import type { LayerId } from '../graph/graph';
import type { DiagnosticCode } from '../diagnostics/diagnostic';
import type { WeightSpec } from './weights';
import type { LayerConfig } from './layerConfig';
import type { Shape } from '../shape';
import type { ParameterDefinition, ParameterValues } from '../parameters/parameterDefinition';

/** How many layers may be wired into a layer: none, exactly one, or two and more. */
export type Arity = 'none' | 'one' | 'many';

/** The groups of the palette. */
export type LayerCategory = 'core' | 'convolution' | 'pooling' | 'merge' | 'regularization' | 'activation';

/** A layer wired into another, with the shape that it hands over. */
export interface LayerInput {
  readonly id: LayerId;
  readonly shape: Shape;
}

/** Why a layer cannot take its inputs: one finding, without its place. */
export interface InferenceProblem {
  readonly ok: false;
  readonly code: DiagnosticCode;
  readonly message: string;
  /** The parameter at fault, where one is. */
  readonly parameter?: string;
}
export interface InferredLayer {
  readonly ok: true;
  /** Without the batch axis. */
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpec[];
  /**
   * Multiply-adds of one example's forward pass, each product with a weight counted once together with its addition.
   * As the field counts them: biases, activations, pooling and merging count nothing, a convolution's windows count whole
   * also where they hang over the edge, BatchNormalization counts one a value (scale and shift, as in evaluation).
   */
  readonly multiplyAdds: number;
}
export type Inference = InferredLayer | InferenceProblem;

export interface LayerDefinition<Config extends LayerConfig = LayerConfig> {
  readonly type: Config['type'];
  readonly category: LayerCategory;
  /** One sentence for the palette and the inspector. */
  readonly description: string;
  readonly arity: Arity;
  readonly parameters: readonly ParameterDefinition[];
  /** What a new layer from the palette is written with: a value for every required parameter. */
  readonly initialParameters: Readonly<Record<string, unknown>>;
  /** Turns checked parameters into the layer's configuration. */
  toConfig(values: ParameterValues): Config;
  /** Output shape and weights from the configuration and the inputs, whose number fits `arity`. */
  infer(id: LayerId, config: Config, inputs: readonly LayerInput[]): Inference;
}
