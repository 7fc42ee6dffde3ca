/**
 * What a run says of itself when it starts.
 */
import type { ExampleSplit } from '../core/training/batches';
import type { RunStarted } from '../core/training/runEvents';
import type { RunPlace } from './runPlace';
import { confidenceKind } from './trainingChecks';
import type { TrainingOptions } from './trainingLoop';

export function startReport(
  { engine, reason, network, dataset }: TrainingOptions,
  { trainingCount, validationStart, validationEnd }: ExampleSplit,
  { step, stepsPerEpoch, settings }: RunPlace,
): RunStarted {
  return {
    type: 'runStarted',
    engine: engine.name,
    adapter: engine.adapter,
    reason,
    dataset: dataset.name,
    classes: dataset.classes,
    trainingExamples: trainingCount,
    validationExamples: validationEnd - validationStart,
    testExamples: dataset.test.count,
    parameters: network.parameterCount,
    seed: network.training.seed,
    batchSize: network.training.batchSize,
    stepsPerEpoch,
    step,
    hyperparameters: settings,
    confidence: confidenceKind(network),
  };
}
