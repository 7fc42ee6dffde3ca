/**
 * What is asked and answered when someone looks inside a network: canvas → host for pictures and sums, host → training
 * page → worker for the numbers behind them.
 *
 * Numbers are pulled, never streamed: the host tells a canvas that a moment has passed, and the canvas asks again for
 * what it shows. Numbers that a run has lost arrive as `null` where VS Code makes JSON of a message, and are NaN again
 * behind the validators.
 */
import * as v from 'valibot';
import { WEIGHT_QUANTITIES, type WeightQuantity } from '../core/inspection/quantity';
import type { LayerFindings, NeuronSum, TensorPicture, TensorReading } from '../core/inspection/readings';
import type { LayerId } from '../core/graph/graph';
import { RUN_COMMANDS, type RunCommand } from '../core/training/runCommands';
import type { Shape } from '../core/shape';

// ---- host → training page → worker

/** Asks the worker with that number for tensors of its model, as they are between two steps. */
export interface TensorsRequest {
  readonly attempt: number;
  readonly quantity: Exclude<WeightQuantity, 'sinceStart'>;
  /** Names of weights; one that the model lacks, or that has no gradient, is left out of the answer. */
  readonly names: readonly string[];
}

export interface NamedTensor {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array;
}

export interface TensorsReply {
  /** Updates done when they were read. */
  readonly step: number;
  readonly tensors: readonly NamedTensor[];
}

/** How every unit behaves over the whole test set. */
export interface UnitsReply {
  readonly step: number;
  readonly examples: number;
  readonly layers: readonly LayerFindings[];
}

// ---- canvas → host

/** The moment whose weights a file's canvases show. */
export interface InspectedMoment {
  readonly runId: string;
  /** Updates done. */
  readonly step: number;
  readonly epoch: number;
  /** `live`: the worker's own weights; `past`: of a checkpoint that the user went back to; `kept`: the last checkpoint. */
  readonly source: 'live' | 'past' | 'kept';
  /** Whether it moves on by itself. */
  readonly training: boolean;
  /** Names of the output's classes: "0" … "9". */
  readonly classes: readonly string[];
  /** Examples of each set of the run's data; 0 where that is not known. */
  readonly trainingExamples: number;
  readonly testExamples: number;
}

/** Why there is nothing to show, in sentences that say what to do, and the command that does it. */
export interface Unavailable {
  readonly kind: 'unavailable';
  readonly reason: string;
  readonly command: RunCommand | null;
}

export interface LayerRequest {
  readonly layer: LayerId;
  readonly quantity: WeightQuantity;
}

export interface LayerReading {
  readonly kind: 'layer';
  readonly layer: LayerId;
  readonly quantity: WeightQuantity;
  readonly moment: InspectedMoment;
  /** What the quantity is at this moment: "∂C/∂w of mini-batch 12 of epoch 3". */
  readonly note: string;
  /** Empty for a layer without weights. */
  readonly tensors: readonly TensorReading[];
}

/** An image to send through the network: drawn by hand, or one of the run's examples. */
export type Probe =
  /** One byte a pixel, [height, width, channels] of the network's input, 0 to 255. */
  | { readonly kind: 'drawn'; readonly pixels: Uint8Array }
  | { readonly kind: 'example'; readonly set: 'training' | 'test'; readonly index: number };

export interface UnitRequest {
  readonly layer: LayerId;
  readonly unit: number;
  readonly quantity: WeightQuantity;
  /** `null`: no sum is written out. */
  readonly probe: Probe | null;
}

export interface UnitReading {
  readonly kind: 'unit';
  readonly layer: LayerId;
  readonly unit: number;
  readonly units: number;
  readonly quantity: WeightQuantity;
  readonly moment: InspectedMoment;
  /** Its incoming weights, row-major: [inputs] or [height, width, channels]. */
  readonly shape: Shape;
  readonly values: Float32Array;
  /** One tile, or bars where the weights are no image. */
  readonly picture: TensorPicture;
  readonly bias: number | null;
  readonly sum: NeuronSum | null;
}

export interface ProbeRequest {
  readonly probe: Probe;
  /** The class that should have been answered; `null`: the example's own label, or nothing is sent back. */
  readonly target: number | null;
}

/** What the probe leaves in one layer. */
export interface LayerLight {
  readonly layer: LayerId;
  readonly shape: Shape;
  /** Row-major in the layer's output shape. */
  readonly activations: Float32Array;
  /** δ = ∂C/∂z (∂C/∂x for the input); `null` without a target. */
  readonly deltas: Float32Array | null;
}

export interface ProbeReading {
  readonly kind: 'probe';
  readonly moment: InspectedMoment;
  /** [height, width, channels] bytes, as the network saw it. */
  readonly imageShape: Shape;
  readonly image: Uint8Array;
  /** Of an example; `null` for a drawn digit. */
  readonly label: number | null;
  /** In the network's order. */
  readonly layers: readonly LayerLight[];
  /** −1 where an output is no number. */
  readonly predicted: number;
  readonly confidence: number;
  readonly target: number | null;
  /** The cost C of this example for the target; `null` without one. */
  readonly cost: number | null;
}

export const ATTRIBUTIONS = ['saliency', 'occlusion'] as const;
export interface AttributionRequest {
  readonly probe: Probe;
  readonly method: (typeof ATTRIBUTIONS)[number];
  /** The class that is asked about; `null`: the one that the network answers. */
  readonly about: number | null;
}

/** Which pixels an answer hangs on, a picture of the input's size. */
export interface AttributionReading {
  readonly kind: 'attribution';
  readonly method: (typeof ATTRIBUTIONS)[number];
  readonly about: number;
  readonly moment: InspectedMoment;
  readonly picture: TensorPicture;
}

/** Another example of the run's data. */
export interface ExampleSearch {
  readonly set: 'training' | 'test';
  /** Where to look from, this example not included. */
  readonly from: number;
  readonly which: 'next' | 'previous' | 'random' | 'nextMisread';
}

export interface FoundExample {
  readonly kind: 'example';
  readonly set: 'training' | 'test';
  readonly index: number;
}

export interface UnitsReading {
  readonly kind: 'units';
  readonly moment: InspectedMoment;
  readonly examples: number;
  readonly layers: readonly LayerFindings[];
}

/** What the host does for a canvas that looks inside. Rejects only when something has gone wrong. */
export interface InspectionHostMethods {
  readLayer(request: LayerRequest): LayerReading | Unavailable;
  readUnit(request: UnitRequest): UnitReading | Unavailable;
  readProbe(request: ProbeRequest): ProbeReading | Unavailable;
  readAttribution(request: AttributionRequest): AttributionReading | Unavailable;
  findExample(search: ExampleSearch): FoundExample | Unavailable;
  /** Surveys all units over the whole test set; takes seconds. */
  readUnits(nothing: null): UnitsReading | Unavailable;
  /** Opens the layer's weights as a table in a tab of its own. */
  openWeights(request: LayerRequest): void;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const nullableCount = v.nullable(count);
/** JSON makes `null` of NaN. */
const figure = v.pipe(
  v.nullable(v.union([v.number(), v.nan()])),
  v.transform((value) => value ?? NaN),
);
const floats = v.instance(Float32Array);
const bytes = v.instance(Uint8Array);
const shape = v.array(count);
const quantity = v.picklist(WEIGHT_QUANTITIES);
const set = v.picklist(['training', 'test']);

const probe = v.variant('kind', [
  v.object({ kind: v.literal('drawn'), pixels: bytes }),
  v.object({ kind: v.literal('example'), set, index: count }),
]);

const layerFindings = v.object({
  layer: v.string(),
  units: count,
  findings: v.array(v.object({ unit: count, kind: v.picklist(['dead', 'saturated']), share: v.number() })),
});

const namedTensor = v.object({ name: v.string(), shape, values: floats });

export const readTensorsRequest = v.parser(
  v.object({
    attempt: count,
    quantity: v.picklist(['weights', 'lastUpdate', 'gradient']),
    names: v.array(v.string()),
  }),
);
export const readTensorsReply = v.parser(v.object({ step: count, tensors: v.array(namedTensor) }));

const moment = v.object({
  runId: v.string(),
  step: count,
  epoch: count,
  source: v.picklist(['live', 'past', 'kept']),
  training: v.boolean(),
  classes: v.array(v.string()),
  trainingExamples: count,
  testExamples: count,
});
export const momentArgument = v.parser(v.nullable(moment));

const picture = v.object({
  kind: v.picklist(['tiles', 'heatMap', 'bars']),
  tileWidth: count,
  tileHeight: count,
  tiles: count,
  totalTiles: count,
  levels: v.instance(Int8Array),
  scale: figure,
  caption: v.string(),
});

const tensorReading = v.object({
  name: v.string(),
  role: v.picklist(['kernel', 'bias', 'gamma', 'beta', 'movingMean', 'movingVariance']),
  shape,
  statistics: v.object({
    count,
    min: figure,
    max: figure,
    mean: figure,
    standardDeviation: figure,
    nearZero: figure,
    nonFinite: count,
  }),
  histogram: v.object({ from: figure, to: figure, counts: v.array(count) }),
  picture,
});

const unavailable = v.object({
  kind: v.literal('unavailable'),
  reason: v.string(),
  command: v.nullable(v.picklist(RUN_COMMANDS)),
});

const neuronSum = v.object({
  place: v.nullable(v.tuple([count, count])),
  terms: v.array(
    v.object({ index: count, label: v.string(), weight: figure, input: figure, product: figure }),
  ),
  restCount: count,
  restSum: figure,
  bias: v.nullable(v.number()),
  z: figure,
  a: figure,
  activation: v.string(),
});

const layerRequest = v.object({ layer: v.string(), quantity });

export const inspectionHostValidators = {
  readLayer: v.parser(layerRequest),
  readUnit: v.parser(v.object({ layer: v.string(), unit: count, quantity, probe: v.nullable(probe) })),
  readProbe: v.parser(v.object({ probe, target: nullableCount })),
  readAttribution: v.parser(v.object({ probe, method: v.picklist(ATTRIBUTIONS), about: nullableCount })),
  findExample: v.parser(
    v.object({ set, from: count, which: v.picklist(['next', 'previous', 'random', 'nextMisread']) }),
  ),
  readUnits: v.parser(v.null()),
  openWeights: v.parser(layerRequest),
};

export const inspectionHostReplyValidators = {
  readLayer: v.parser(
    v.variant('kind', [
      unavailable,
      v.object({
        kind: v.literal('layer'),
        layer: v.string(),
        quantity,
        moment,
        note: v.string(),
        tensors: v.array(tensorReading),
      }),
    ]),
  ),
  readUnit: v.parser(
    v.variant('kind', [
      unavailable,
      v.object({
        kind: v.literal('unit'),
        layer: v.string(),
        unit: count,
        units: count,
        quantity,
        moment,
        shape,
        values: floats,
        picture,
        bias: v.nullable(v.number()),
        sum: v.nullable(neuronSum),
      }),
    ]),
  ),
  readProbe: v.parser(
    v.variant('kind', [
      unavailable,
      v.object({
        kind: v.literal('probe'),
        moment,
        imageShape: shape,
        image: bytes,
        label: nullableCount,
        layers: v.array(
          v.object({ layer: v.string(), shape, activations: floats, deltas: v.nullable(floats) }),
        ),
        predicted: v.pipe(v.number(), v.integer(), v.minValue(-1)),
        confidence: figure,
        target: nullableCount,
        cost: v.nullable(v.number()),
      }),
    ]),
  ),
  readAttribution: v.parser(
    v.variant('kind', [
      unavailable,
      v.object({
        kind: v.literal('attribution'),
        method: v.picklist(ATTRIBUTIONS),
        about: count,
        moment,
        picture,
      }),
    ]),
  ),
  findExample: v.parser(
    v.variant('kind', [unavailable, v.object({ kind: v.literal('example'), set, index: count })]),
  ),
  readUnits: v.parser(
    v.variant('kind', [
      unavailable,
      v.object({ kind: v.literal('units'), moment, examples: count, layers: v.array(layerFindings) }),
    ]),
  ),
};
