/**
 * The changes of settings of a run, as another run needs them to give the same numbers: what it has changed on its way,
 * and what it was still to change.
 */
import type { Run } from './runState';
import type { HyperparameterChange, ScheduledChange, SteeredHyperparameters } from './steering';

/**
 * Whoever goes on from a checkpoint of the run can take all of it: changes before its step are in force there already.
 * @param planned What was to be changed when the run began.
 */
export function scheduleOf(
  planned: readonly ScheduledChange[],
  { started, changes, step: now }: Pick<Run, 'started' | 'changes' | 'step'>,
): readonly ScheduledChange[] {
  let before = started?.hyperparameters;
  const made = changes.map(({ step, hyperparameters }) => {
    const change = changeBetween(before, hyperparameters);
    before = hyperparameters;
    return { step, change };
  });
  const lastMade = made.at(-1)?.step ?? -1;
  return [...made, ...planned.filter(({ step }) => step > lastMade && step >= now)];
}

/** Only what differs: a repetition with another value of the rest must keep that. */
function changeBetween(
  before: SteeredHyperparameters | undefined,
  after: SteeredHyperparameters,
): HyperparameterChange {
  const { learningRate, momentum, epochs } = after;
  return {
    ...(learningRate === before?.learningRate ? {} : { learningRate }),
    ...(momentum === null || momentum === before?.momentum ? {} : { momentum }),
    ...(epochs === before?.epochs ? {} : { epochs }),
  };
}
