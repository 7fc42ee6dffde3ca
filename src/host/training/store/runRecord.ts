/**
 * What the workspace remembers of one run: what was asked, where it came from, how it stands, and its figures. The file
 * `run.json` of its folder.
 *
 * The file may have been written by another version, cut short or changed by hand: it is checked before it is used.
 */
import * as v from 'valibot';
import type { Run } from '../../../core/training/runState';
import type { ScheduledChange } from '../../../core/training/steering';
import { runSchema } from '../../../protocol/training';
import { messageOf } from '../../../core/wording';

export interface RunRecord {
  readonly version: 1;
  /** The name of its folder: letters, digits and hyphens. */
  readonly runId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** The network file's Uri as text. */
  readonly file: string;
  readonly request: KeptRequest;
  readonly origin: RunOrigin;
  /** A run that is `active` and not the one of this session was interrupted. */
  readonly status: RunStatus;
  /** Why it failed. */
  readonly message: string | null;
  readonly run: Run;
}

export const RUN_STATUSES = ['active', 'ended', 'stopped', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** All that it takes to do a run again; its start, where that is not the initial weights, is a file beside. */
export interface KeptRequest {
  readonly networkText: string;
  /** SHA-256 (hex) over layers and edges. */
  readonly networkHash: string;
  /** Settings that override the file's. */
  readonly overrides: { readonly epochs?: number; readonly seed?: number };
  /** An engine's name or `auto`. */
  readonly engine: string;
  /** All changes that the run has made and is still to make, with their steps, so that another run can make them too. */
  readonly schedule: readonly ScheduledChange[];
  readonly dataset: {
    /** What was trained on in place of what the file names. */
    readonly instead: 'syntheticDigits' | null;
    /** The Uri of the folder that was read in place of a download, as text. */
    readonly folder: string | null;
  };
  readonly startsWith: 'initialWeights' | 'weights' | 'checkpoint';
}

export type RunOrigin =
  | { readonly kind: 'new' }
  /** The run `of` once more, with one setting changed or none. */
  | { readonly kind: 'repeat'; readonly of: string; readonly change: ChangedSetting | null }
  /** Trains on from the checkpoint of the run `of` with that many steps. */
  | { readonly kind: 'branch'; readonly of: string; readonly step: number }
  /** Began with weights of the run `of`: numbers of tensors that were carried over, and that were not. */
  | { readonly kind: 'continued'; readonly of: string; readonly carried: number; readonly fresh: number }
  /** Began with the weights of a file, as people call it. */
  | { readonly kind: 'loaded'; readonly file: string };

export interface ChangedSetting {
  /** As people call it: "learning rate". */
  readonly setting: string;
  /** As the file writes it. */
  readonly from: string;
  readonly to: string;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Safe as the name of a folder: no path can be made of it. */
const runId = v.pipe(
  v.string(),
  v.maxLength(100),
  v.regex(/^[a-z0-9-]+$/i, 'A run is named by letters, digits and hyphens.'),
);

/** What `vscode.Uri.parse` takes in its strict mode: a scheme, and no path that could be a host. */
const uri = v.pipe(v.string(), v.regex(/^\w[\w+.-]*:(?!\/{4})/, 'It is not a Uri with a scheme.'));

const change = v.object({
  learningRate: v.exactOptional(v.number()),
  momentum: v.exactOptional(v.number()),
  epochs: v.exactOptional(count),
});

const recordSchema = v.object({
  version: v.literal(1),
  runId,
  createdAt: v.number(),
  file: uri,
  request: v.object({
    networkText: v.string(),
    networkHash: v.string(),
    overrides: v.object({ epochs: v.exactOptional(count), seed: v.exactOptional(v.number()) }),
    engine: v.string(),
    schedule: v.array(v.object({ step: count, change })),
    dataset: v.object({
      instead: v.nullable(v.literal('syntheticDigits')),
      folder: v.nullable(uri),
    }),
    startsWith: v.picklist(['initialWeights', 'weights', 'checkpoint']),
  }),
  origin: v.variant('kind', [
    v.object({ kind: v.literal('new') }),
    v.object({
      kind: v.literal('repeat'),
      of: runId,
      change: v.nullable(v.object({ setting: v.string(), from: v.string(), to: v.string() })),
    }),
    v.object({ kind: v.literal('branch'), of: runId, step: count }),
    v.object({ kind: v.literal('continued'), of: runId, carried: count, fresh: count }),
    v.object({ kind: v.literal('loaded'), file: v.string() }),
  ]),
  status: v.picklist(RUN_STATUSES),
  message: v.nullable(v.string()),
  run: runSchema,
});

/** Whether the text may name a run, and a folder. */
export function isRunId(text: unknown): text is string {
  return v.is(runId, text);
}

/** The record as the text of `run.json`. A loss that is no number becomes null, and NaN again when it is read. */
export function writeRecord(record: RunRecord): string {
  return `${JSON.stringify(record, undefined, 1)}\n`;
}

/**
 * Reads `run.json` of the folder with that name.
 * @throws Error that says what is wrong with it, without a full stop.
 */
export function readRecord(text: string, folder: string): RunRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`it is not valid JSON: ${messageOf(cause)}`, { cause });
  }
  const parsed = v.safeParse(recordSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const path = v.getDotPath(issue);
    throw new Error(path === null ? issue.message : `${path}: ${issue.message}`);
  }
  const record: RunRecord = parsed.output;
  const names = [record.runId, record.run.subject.runId];
  const other = names.find((name) => name !== folder);
  if (other !== undefined) {
    throw new Error(`it is about the run ${JSON.stringify(other)}, not about that of its folder`);
  }
  return record;
}
