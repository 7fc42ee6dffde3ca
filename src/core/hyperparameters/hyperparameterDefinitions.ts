/**
 * The training settings of a network file with their limits and defaults, in the tables that layers use too.
 */
import type { ParameterDefinition } from '../parameters/parameterDefinition';
import { LOSSES } from './hyperparameters';
import type { OptimizerConfig } from './hyperparameters';

/** Seeds are 32-bit: the generators of `src/core` start from one such number. */
const MAX_SEED = 2 ** 32 - 1;

/** Loss and trainingSize have no default: the first follows from the output's activation, the second keeps all. */
export const trainingParameters: readonly ParameterDefinition[] = [
  {
    kind: 'choice',
    name: 'loss',
    choices: LOSSES,
    description:
      'What training makes small; by default categoricalCrossentropy behind a softmax, otherwise quadratic.',
  },
  {
    kind: 'integer',
    name: 'batchSize',
    min: 1,
    default: 32,
    description: 'Number of examples in a mini-batch.',
  },
  {
    kind: 'integer',
    name: 'epochs',
    min: 1,
    default: 10,
    description: 'How many times training goes through the training set.',
  },
  {
    kind: 'boolean',
    name: 'shuffle',
    default: true,
    description: 'Whether the training set is put into a new order at each epoch.',
  },
  {
    kind: 'integer',
    name: 'seed',
    min: 0,
    max: MAX_SEED,
    default: 1,
    description: 'Fixes initial weights, shuffling and dropout: the same seed gives the same run.',
  },
  {
    kind: 'integer',
    name: 'validationSize',
    min: 0,
    default: 0,
    description: 'Number of examples held out of the end of the training set.',
  },
  {
    kind: 'integer',
    name: 'trainingSize',
    min: 1,
    description: 'Trains on only the first that many examples.',
  },
];

function learningRate(byDefault: number): ParameterDefinition {
  return {
    kind: 'number',
    name: 'learningRate',
    min: 0,
    aboveMin: true,
    max: 1e6,
    default: byDefault,
    description: 'How far one step goes, η.',
  };
}

function decay(name: string, byDefault: number, description: string): ParameterDefinition {
  return { kind: 'number', name, min: 0, max: 1, belowMax: true, default: byDefault, description };
}

const epsilon: ParameterDefinition = {
  kind: 'number',
  name: 'epsilon',
  min: 0,
  aboveMin: true,
  default: 1e-7,
  description: 'Added to the denominator, so that nothing is divided by zero.',
};

/** What each optimiser takes beside its type. Learning rates default to Keras's. */
export const optimizerParameters: Readonly<Record<OptimizerConfig['type'], readonly ParameterDefinition[]>> =
  {
    sgd: [
      learningRate(0.01),
      decay('momentum', 0, 'How much of the last step is kept.'),
      {
        kind: 'boolean',
        name: 'nesterov',
        default: false,
        description: 'Whether the momentum looks one step ahead.',
      },
    ],
    adam: [
      learningRate(0.001),
      decay('beta1', 0.9, "How much of the gradient's moving mean is kept."),
      decay('beta2', 0.999, "How much of the squared gradient's moving mean is kept."),
      epsilon,
    ],
    rmsprop: [
      learningRate(0.001),
      decay('rho', 0.9, "How much of the squared gradient's moving mean is kept."),
      epsilon,
    ],
  };
