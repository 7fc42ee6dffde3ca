/**
 * Which units are dead or saturated over a whole set of examples, gathered from activations as they come.
 *
 * A unit is a neuron, or a channel in a convolution. A ReLU is dead when it is 0 for every example, everywhere; a sigmoid
 * or tanh counts as saturated when at least 95 % of its activations are (as `core/training/health` says).
 */
import type { LayerId } from '../graph/graph';
import type { LayerFindings, UnitFinding } from '../inspection/readings';
import type { Network, NetworkLayer } from '../network/network';
import { elementCount } from '../shape';
import { SATURATION_SHARE } from '../training/health';

/** Share of a unit's activations from which on it is reported. */
const REPORTED_SHARE = { dead: 1, saturated: 0.95 } as const;

interface Observed {
  readonly kind: UnitFinding['kind'];
  /** Whether an activation is at rest: 0, or where the curve is flat. */
  readonly rests: (a: number) => boolean;
  readonly size: number;
  /** Activations at rest by unit. */
  readonly resting: Float64Array;
  /** Activations seen of each unit. */
  seen: number;
}

export class UnitSurvey {
  private readonly observed = new Map<LayerId, Observed>();

  constructor(network: Network) {
    for (const layer of network.layers) {
      const found = observe(layer);
      if (found !== undefined) this.observed.set(layer.id, found);
    }
  }

  /** The layers whose activations are wanted: those with sigmoid, tanh or ReLU units. */
  get layers(): LayerId[] {
    return [...this.observed.keys()];
  }

  /** @param activations Of some examples, [examples, …outputShape], row-major. */
  add(layer: LayerId, activations: Float32Array | Float64Array): void {
    const observed = this.observed.get(layer);
    if (observed === undefined) throw new RangeError(`Layer "${layer}" has no units that are surveyed.`);
    const { size, resting, rests } = observed;
    if (activations.length % size !== 0) {
      throw new RangeError(
        `An example has ${size} activations in layer "${layer}", but ${activations.length} were given.`,
      );
    }
    activations.forEach((a, index) => {
      if (rests(a)) resting[index % resting.length] = (resting[index % resting.length] ?? 0) + 1;
    });
    observed.seen += activations.length / resting.length;
  }

  /** Of every surveyed layer what was found so far, the worst units first. */
  findings(): LayerFindings[] {
    return [...this.observed].map(([layer, { kind, resting, seen }]) => ({
      layer,
      units: resting.length,
      findings: Array.from(resting, (count, unit) => ({ unit, kind, share: count / seen }))
        .filter(({ share }) => share >= REPORTED_SHARE[kind])
        .sort((left, right) => right.share - left.share),
    }));
  }
}

function observe({ config, outputShape }: NetworkLayer): Observed | undefined {
  if (!('activation' in config)) return undefined;
  const common = {
    size: elementCount(outputShape),
    resting: new Float64Array(outputShape.at(-1) ?? 1),
    seen: 0,
  };
  switch (config.activation) {
    case 'relu':
      return { ...common, kind: 'dead', rests: (a) => a === 0 };
    case 'sigmoid':
      return { ...common, kind: 'saturated', rests: (a) => a * (1 - a) < SATURATION_SHARE / 4 };
    case 'tanh':
      return { ...common, kind: 'saturated', rests: (a) => 1 - a * a < SATURATION_SHARE };
    default:
      return undefined;
  }
}
