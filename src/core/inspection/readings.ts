/**
 * What is shown of tensors: figures, a histogram and a picture, ready to draw. Shared by hovers, cards, the text's hover
 * and the table, so that all of them say the same.
 */
import type { LayerId } from '../graph/graph';
import type { WeightSpec } from '../layers/weights';
import type { Shape } from '../shape';

export interface TensorStatistics {
  readonly count: number;
  /** Of the finite values, as are the next three; NaN where there is none. */
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of the whole population: √(Σ(w − mean)² / count). */
  readonly standardDeviation: number;
  /** Share of values whose magnitude is at most a hundredth of the greatest one, in [0, 1]. */
  readonly nearZero: number;
  /** Values that are NaN or infinite. */
  readonly nonFinite: number;
}

/** Equally wide bins from the least to the greatest finite value; the last takes its upper end too. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

/**
 * A picture of numbers by a diverging map around zero.
 *
 * `tiles`: one tile a unit (a Dense neuron over the input's image, a Conv2D filter); `heatMap`: one tile, rows are
 * inputs and columns units; `bars`: one number a unit, tiles of one pixel.
 */
export interface TensorPicture {
  readonly kind: 'tiles' | 'heatMap' | 'bars';
  /** Pixels of one tile. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Tiles that are here, from unit 0 on. */
  readonly tiles: number;
  /** Tiles that there are; more than `tiles` where a picture of all would be too large. */
  readonly totalTiles: number;
  /**
   * Tile after tile, each row-major: round(127 · value / scale), from −127 to 127; −128 where the value is not finite.
   */
  readonly levels: Int8Array;
  /** The greatest magnitude of the tensor's finite values; 0 where all are 0. Level 127 stands for it. */
  readonly scale: number;
  /** What a tile's axes are, in a few words: "28 × 28 pixels of the input", "3 × 3, input channels side by side". */
  readonly caption: string;
}

/** One tensor of a layer, of whatever quantity. */
export interface TensorReading {
  /** As in a weights file: `hidden.kernel`. */
  readonly name: string;
  readonly role: WeightSpec['role'];
  readonly shape: Shape;
  readonly statistics: TensorStatistics;
  readonly histogram: Histogram;
  readonly picture: TensorPicture;
}

/** One addend wₖaₖ of a neuron's weighted sum. */
export interface SumTerm {
  /** Place of the weight among those that come into the neuron, row-major. */
  readonly index: number;
  /** What the input is called: "pixel (12, 7)", "hidden 17", "row 2, column 0 of channel 3". */
  readonly label: string;
  readonly weight: number;
  readonly input: number;
  readonly product: number;
}

/** The sum of one neuron for one example, written out: z = Σ wₖaₖ + b, a = σ(z). */
export interface NeuronSum {
  /** Where, for a filter: the place of its strongest answer, [row, column]; `null` for a Dense neuron. */
  readonly place: readonly [number, number] | null;
  /** The terms of greatest magnitude, in falling order of it. */
  readonly terms: readonly SumTerm[];
  /** How many terms are not in `terms`, and what they add up to. */
  readonly restCount: number;
  readonly restSum: number;
  readonly bias: number | null;
  readonly z: number;
  readonly a: number;
  /** The activation's name; that of a whole layer, softmax, takes all its neurons' z. */
  readonly activation: string;
}

/** How a unit behaves over a whole set of examples. */
export interface UnitFinding {
  readonly unit: number;
  readonly kind: 'dead' | 'saturated';
  /** Share of its activations that are 0 (dead: all of them) or saturated, in [0, 1]. */
  readonly share: number;
}

/** The units of one layer that are dead or saturated over a whole set of examples, the worst first. */
export interface LayerFindings {
  readonly layer: LayerId;
  readonly units: number;
  readonly findings: readonly UnitFinding[];
}
