/** Orders to a run on a scripted engine, when they are given, and the numbers that they must not change. */
import type { RunEvent } from '../../../src/core/training/runEvents';
import type { Steering } from '../../../src/core/training/steering';
import { eventsOf, lossesOf, ScriptedEngine, type Setup } from './scriptedEngine';

export const STOP: Steering = { kind: 'stop' };
export const PAUSE: Steering = { kind: 'pause' };
export const RESUME: Steering = { kind: 'resume' };
export const change = (change: Extract<Steering, { kind: 'change' }>['change']): Steering => ({
  kind: 'change',
  change,
});
export const ATTENDED = { attended: true } as const;
export const CHECKPOINTS = { checkpoints: { taken: true, everySteps: 0 } } as const;

/** Gives the orders one by one, each when the run waits or has ended; then stops it. */
export function answers(...orders: readonly Steering[]): NonNullable<Setup['answer']> {
  const left = [...orders];
  return (event) =>
    event.type === 'runPaused' || event.type === 'runEnded' ? [left.shift() ?? STOP] : undefined;
}

/** Pauses before the work that is the `turn`-th to begin. */
export const pauseAt =
  (turn: number): NonNullable<Setup['onYield']> =>
  (now) =>
    now === turn ? [PAUSE] : undefined;

/** An engine that takes a whole chunk's time for one step. */
export const slow = (): ScriptedEngine => new ScriptedEngine({ stepMs: 90 });

/** What an undisturbed run would tell of numbers. */
export function figures(events: readonly RunEvent[]): unknown {
  return {
    losses: lossesOf(events),
    epochs: eventsOf(events, 'epochEnded').map(({ elapsedMs: _, examplesPerSecond: _2, ...rest }) => rest),
    tests: eventsOf(events, 'testEvaluated'),
  };
}
