/**
 * What is asked and answered about one example on its way through a network, forwards and back: canvas → host.
 */
import * as v from 'valibot';
import type { LayerId } from '../core/graph/graph';
import type { TensorPicture } from '../core/inspection/readings';
import type { Shape } from '../core/shape';
import {
  countSchema,
  figureSchema,
  floatsSchema,
  momentSchema,
  pictureSchema,
  shapeSchema,
  unavailableSchema,
  type InspectedMoment,
  type Unavailable,
} from './inspectedMoment';

const EXAMPLE_SETS = ['training', 'test'] as const;
export type ExampleSetName = (typeof EXAMPLE_SETS)[number];

/** An image to send through the network: drawn by hand, or one of the run's examples. */
export type Probe =
  /** One byte a pixel, row-major in the network's input shape, 0 (paper) to 255 (ink). */
  | { readonly kind: 'drawn'; readonly pixels: Uint8Array }
  | { readonly kind: 'example'; readonly set: ExampleSetName; readonly index: number };

export interface ProbeRequest {
  readonly probe: Probe;
  /** The class that should have been answered; `null`: nothing is sent back. */
  readonly target: number | null;
}

/** What the probe leaves in one layer. */
export interface LayerLight {
  readonly layer: LayerId;
  readonly shape: Shape;
  /** a, row-major in the layer's output shape. */
  readonly activations: Float32Array;
  /** δ = ∂C/∂z (∂C/∂x for the input), in the same order; `null` without a target. */
  readonly deltas: Float32Array | null;
}

export interface ProbeReading {
  readonly kind: 'probe';
  readonly moment: InspectedMoment;
  /** One byte a pixel, as the network saw it, row-major in `imageShape`: the input's own shape. */
  readonly imageShape: Shape;
  readonly image: Uint8Array;
  /** Of an example; `null` for a drawn digit. */
  readonly label: number | null;
  /** In the network's order, the input first. */
  readonly layers: readonly LayerLight[];
  /** The layer whose activations are the network's answer. */
  readonly output: LayerId;
  /** Classes that the network tells apart: 2 where its output is a single value. */
  readonly classes: number;
  /** The class that is read of the output (`core/training/targets`); −1 where an output is no number. */
  readonly predicted: number;
  /** How sure of it (`core/training/targets`). */
  readonly confidence: number;
  readonly target: number | null;
  /** The cost C of this example for the target; `null` without one. */
  readonly cost: number | null;
}

export const ATTRIBUTIONS = ['saliency', 'occlusion'] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

export interface AttributionRequest {
  readonly probe: Probe;
  readonly method: Attribution;
  /** The class that is asked about; `null`: the one that the network answers. */
  readonly about: number | null;
}

/** Which pixels an answer rests on, as a picture of the input's size. */
export interface AttributionReading {
  readonly kind: 'attribution';
  readonly method: Attribution;
  readonly about: number;
  readonly moment: InspectedMoment;
  readonly picture: TensorPicture;
}

/** Another example of the run's data; sets are gone through in a circle. */
export interface ExampleSearch {
  readonly set: ExampleSetName;
  /** Where to look from, this example not included but by `at`. */
  readonly from: number;
  /** `at`: this example itself, to learn whether there is one. `nextMisread`: of the test set, at the last measurement. */
  readonly which: 'at' | 'next' | 'previous' | 'random' | 'nextMisread';
}

export interface FoundExample {
  readonly kind: 'example';
  readonly set: ExampleSetName;
  readonly index: number;
  /** Examples in the set. */
  readonly examples: number;
}

/** What the host does for a canvas with a probe. Rejects only when something has gone wrong. */
export interface ProbeHostMethods {
  readProbe(request: ProbeRequest): ProbeReading | Unavailable;
  /** An occlusion takes a while; a later request of the same canvas makes an earlier one's answer unavailable. */
  readAttribution(request: AttributionRequest): AttributionReading | Unavailable;
  findExample(search: ExampleSearch): FoundExample | Unavailable;
}

const bytes = v.instance(Uint8Array);
const set = v.picklist(EXAMPLE_SETS);
const nullableCount = v.nullable(countSchema);
export const probeSchema = v.variant('kind', [
  v.object({ kind: v.literal('drawn'), pixels: bytes }),
  v.object({ kind: v.literal('example'), set, index: countSchema }),
]);

export const probeHostValidators = {
  readProbe: v.parser(v.object({ probe: probeSchema, target: nullableCount })),
  readAttribution: v.parser(
    v.object({ probe: probeSchema, method: v.picklist(ATTRIBUTIONS), about: nullableCount }),
  ),
  findExample: v.parser(
    v.object({
      set,
      from: countSchema,
      which: v.picklist(['at', 'next', 'previous', 'random', 'nextMisread']),
    }),
  ),
};

export const probeHostReplyValidators = {
  readProbe: v.parser(
    v.variant('kind', [
      unavailableSchema,
      v.object({
        kind: v.literal('probe'),
        moment: momentSchema,
        imageShape: shapeSchema,
        image: bytes,
        label: nullableCount,
        layers: v.array(
          v.object({
            layer: v.string(),
            shape: shapeSchema,
            activations: floatsSchema,
            deltas: v.nullable(floatsSchema),
          }),
        ),
        output: v.string(),
        classes: countSchema,
        predicted: v.pipe(v.number(), v.integer(), v.minValue(-1)),
        confidence: figureSchema,
        target: nullableCount,
        // NaN arrives as null; both mean that there is no number to show.
        cost: v.nullable(v.number()),
      }),
    ]),
  ),
  readAttribution: v.parser(
    v.variant('kind', [
      unavailableSchema,
      v.object({
        kind: v.literal('attribution'),
        method: v.picklist(ATTRIBUTIONS),
        about: countSchema,
        moment: momentSchema,
        picture: pictureSchema,
      }),
    ]),
  ),
  findExample: v.parser(
    v.variant('kind', [
      unavailableSchema,
      v.object({ kind: v.literal('example'), set, index: countSchema, examples: countSchema }),
    ]),
  ),
};
