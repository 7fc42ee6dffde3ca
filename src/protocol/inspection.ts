/**
 * What is asked and answered when someone looks inside a network: canvas → host for pictures, host → training
 * page → worker for the numbers behind them.
 *
 * Numbers are pulled, never streamed: the host tells a canvas that a moment has passed, and the canvas asks again for
 * what it shows. Numbers that a run has lost arrive as `null` where VS Code makes JSON of a message, and are NaN again
 * behind the validators.
 */
import * as v from 'valibot';
import { WEIGHT_QUANTITIES, type WeightQuantity } from '../core/inspection/quantity';
import type { TensorReading } from '../core/inspection/readings';
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

// ---- canvas → host

/** The moment whose weights a file's canvases show. */
export interface InspectedMoment {
  readonly runId: string;
  /** Updates done. */
  readonly step: number;
  /** Whole epochs done. */
  readonly epoch: number;
  /** `live`: the worker's own weights; `past`: of a checkpoint that the user went back to; `kept`: the last checkpoint. */
  readonly source: 'live' | 'past' | 'kept';
  /** Whether it moves on by itself. */
  readonly training: boolean;
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
  /** What the quantity is at this moment: "w after 120 updates". */
  readonly note: string;
  /** Empty for a layer without weights. */
  readonly tensors: readonly TensorReading[];
}

/** What the host does for a canvas that looks inside. Rejects only when something has gone wrong. */
export interface InspectionHostMethods {
  readLayer(request: LayerRequest): LayerReading | Unavailable;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** JSON makes `null` of NaN. */
const figure = v.pipe(
  v.nullable(v.union([v.number(), v.nan()])),
  v.transform((value) => value ?? NaN),
);
const floats = v.instance(Float32Array);
const shape = v.array(count);
const quantity = v.picklist(WEIGHT_QUANTITIES);
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

export const inspectionHostValidators = {
  readLayer: v.parser(v.object({ layer: v.string(), quantity })),
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
};
