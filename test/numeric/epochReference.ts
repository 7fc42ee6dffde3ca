/**
 * Training in plain loops and float64, for whoever wants to read what every engine must compute: forward, the four
 * equations of back-propagation, and the optimiser's rule.
 *
 * Takes chains of the layers that the tests need: Dense, Conv2D (valid, one pixel at a time), MaxPooling2D (2 × 2),
 * BatchNormalization, Activation, Flatten. Nothing is shared with the engines but the network and its initial weights.
 * With δ = ∂C/∂z of a layer, where C is the mean cost over the mini-batch:
 *
 *   (BP1) of the last layer: δ = ∂C/∂a ⊙ σ′(z), which for softmax and cross-entropy is (a − y)/n;
 *   (BP2) of a layer before: ∂C/∂a = wᵀδ of the layer behind it, then δ = ∂C/∂a ⊙ σ′(z);
 *   (BP3) ∂C/∂b = Σ δ;   (BP4) ∂C/∂w = Σ a_in δ, both summed over the mini-batch.
 */
import type { ExampleSet } from '../../src/core/data/dataset';
import type { OptimizerConfig } from '../../src/core/hyperparameters/hyperparameters';
import type { Activation } from '../../src/core/layers/layerConfig';
import type { Network, NetworkLayer } from '../../src/core/network/network';
import { elementCount } from '../../src/core/shape';
import type { WeightMap } from '../../src/core/weights/weightMap';

/** One row an example, each the elements of one output, row-major. */
type Rows = Float64Array[];
type Tensors = Map<string, Float64Array>;

/** What a layer does to a mini-batch, and how a gradient goes back through it. */
interface Pass {
  readonly output: Rows;
  /** From ∂C/∂output to ∂C/∂input; adds the gradients of the layer's own weights to `gradients`. */
  back(gradient: Rows, gradients: Tensors): Rows;
}

/** All weights after one mini-batch after the other, and the mean cost of each before its update. */
export function trainReference(
  network: Network,
  initial: WeightMap,
  examples: ExampleSet,
  batches: readonly Uint32Array[],
): { readonly weights: ReadonlyMap<string, Float64Array>; readonly losses: readonly number[] } {
  const weights: Tensors = new Map(
    [...initial].map(([name, { values }]) => [name, Float64Array.from(values)]),
  );
  const state: Tensors = new Map();
  const losses = batches.map((batch, index) => {
    const pixels = elementCount(examples.imageShape);
    let rows: Rows = Array.from(batch, (example) =>
      Float64Array.from(examples.images.subarray(example * pixels, (example + 1) * pixels), (p) => p / 255),
    );
    const passes: Pass[] = [];
    for (const layer of network.layers.slice(1)) {
      const pass = passThrough(layer, rows, weights);
      passes.push(pass);
      rows = pass.output;
    }
    const labels = Array.from(batch, (example) => examples.labels[example] ?? 0);
    const { loss, gradient } = cost(network, rows, labels);
    const gradients: Tensors = new Map();
    passes.reduceRight((behind, pass) => pass.back(behind, gradients), gradient);
    for (const [name, g] of gradients) {
      update(network.training.optimizer, name, weights.get(name) ?? g, g, state, index + 1);
    }
    return loss;
  });
  return { weights, losses };
}

/** The mean cost, and its gradient: ∂C/∂a, or, behind a softmax, ∂C/∂z (the softmax then lets it through). */
function cost(network: Network, outputs: Rows, labels: readonly number[]): { loss: number; gradient: Rows } {
  const n = outputs.length;
  let loss = 0;
  const gradient = outputs.map((a, row) =>
    a.map((value, unit) => {
      const y = unit === labels[row] ? 1 : 0;
      if (network.training.loss === 'quadratic') loss += 0.5 * (y - value) ** 2;
      else if (y === 1) loss -= Math.log(value);
      return (value - y) / n;
    }),
  );
  return { loss: loss / n, gradient };
}

function passThrough(layer: NetworkLayer, x: Rows, weights: Tensors): Pass {
  const { config, id } = layer;
  switch (config.type) {
    case 'Flatten':
      return { output: x, back: (gradient) => gradient };
    case 'Activation':
      return activate(config.activation, x);
    case 'Dense':
    case 'Conv2D': {
      const linear = config.type === 'Dense' ? dense(layer, x, weights) : convolve(layer, x, weights);
      const activation = activate(config.activation, linear.output);
      return {
        output: activation.output,
        back: (gradient, gradients) => linear.back(activation.back(gradient, gradients), gradients),
      };
    }
    case 'BatchNormalization':
      return normalize(layer, config, x, weights);
    case 'MaxPooling2D':
      return pool(layer, x);
    default:
      throw new Error(`The reference does not know ${config.type}, the type of "${id}".`);
  }
}

function activate(activation: Activation, z: Rows): Pass {
  switch (activation) {
    case 'linear':
      return { output: z, back: (gradient) => gradient };
    case 'relu':
      return elementwise(
        z,
        (value) => Math.max(0, value),
        (a) => (a > 0 ? 1 : 0),
      );
    case 'sigmoid':
      return elementwise(
        z,
        (value) => 1 / (1 + Math.exp(-value)),
        (a) => a * (1 - a),
      );
    case 'softmax': {
      const output = z.map((row) => {
        const greatest = Math.max(...row);
        const powers = row.map((value) => Math.exp(value - greatest));
        const sum = powers.reduce((total, power) => total + power, 0);
        return powers.map((power) => power / sum);
      });
      // `cost` has gone through it already.
      return { output, back: (gradient) => gradient };
    }
    default:
      throw new Error(`The reference does not know the activation ${activation}.`);
  }
}

/** @param slope σ′(z) as a function of a = σ(z). */
function elementwise(z: Rows, curve: (z: number) => number, slope: (a: number) => number): Pass {
  const output = z.map((row) => row.map(curve));
  return {
    output,
    back: (gradient) =>
      gradient.map((row, n) => row.map((value, i) => value * slope(output[n]?.[i] ?? Number.NaN))),
  };
}

/** z = a_in w + b, kernel [inputs, units]. */
function dense({ id, config, inputShapes }: NetworkLayer, x: Rows, weights: Tensors): Pass {
  if (config.type !== 'Dense') throw new Error(`"${id}" is no Dense layer.`);
  const inputs = elementCount(inputShapes[0] ?? []);
  const { units } = config;
  const kernel = valuesOf(weights, `${id}.kernel`);
  const bias = config.useBias ? valuesOf(weights, `${id}.bias`) : new Float64Array(units);
  const output = x.map((a) => {
    const z = bias.slice();
    for (let i = 0; i < inputs; i++) for (let j = 0; j < units; j++) z[j]! += a[i]! * kernel[i * units + j]!;
    return z;
  });
  return {
    output,
    back: (deltas, gradients) => {
      const kernelGradient = new Float64Array(kernel.length);
      const biasGradient = new Float64Array(units);
      const before = deltas.map((delta, n) => {
        const a = x[n]!;
        const back = new Float64Array(inputs);
        for (let j = 0; j < units; j++) biasGradient[j]! += delta[j]!; // (BP3)
        for (let i = 0; i < inputs; i++) {
          for (let j = 0; j < units; j++) {
            kernelGradient[i * units + j]! += a[i]! * delta[j]!; // (BP4)
            back[i]! += kernel[i * units + j]! * delta[j]!; // (BP2)
          }
        }
        return back;
      });
      gradients.set(`${id}.kernel`, kernelGradient);
      if (config.useBias) gradients.set(`${id}.bias`, biasGradient);
      return before;
    },
  };
}

/** Every filter at every place of the image; kernel [height, width, channels, filters]. The equations are Dense's. */
function convolve({ id, config, inputShapes, outputShape }: NetworkLayer, x: Rows, weights: Tensors): Pass {
  if (
    config.type !== 'Conv2D' ||
    config.padding !== 'valid' ||
    config.strides.join() !== '1,1' ||
    config.useBias
  )
    throw new Error(`The reference convolves without padding, strides and bias; "${id}" has some.`);
  const [, width = 0, channels = 0] = inputShapes[0] ?? [];
  const [rows = 0, columns = 0, filters = 0] = outputShape;
  const [kernelHeight, kernelWidth] = config.kernelSize;
  const kernel = valuesOf(weights, `${id}.kernel`);
  /** Calls `meet` for each product of an input and a kernel's element that goes into an output. */
  const everywhere = (meet: (input: number, element: number, output: number) => void): void => {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let dy = 0; dy < kernelHeight; dy++)
          for (let dx = 0; dx < kernelWidth; dx++)
            for (let channel = 0; channel < channels; channel++)
              for (let filter = 0; filter < filters; filter++)
                meet(
                  ((row + dy) * width + column + dx) * channels + channel,
                  ((dy * kernelWidth + dx) * channels + channel) * filters + filter,
                  (row * columns + column) * filters + filter,
                );
  };
  const output = x.map((a) => {
    const z = new Float64Array(elementCount(outputShape));
    everywhere((i, k, o) => {
      z[o]! += a[i]! * kernel[k]!;
    });
    return z;
  });
  return {
    output,
    back: (deltas, gradients) => {
      const kernelGradient = new Float64Array(kernel.length);
      const before = deltas.map((delta, n) => {
        const a = x[n]!;
        const back = new Float64Array(a.length);
        everywhere((i, k, o) => {
          kernelGradient[k]! += a[i]! * delta[o]!; // (BP4)
          back[i]! += kernel[k]! * delta[o]!; // (BP2)
        });
        return back;
      });
      gradients.set(`${id}.kernel`, kernelGradient);
      return before;
    },
  };
}

/** The greatest of each 2 × 2 pixels; the gradient goes to where it stood. */
function pool({ id, config, inputShapes, outputShape }: NetworkLayer, x: Rows): Pass {
  if (config.type !== 'MaxPooling2D' || config.poolSize.join() !== '2,2' || config.strides.join() !== '2,2')
    throw new Error(`The reference pools 2 × 2 pixels; "${id}" others.`);
  const [, width = 0, channels = 0] = inputShapes[0] ?? [];
  const [, columns = 0] = outputShape;
  const places = x.map((a) =>
    Array.from({ length: elementCount(outputShape) }, (_, output) => {
      const channel = output % channels;
      const column = Math.floor(output / channels) % columns;
      const row = Math.floor(output / channels / columns);
      const corner = (2 * row * width + 2 * column) * channels + channel;
      const window = [corner, corner + channels, corner + width * channels, corner + (width + 1) * channels];
      return window.reduce((best, place) => (a[place]! > a[best]! ? place : best));
    }),
  );
  return {
    output: x.map((a, n) => Float64Array.from(places[n]!, (place) => a[place]!)),
    back: (gradient) =>
      gradient.map((row, n) => {
        const back = new Float64Array(x[n]!.length);
        row.forEach((value, output) => {
          back[places[n]![output]!]! += value;
        });
        return back;
      }),
  };
}

/**
 * y = γ x̂ + β with x̂ = (x − μ)/√(σ² + ε), μ and σ² over the mini-batch and all places of a channel. Back through μ and
 * σ² too: ∂C/∂x = γ/√(σ² + ε) (g − mean(g) − x̂ mean(g x̂)) with g = ∂C/∂y.
 */
function normalize(
  { id, outputShape }: NetworkLayer,
  { epsilon, momentum }: { readonly epsilon: number; readonly momentum: number },
  x: Rows,
  weights: Tensors,
): Pass {
  const channels = outputShape.at(-1) ?? 1;
  const count = (x.length * elementCount(outputShape)) / channels;
  const gamma = valuesOf(weights, `${id}.gamma`);
  const beta = valuesOf(weights, `${id}.beta`);
  /** The mean over each channel of what `of` says of an element. */
  const meanOf = (of: (n: number, i: number, channel: number) => number): Float64Array => {
    const sums = new Float64Array(channels);
    x.forEach((row, n) => {
      row.forEach((_, i) => {
        sums[i % channels]! += of(n, i, i % channels);
      });
    });
    return sums.map((sum) => sum / count);
  };
  const mean = meanOf((n, i) => x[n]![i]!);
  const variance = meanOf((n, i, channel) => (x[n]![i]! - mean[channel]!) ** 2);
  move(valuesOf(weights, `${id}.movingMean`), mean, momentum);
  move(valuesOf(weights, `${id}.movingVariance`), variance, momentum);
  const deviation = variance.map((value) => Math.sqrt(value + epsilon));
  const normal = x.map((row) =>
    row.map((value, i) => (value - mean[i % channels]!) / deviation[i % channels]!),
  );
  const gammaBefore = gamma.slice();
  return {
    output: normal.map((row) => row.map((value, i) => gamma[i % channels]! * value + beta[i % channels]!)),
    back: (gradient, gradients) => {
      const meanGradient = meanOf((n, i) => gradient[n]![i]!);
      const meanProduct = meanOf((n, i) => gradient[n]![i]! * normal[n]![i]!);
      gradients.set(
        `${id}.gamma`,
        meanProduct.map((value) => value * count),
      );
      gradients.set(
        `${id}.beta`,
        meanGradient.map((value) => value * count),
      );
      return gradient.map((row, n) =>
        row.map((value, i) => {
          const channel = i % channels;
          const centred = value - meanGradient[channel]! - normal[n]![i]! * meanProduct[channel]!;
          return (gammaBefore[channel]! / deviation[channel]!) * centred;
        }),
      );
    },
  };
}

function move(moving: Float64Array, batch: Float64Array, momentum: number): void {
  batch.forEach((value, channel) => {
    moving[channel] = moving[channel]! * momentum + value * (1 - momentum);
  });
}

/**
 * One step of one weight, in place. SGD: v ← m v + g, w ← w − η v. Adam: moving means of g and g², both corrected for
 * their start at 0, w ← w − η m̂/(√v̂ + ε).
 * @param t Number of the step, from 1.
 */
function update(
  optimizer: OptimizerConfig,
  name: string,
  w: Float64Array,
  g: Float64Array,
  state: Tensors,
  t: number,
): void {
  const kept = (role: string): Float64Array => {
    const key = `${name}/${role}`;
    const tensor = state.get(key) ?? new Float64Array(w.length);
    state.set(key, tensor);
    return tensor;
  };
  switch (optimizer.type) {
    case 'sgd': {
      if (optimizer.nesterov) throw new Error('The reference does not look ahead.');
      const v = kept('velocity');
      for (let i = 0; i < w.length; i++) {
        v[i] = optimizer.momentum * v[i]! + g[i]!;
        w[i]! -= optimizer.learningRate * v[i]!;
      }
      break;
    }
    case 'adam': {
      const { learningRate, beta1, beta2, epsilon } = optimizer;
      const m = kept('mean');
      const v = kept('variance');
      for (let i = 0; i < w.length; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! ** 2;
        const mean = m[i]! / (1 - beta1 ** t);
        const variance = v[i]! / (1 - beta2 ** t);
        w[i]! -= (learningRate * mean) / (Math.sqrt(variance) + epsilon);
      }
      break;
    }
    case 'rmsprop':
      throw new Error('The reference does not know rmsprop.');
  }
}

function valuesOf(weights: Tensors, name: string): Float64Array {
  const values = weights.get(name);
  if (values === undefined) throw new Error(`There is no tensor "${name}".`);
  return values;
}
