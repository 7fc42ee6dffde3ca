/**
 * What is asked and answered in a tab that shows the weights of one layer as a table: page → host.
 *
 * Numbers are pulled: the host tells the page that a moment has passed, or that there is another checkpoint or another
 * run, and the page asks again for the table that it shows.
 */
import * as v from 'valibot';
import type { LayerId } from '../core/graph/graph';
import { WEIGHT_QUANTITIES, type WeightQuantity } from '../core/inspection/quantity';
import type { TensorReading } from '../core/inspection/readings';
import { RUN_COMMANDS, type RunCommand } from '../core/training/runCommands';
import type { CheckpointSummary } from '../core/training/runState';
import {
  countSchema,
  floatsSchema,
  momentSchema,
  tensorReadingSchema,
  unavailableSchema,
  type InspectedMoment,
  type Unavailable,
} from './inspectedMoment';

/** A tensor of the layer that can be looked at, as a table of rows and columns. */
export interface TableTensor {
  /** As in a weights file: `hidden.kernel`. */
  readonly name: string;
  readonly role: TensorReading['role'];
  /** What the rows are called: the inputs of a kernel, the units of another tensor. */
  readonly rows: readonly string[];
  /** Units of a kernel; 1 for another tensor. */
  readonly columns: number;
}

/** A checkpoint that can be looked at and compared with. */
export type TableCheckpoint = Pick<CheckpointSummary, 'step' | 'epoch' | 'testAccuracy'>;

/** What a tab is about, and what it can show. */
export interface WeightsSubject {
  readonly layer: LayerId;
  /** The name of the network file. */
  readonly fileName: string;
  /** Empty where the network of the file's run has no such layer, or there is no run. */
  readonly tensors: readonly TableTensor[];
  /** In the order of their steps. */
  readonly checkpoints: readonly TableCheckpoint[];
}

export interface TableRequest {
  readonly tensor: string;
  readonly quantity: WeightQuantity;
  /** The step of a checkpoint; `null`: the moment that the file shows. */
  readonly at: number | null;
  /** What is taken away from the weights, named like `at`; `'none'`: nothing. */
  readonly minus: number | null | 'none';
}

export interface TableReading extends TableRequest {
  readonly kind: 'table';
  /** That of `at`. */
  readonly moment: InspectedMoment;
  /** What the numbers are: "w after 120 updates, minus w after 60 updates". */
  readonly note: string;
  /** Row by row. */
  readonly values: Float32Array;
  /** Figures, histogram and picture of the same numbers. */
  readonly reading: TensorReading;
}

/** What the host does for a tab. Rejects only when something has gone wrong. */
export interface WeightsHostMethods {
  /** The page is there, and is to be told from now on. */
  ready(nothing: null): WeightsSubject;
  readTable(request: TableRequest): TableReading | Unavailable;
  /** Carries out a command of the file's run. */
  runCommandRequested(command: RunCommand): void;
}

/** What the page does for the host. */
export interface WeightsPageMethods {
  /** Another run, or another checkpoint. */
  subjectShown(subject: WeightsSubject): void;
  momentShown(moment: InspectedMoment | null): void;
}

const stepSchema = v.nullable(countSchema);
const request = {
  tensor: v.string(),
  quantity: v.picklist(WEIGHT_QUANTITIES),
  at: stepSchema,
  minus: v.union([stepSchema, v.literal('none')]),
};

const subjectSchema = v.object({
  layer: v.string(),
  fileName: v.string(),
  tensors: v.array(
    v.object({
      name: v.string(),
      role: tensorReadingSchema.entries.role,
      rows: v.array(v.string()),
      columns: countSchema,
    }),
  ),
  checkpoints: v.array(
    v.object({ step: countSchema, epoch: countSchema, testAccuracy: v.nullable(v.number()) }),
  ),
});

export const weightsHostValidators = {
  ready: v.parser(v.null()),
  readTable: v.parser(v.object(request)),
  runCommandRequested: v.parser(v.picklist(RUN_COMMANDS)),
};

export const weightsHostReplyValidators = {
  ready: v.parser(subjectSchema),
  readTable: v.parser(
    v.variant('kind', [
      unavailableSchema,
      v.object({
        kind: v.literal('table'),
        ...request,
        moment: momentSchema,
        note: v.string(),
        values: floatsSchema,
        reading: tensorReadingSchema,
      }),
    ]),
  ),
};

export const weightsPageValidators = {
  subjectShown: v.parser(subjectSchema),
  momentShown: v.parser(v.nullable(momentSchema)),
};
