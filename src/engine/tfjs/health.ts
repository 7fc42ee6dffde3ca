/**
 * The figures of `core/training/health`, reduced on the device to a few numbers a layer and read back together.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import type { LayerId } from '../../core/graph/graph';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { Network, NetworkLayer } from '../../core/network/network';
import { type LayerHealth, type NetworkHealth, SATURATION_SHARE } from '../../core/training/health';
import type { TrainingStep } from '../engine';
import type { MiniBatch } from './miniBatch';
import type { Moment } from './modelTensors';

/** Greatest derivative of the sigmoid. */
const SIGMOID_SLOPE = 0.25;
/** The smallest normal float32: a norm is divided by no less. */
const TINY = 2 ** -126;

type Figure = 'saturated' | 'dead' | 'gradientNorm' | 'weightNorm' | 'stepNorm';

/** One number on the device. */
interface Reading {
  readonly layer: LayerId;
  readonly figure: Figure;
  readonly value: Scalar;
}

/** Measures one mini-batch in training mode; the tensors stay as they are. */
export async function measureHealth(
  network: Network,
  miniBatch: MiniBatch,
  tensors: Moment,
  examples: ExampleSet,
  step: TrainingStep,
  optimizer: OptimizerConfig,
  read: (tensor: Tensor) => Promise<Float32Array>,
): Promise<NetworkHealth> {
  const readings: Reading[] = [];
  const { loss, gradients, moved } = miniBatch.lossAndGradients(tensors, examples, step, ({ outputs }) => {
    for (const layer of network.layers) {
      const output = outputs.get(layer.id);
      const reading = output && activationReading(layer, output.a);
      if (reading !== undefined) readings.push({ ...reading, value: tf.keep(reading.value) });
    }
  });
  const all = tf.tidy(() => {
    const steps = miniBatch.optimizerSteps(tensors, gradients, optimizer, step.step);
    for (const layer of network.layers)
      readings.push(...weightReadings(layer, miniBatch, tensors, gradients, steps));
    return readings.length === 0 ? tf.zeros([0]) : tf.stack(readings.map(({ value }) => value));
  });
  tf.dispose([loss, ...gradients, ...moved.values(), ...readings.map(({ value }) => value)]);
  const values = await read(all);
  all.dispose();
  return Object.fromEntries(
    network.layers.map(({ id }) => {
      const figures = (figure: Figure): number[] =>
        readings.flatMap((reading, index) =>
          reading.layer === id && reading.figure === figure ? [values[index] ?? Number.NaN] : [],
        );
      return [id, layerHealth(figures)];
    }),
  );
}

function layerHealth(figures: (figure: Figure) => readonly number[]): LayerHealth {
  const gradientNorms = figures('gradientNorm');
  const weightNorm = Math.hypot(...figures('weightNorm'));
  return {
    saturated: figures('saturated')[0] ?? null,
    dead: figures('dead')[0] ?? null,
    gradientNorm: gradientNorms.length === 0 ? null : Math.hypot(...gradientNorms),
    updateRatio: weightNorm === 0 ? null : Math.hypot(...figures('stepNorm')) / weightNorm,
  };
}

/** What a layer's activations say; runs inside of the pass. */
function activationReading({ id, config }: NetworkLayer, a: Tensor): Reading | undefined {
  switch ('activation' in config ? config.activation : undefined) {
    case 'sigmoid':
      return {
        layer: id,
        figure: 'saturated',
        value: share(tf.less(tf.mul(a, tf.sub(1, a)), SATURATION_SHARE * SIGMOID_SLOPE)),
      };
    case 'tanh':
      return {
        layer: id,
        figure: 'saturated',
        value: share(tf.less(tf.sub(1, tf.square(a)), SATURATION_SHARE)),
      };
    case 'relu': {
      // A unit, or a channel with all its pixels, is one place on the last axis.
      const axes = a.shape.slice(0, -1).map((_, axis) => axis);
      return { layer: id, figure: 'dead', value: share(tf.equal(tf.max(a, axes), 0)) };
    }
    default:
      return undefined;
  }
}

/** The norms of what a layer learns; runs in the caller's `tf.tidy`. */
function weightReadings(
  { id, weights }: NetworkLayer,
  { trainable }: MiniBatch,
  tensors: Moment,
  gradients: readonly Tensor[],
  steps: readonly { readonly step: Tensor }[],
): Reading[] {
  return weights.flatMap(({ name }): Reading[] => {
    const index = trainable.findIndex((spec) => spec.name === name);
    const [weight, gradient, step] = [tensors.get(name), gradients[index], steps[index]?.step];
    if (weight === undefined || gradient === undefined || step === undefined) return [];
    return [
      { layer: id, figure: 'gradientNorm', value: norm(gradient) },
      { layer: id, figure: 'weightNorm', value: norm(weight) },
      { layer: id, figure: 'stepNorm', value: norm(step) },
    ];
  });
}

function share(condition: Tensor): Scalar {
  return tf.mean(tf.cast(condition, 'float32'));
}

/** ‖t‖₂; divided by the greatest number first, whose square may be beyond what float32 holds. */
function norm(tensor: Tensor): Scalar {
  const greatest = tf.max<Scalar>(tf.abs(tensor));
  const scaled = tf.div(tensor, tf.maximum(greatest, TINY));
  return tf.mul(greatest, tf.sqrt(tf.sum<Scalar>(tf.square(scaled))));
}
