/**
 * What is asked and answered when someone looks at the weights and the units of a network: canvas → host for pictures,
 * host → training page → worker for the numbers behind them.
 *
 * Numbers are pulled, never streamed: the host tells a canvas that a moment has passed, and the canvas asks again for
 * what it shows.
 */
import * as v from 'valibot';
import { WEIGHT_QUANTITIES, type WeightQuantity } from '../core/inspection/quantity';
import type { LayerFindings, NeuronSum, TensorPicture, TensorReading } from '../core/inspection/readings';
import type { LayerId } from '../core/graph/graph';
import type { Shape } from '../core/shape';
import {
  countSchema,
  figureSchema,
  floatsSchema,
  momentSchema,
  pictureSchema,
  shapeSchema,
  tensorReadingSchema,
  unavailableSchema,
  type InspectedMoment,
  type Unavailable,
} from './inspectedMoment';
import {
  probeHostReplyValidators,
  probeHostValidators,
  probeSchema,
  type Probe,
  type ProbeHostMethods,
} from './probe';

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

/** Asks the page of the worker with that number what is to be shown of a layer's tensors. */
export interface PicturesRequest {
  readonly attempt: number;
  readonly quantity: Exclude<WeightQuantity, 'sinceStart'>;
  readonly layer: LayerId;
}

/** A quarter of the bytes of the tensors themselves. */
export interface PicturesReply {
  /** Updates done when the tensors were read. */
  readonly step: number;
  readonly tensors: readonly TensorReading[];
}

/** Asks the worker with that number how its model's units behave over the whole test set; training waits meanwhile. */
export interface UnitsRequest {
  readonly attempt: number;
}

export interface UnitsReply {
  /** Updates done at the time. */
  readonly step: number;
  /** Examples of the test set. */
  readonly examples: number;
  readonly layers: readonly LayerFindings[];
}

// ---- canvas → host

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

/** The numbers themselves. */
export interface ValuesReading {
  readonly kind: 'values';
  readonly layer: LayerId;
  readonly quantity: WeightQuantity;
  readonly moment: InspectedMoment;
  readonly note: string;
  readonly tensors: readonly NamedTensor[];
}

export interface UnitRequest {
  readonly layer: LayerId;
  /** A neuron, or a channel of a convolution. */
  readonly unit: number;
  readonly quantity: WeightQuantity;
  /** `null`: no sum is written out. */
  readonly probe: Probe | null;
}

export interface UnitReading {
  readonly kind: 'unit';
  readonly layer: LayerId;
  readonly unit: number;
  /** How many the layer has. */
  readonly units: number;
  readonly quantity: WeightQuantity;
  readonly moment: InspectedMoment;
  readonly note: string;
  /** What comes into it, row-major: [inputs] or [height, width, channels]. */
  readonly shape: Shape;
  readonly values: Float32Array;
  /** One tile, or bars where the weights are no image. */
  readonly picture: TensorPicture;
  /** `null` where the layer has none, or it is no number. */
  readonly bias: number | null;
  /** Of the probe, by the weights of this moment whatever the quantity; `null` without a probe. */
  readonly sum: NeuronSum | null;
}

export interface UnitsReading {
  readonly kind: 'units';
  readonly moment: InspectedMoment;
  /** Examples of the test set. */
  readonly examples: number;
  /** Layers with sigmoid, tanh or ReLU units, in the network's order; findings are empty where all is well. */
  readonly layers: readonly LayerFindings[];
}

/** What the host does for a canvas that looks inside. Rejects only when something has gone wrong. */
export interface InspectionHostMethods extends ProbeHostMethods {
  readLayer(request: LayerRequest): LayerReading | Unavailable;
  readValues(request: LayerRequest): ValuesReading | Unavailable;
  readUnit(request: UnitRequest): UnitReading | Unavailable;
  /** How all units behave over the whole test set; takes a while. */
  readUnits(nothing: null): UnitsReading | Unavailable;
  /** Opens the layer's weights as a table in a tab of its own. */
  openWeights(layer: LayerId): void;
}

const quantity = v.picklist(WEIGHT_QUANTITIES);
const namedTensor = v.object({ name: v.string(), shape: shapeSchema, values: floatsSchema });
const layerFindings = v.object({
  layer: v.string(),
  units: countSchema,
  findings: v.array(
    v.object({ unit: countSchema, kind: v.picklist(['dead', 'saturated']), share: v.number() }),
  ),
});

export const readTensorsRequest = v.parser(
  v.object({
    attempt: countSchema,
    quantity: v.picklist(['weights', 'lastUpdate', 'gradient']),
    names: v.array(v.string()),
  }),
);
export const readTensorsReply = v.parser(v.object({ step: countSchema, tensors: v.array(namedTensor) }));
export const readPicturesRequest = v.parser(
  v.object({
    attempt: countSchema,
    quantity: v.picklist(['weights', 'lastUpdate', 'gradient']),
    layer: v.string(),
  }),
);
export const readPicturesReply = v.parser(
  v.object({ step: countSchema, tensors: v.array(tensorReadingSchema) }),
);
export const readUnitsRequest = v.parser(v.object({ attempt: countSchema }));
export const readUnitsReply = v.parser(
  v.object({ step: countSchema, examples: countSchema, layers: v.array(layerFindings) }),
);
export const momentArgument = v.parser(v.nullable(momentSchema));

const neuronSum = v.object({
  place: v.nullable(v.tuple([countSchema, countSchema])),
  terms: v.array(
    v.object({
      index: countSchema,
      label: v.string(),
      weight: figureSchema,
      input: figureSchema,
      product: figureSchema,
    }),
  ),
  restCount: countSchema,
  restSum: figureSchema,
  bias: v.nullable(v.number()),
  z: figureSchema,
  a: figureSchema,
  activation: v.string(),
});

const layerRequest = v.object({ layer: v.string(), quantity });

export const inspectionHostValidators = {
  ...probeHostValidators,
  readLayer: v.parser(layerRequest),
  readValues: v.parser(layerRequest),
  readUnit: v.parser(
    v.object({ layer: v.string(), unit: countSchema, quantity, probe: v.nullable(probeSchema) }),
  ),
  readUnits: v.parser(v.null()),
  openWeights: v.parser(v.string()),
};

/** What every answer about a layer says of itself. */
const ofLayer = { layer: v.string(), quantity, moment: momentSchema, note: v.string() };

export const inspectionHostReplyValidators = {
  ...probeHostReplyValidators,
  readLayer: v.parser(
    v.variant('kind', [
      unavailableSchema,
      v.object({ kind: v.literal('layer'), ...ofLayer, tensors: v.array(tensorReadingSchema) }),
    ]),
  ),
  readValues: v.parser(
    v.variant('kind', [
      unavailableSchema,
      v.object({ kind: v.literal('values'), ...ofLayer, tensors: v.array(namedTensor) }),
    ]),
  ),
  readUnit: v.parser(
    v.variant('kind', [
      unavailableSchema,
      v.object({
        kind: v.literal('unit'),
        ...ofLayer,
        unit: countSchema,
        units: countSchema,
        shape: shapeSchema,
        values: floatsSchema,
        picture: pictureSchema,
        bias: v.nullable(v.number()),
        sum: v.nullable(neuronSum),
      }),
    ]),
  ),
  readUnits: v.parser(
    v.variant('kind', [
      unavailableSchema,
      v.object({
        kind: v.literal('units'),
        moment: momentSchema,
        examples: countSchema,
        layers: v.array(layerFindings),
      }),
    ]),
  ),
};
