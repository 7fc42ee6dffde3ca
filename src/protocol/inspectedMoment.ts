/**
 * The moment whose numbers are looked at, and what is said where there are none: common to all that looks inside a
 * network, with the schemas of what the answers are made of.
 *
 * Numbers that a run has lost arrive as `null` where VS Code makes JSON of a message, and are NaN again behind the
 * schemas.
 */
import * as v from 'valibot';
import { RUN_COMMANDS, type RunCommand } from '../core/training/runCommands';

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

export const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
/** JSON makes `null` of NaN. */
export const figureSchema = v.pipe(
  v.nullable(v.union([v.number(), v.nan()])),
  v.transform((value) => value ?? NaN),
);
export const shapeSchema = v.array(countSchema);
export const floatsSchema = v.instance(Float32Array);

export const momentSchema = v.object({
  runId: v.string(),
  step: countSchema,
  epoch: countSchema,
  source: v.picklist(['live', 'past', 'kept']),
  training: v.boolean(),
});

export const unavailableSchema = v.object({
  kind: v.literal('unavailable'),
  reason: v.string(),
  command: v.nullable(v.picklist(RUN_COMMANDS)),
});

export const pictureSchema = v.object({
  kind: v.picklist(['tiles', 'heatMap', 'bars']),
  tileWidth: countSchema,
  tileHeight: countSchema,
  tiles: countSchema,
  totalTiles: countSchema,
  levels: v.instance(Int8Array),
  scale: figureSchema,
  caption: v.string(),
});

export const tensorReadingSchema = v.object({
  name: v.string(),
  role: v.picklist(['kernel', 'bias', 'gamma', 'beta', 'movingMean', 'movingVariance']),
  shape: shapeSchema,
  statistics: v.object({
    count: countSchema,
    min: figureSchema,
    max: figureSchema,
    mean: figureSchema,
    standardDeviation: figureSchema,
    nearZero: figureSchema,
    nonFinite: countSchema,
  }),
  histogram: v.object({ from: figureSchema, to: figureSchema, counts: v.array(countSchema) }),
  picture: pictureSchema,
});
