/**
 * Which run of a network file is looked into, and at which moment: at the checkpoint that the user went back to, at the
 * worker's own weights, or at the last checkpoint, in this order.
 */
import { checkNnFile } from '../../core/network/checkNnFile';
import type { Network } from '../../core/network/network';
import type { CheckpointSummary, Run, RunState } from '../../core/training/runState';
import type { InspectedMoment } from '../../protocol/inspectedMoment';
import type { KeptRequest, RunRecord } from '../training/store/runRecord';

/** The run in the panel. */
export interface ShownInPanel {
  readonly record: RunRecord;
  readonly state: RunState;
  /** Whether a worker holds its weights. */
  readonly hasWorker: boolean;
  /** The step of the checkpoint that the user went back to; `null`: the newest moment. */
  readonly pastStep: number | null;
  /** The class that was read of each test example at that moment, or last before it; `undefined` where none was. */
  readonly predictions: Int16Array | undefined;
}

/** The runs that there are. */
export interface KnownRuns {
  shown(): ShownInPanel | undefined;
  /** All runs, the newest first. */
  list(): readonly RunRecord[];
}

export interface InspectedRun {
  readonly record: RunRecord;
  readonly run: Run;
  readonly network: Network;
  /** Where its numbers are; `null`: it has none yet. */
  readonly place: 'worker' | CheckpointSummary | null;
  readonly moment: InspectedMoment | null;
}

const networks = new WeakMap<KeptRequest, { readonly network: Network | undefined }>();

/** The run of the file, at the moment that is shown; `undefined` without a run. */
export function inspectedRun(runs: KnownRuns, file: string): InspectedRun | undefined {
  const shown = runs.shown();
  if (shown?.record.file === file) return inPanel(shown);
  const record = runs.list().find((one) => one.file === file && one.run.checkpoints.length > 0);
  return record && at(record, record.run, record.run.checkpoints.at(-1) ?? null, 'kept', false);
}

/** The same run at one of its checkpoints; `undefined` where that is not kept. */
export function atCheckpoint(inspected: InspectedRun, step: number): InspectedRun | undefined {
  const place = inspected.run.checkpoints.find((one) => one.step === step);
  return place && { ...inspected, place, moment: momentAt(inspected.run, step, 'past', false) };
}

/** The moment of a run after that many updates. */
export function momentAt(
  { subject, epochs }: Run,
  step: number,
  source: InspectedMoment['source'],
  training: boolean,
): InspectedMoment {
  return {
    runId: subject.runId,
    step,
    epoch: epochs.filter((epoch) => epoch.step <= step).length,
    source,
    training,
  };
}

function inPanel({ record, state, hasWorker, pastStep }: ShownInPanel): InspectedRun | undefined {
  // The record of a run that begins is there a moment before its state.
  const isInState = state.phase !== 'idle' && state.run.subject.runId === record.runId;
  const run = isInState ? state.run : record.run;
  const past = run.checkpoints.find(({ step }) => step === pastStep);
  if (past !== undefined) return at(record, run, past, 'past', false);
  if (isInState && hasWorker) return at(record, run, 'worker', 'live', state.phase === 'running');
  return at(record, run, run.checkpoints.at(-1) ?? null, 'kept', false);
}

function at(
  record: RunRecord,
  run: Run,
  place: InspectedRun['place'],
  source: InspectedMoment['source'],
  training: boolean,
): InspectedRun | undefined {
  const network = networkOf(record.request);
  if (network === undefined) return undefined;
  const step = place === 'worker' ? run.step : place?.step;
  const moment = step === undefined ? null : momentAt(run, step, source, training);
  return { record, run, network, place, moment };
}

function networkOf(request: KeptRequest): Network | undefined {
  const known = networks.get(request) ?? { network: checkNnFile(request.networkText).network };
  networks.set(request, known);
  return known.network;
}
