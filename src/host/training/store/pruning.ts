/**
 * Which checkpoints go when all together take more bytes than they may.
 *
 * Gone first is what no run goes by any more. Then the older runs thin out, the oldest first, down to the last moment
 * and the best. Then the run that is being trained thins out evenly, but for its beginning, its last moment and its best.
 * Only where even that is too much, the older runs give up their best moments, and at last their last ones.
 */
export interface PrunableRun {
  readonly runId: string;
  readonly createdAt: number;
  /** In the order of their steps. */
  readonly checkpoints: readonly PrunableCheckpoint[];
}

export interface PrunableCheckpoint {
  readonly step: number;
  readonly bytes: number;
  /** `null` where it was not measured. */
  readonly testAccuracy: number | null;
  /** Whether its run goes by it: false for what was left behind by a crash or by a run that went back. */
  readonly isValid: boolean;
}

/** Which checkpoint of which run. */
export interface CheckpointPlace {
  readonly runId: string;
  readonly step: number;
}

/**
 * The checkpoints to delete, in this order.
 * @param current The run that is being trained.
 */
export function planPruning(
  runs: readonly PrunableRun[],
  current: string,
  maxBytes: number,
): readonly CheckpointPlace[] {
  let bytes = runs.reduce((total, { checkpoints }) => total + sum(checkpoints), 0);
  const dropped: CheckpointPlace[] = [];
  // Only as far as needed: with thousands of checkpoints, the whole order takes long.
  const order = sacrifices(runs, current);
  while (bytes > maxBytes) {
    const next = order.next();
    if (next.done === true) break;
    const { runId, checkpoint } = next.value;
    dropped.push({ runId, step: checkpoint.step });
    bytes -= checkpoint.bytes;
  }
  return dropped;
}

interface Sacrifice {
  readonly runId: string;
  readonly checkpoint: PrunableCheckpoint;
}

/** Everything that may go, what is missed least first. */
function* sacrifices(runs: readonly PrunableRun[], current: string): Generator<Sacrifice> {
  const byAge = [...runs].sort((a, b) => a.createdAt - b.createdAt || (a.runId < b.runId ? -1 : 1));
  for (const { runId, checkpoints } of byAge) {
    for (const checkpoint of checkpoints) if (!checkpoint.isValid) yield { runId, checkpoint };
  }
  const thinnable = byAge.map(({ runId, checkpoints }) => {
    const valid = checkpoints.filter(({ isValid }) => isValid);
    const beginning = runId === current ? valid.find(({ step }) => step === 0) : undefined;
    const kept = new Set([beginning, best(valid), valid.at(-1)].filter((kept) => kept !== undefined));
    return { runId, valid, candidates: valid.length - kept.size, order: thinningOrder(valid, kept) };
  });
  const older = thinnable.filter(({ runId }) => runId !== current);
  for (const { runId, candidates, order } of older) yield* take(runId, order, Math.ceil(candidates / 2));
  for (const { runId, order } of older) yield* take(runId, order, Infinity);
  for (const { runId, order } of thinnable) yield* take(runId, order, Infinity);
  for (const { runId, valid } of older) {
    const checkpoint = best(valid);
    if (checkpoint !== undefined && checkpoint !== valid.at(-1)) yield { runId, checkpoint };
  }
  for (const { runId, valid } of older) {
    for (const checkpoint of valid.slice(-1)) yield { runId, checkpoint };
  }
}

/** Goes on with an order where it was left, for at most so many. */
function* take(runId: string, order: Iterator<PrunableCheckpoint>, most: number): Generator<Sacrifice> {
  for (let taken = 0; taken < most; taken++) {
    const next = order.next();
    if (next.done === true) return;
    yield { runId, checkpoint: next.value };
  }
}

/** The one with the highest test accuracy, the earliest of them. */
function best(checkpoints: readonly PrunableCheckpoint[]): PrunableCheckpoint | undefined {
  let found: PrunableCheckpoint | undefined;
  for (const checkpoint of checkpoints) {
    if (checkpoint.testAccuracy !== null && checkpoint.testAccuracy > (found?.testAccuracy ?? -1)) {
      found = checkpoint;
    }
  }
  return found;
}

/** All but those kept, each time the one whose neighbours are closest together, so that the rest stays spread out. */
function* thinningOrder(
  checkpoints: readonly PrunableCheckpoint[],
  kept: ReadonlySet<PrunableCheckpoint>,
): Generator<PrunableCheckpoint> {
  const left = [...checkpoints];
  for (;;) {
    let closest: { readonly index: number; readonly gap: number } | undefined;
    for (const [index, checkpoint] of left.entries()) {
      if (kept.has(checkpoint)) continue;
      const gap = (left[index + 1]?.step ?? checkpoint.step) - (left[index - 1]?.step ?? 0);
      if (closest === undefined || gap < closest.gap) closest = { index, gap };
    }
    if (closest === undefined) return;
    yield* left.splice(closest.index, 1);
  }
}

function sum(checkpoints: readonly PrunableCheckpoint[]): number {
  return checkpoints.reduce((total, { bytes }) => total + bytes, 0);
}
