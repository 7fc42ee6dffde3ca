/**
 * What one example leaves behind on its way through a network, forwards and back.
 *
 * Everything is in double precision, written out literally layer by layer: it is what people look at, one example at a
 * time, and what engines are held against. Engines compute batches in single precision; the two agree to about 1e-6.
 */
import type { LayerId } from '../graph/graph';
import type { Activation } from '../layers/layerConfig';
import type { Shape } from '../shape';

/** A layer's numbers for one example, row-major in its output's shape. */
export interface LayerPass {
  readonly layer: LayerId;
  readonly shape: Shape;
  /** The weighted inputs; the very array of `a` where the layer has no activation of its own. */
  readonly z: Float64Array;
  /** The activations: a = σ(z). */
  readonly a: Float64Array;
  /** `linear` where the layer has none of its own. */
  readonly activation: Activation;
}

/** In the network's order; inference mode: no dropout, moving statistics in BatchNormalization. */
export type ForwardResult = ReadonlyMap<LayerId, LayerPass>;

/** The derivatives of a scalar by every layer's numbers. */
export interface BackwardResult {
  /** ∂/∂z of each layer (the lecture's δ when the scalar is the cost C), row-major in its output's shape; of the Input ∂/∂x. */
  readonly deltas: ReadonlyMap<LayerId, Float64Array>;
  /** By each trainable weight, by tensor name; only where asked. */
  readonly gradients: ReadonlyMap<string, Float64Array>;
}
