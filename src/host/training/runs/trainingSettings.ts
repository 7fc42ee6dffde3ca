/**
 * The training settings of a run as a table: what they are called, what they may be, what they were.
 *
 * Follows from the tables of `src/core/hyperparameters`. Leaves out the dataset, which is no plain value.
 */
import {
  optimizerParameters,
  trainingParameters,
} from '../../../core/hyperparameters/hyperparameterDefinitions';
import type { Hyperparameters } from '../../../core/hyperparameters/hyperparameters';
import { checkNnFile } from '../../../core/network/checkNnFile';
import type { ChoiceParameter, ParameterDefinition } from '../../../core/parameters/parameterDefinition';
import type { KeptRequest } from '../store/runRecord';

export interface TrainingSetting {
  /** As people call it: "learning rate". */
  readonly name: string;
  /** Its place within `training`. */
  readonly path: readonly string[];
  readonly definition: ParameterDefinition;
  /** What counts, written or not; `undefined` for a `trainingSize` of all. */
  readonly value: unknown;
}

/** Also the path of the setting that is no plain value in the file, since its type stands in an object. */
export const OPTIMIZER_PATH: readonly string[] = ['optimizer', 'type'];

const optimizerDefinition: ChoiceParameter = {
  kind: 'choice',
  name: 'optimizer',
  choices: Object.keys(optimizerParameters),
  default: 'sgd',
  description: 'How a step follows from the gradient. Another one keeps the settings that it takes too.',
};

/** What most people change comes first. */
const FIRST = ['optimizer', 'learningRate', 'momentum', 'batchSize', 'epochs', 'seed'];

/** The settings with which a run begins; none where its file is not valid in this version. */
export function trainingSettings({
  networkText,
  overrides,
}: Pick<KeptRequest, 'networkText' | 'overrides'>): readonly TrainingSetting[] {
  const training = checkNnFile(networkText).network?.training;
  return training === undefined ? [] : settingsOf({ ...training, ...overrides });
}

function settingsOf(training: Hyperparameters): readonly TrainingSetting[] {
  const { optimizer } = training;
  const valueIn = (settings: object, name: string): unknown =>
    new Map<string, unknown>(Object.entries(settings)).get(name);
  const settings: TrainingSetting[] = [
    { name: 'optimizer', path: OPTIMIZER_PATH, definition: optimizerDefinition, value: optimizer.type },
    ...optimizerParameters[optimizer.type].map((definition) => ({
      name: inWords(definition.name),
      path: ['optimizer', definition.name],
      definition,
      value: valueIn(optimizer, definition.name),
    })),
    ...trainingParameters.map((definition) => ({
      name: inWords(definition.name),
      path: [definition.name],
      definition,
      value: valueIn(training, definition.name),
    })),
  ];
  const rank = ({ definition }: TrainingSetting): number =>
    FIRST.includes(definition.name) ? FIRST.indexOf(definition.name) : FIRST.length;
  return settings.sort((a, b) => rank(a) - rank(b));
}

/** A value as people read and type it. */
export function settingText(value: unknown): string {
  if (value === undefined) return 'all';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `batchSize` → "batch size" */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
