/**
 * What the inspector shows while nothing is selected: the network's name and its training settings. Pure.
 *
 * The settings follow from the tables of `src/core/hyperparameters`; what stands here is only their order on the page,
 * and the two settings that are no plain values, dataset and optimiser.
 */
import type { Diagnostic } from '../../../src/core/diagnostics/diagnostic';
import { checkHyperparameters } from '../../../src/core/hyperparameters/checkHyperparameters';
import {
  optimizerParameters,
  trainingParameters,
} from '../../../src/core/hyperparameters/hyperparameterDefinitions';
import { NAMED_DATASETS } from '../../../src/core/hyperparameters/hyperparameters';
import type { CheckedFile } from '../../../src/core/network/checkNnFile';
import type { ChoiceParameter, ParameterDefinition } from '../../../src/core/parameters/parameterDefinition';
import { inspectorField, ownSetting, type InspectorField, type Settings } from './inspectorField';

/** A training setting with its path within `training`. */
export interface TrainingField extends InspectorField {
  readonly path: readonly string[];
  /** What happens where it is not written and there is no default to show. */
  readonly automatic: string | undefined;
}

export interface NetworkInspection {
  readonly kind: 'network';
  readonly name: string;
  readonly nameProblems: readonly Diagnostic[];
  readonly dataset: InspectorField;
  /** The folder of IDX files, where one is the dataset. */
  readonly folder: InspectorField;
  /** What belongs to the data beside the dataset itself. */
  readonly data: readonly TrainingField[];
  readonly optimizer: InspectorField;
  readonly optimizerFields: readonly TrainingField[];
  /** Every other setting. */
  readonly training: readonly TrainingField[];
  /** Those of the network as a whole, and of training settings that have no field. */
  readonly problems: readonly Diagnostic[];
}

/** The choice that stands for `{ "idx": … }`. */
export const IDX_FOLDER = 'IDX folder';

const AUTOMATIC: ReadonlyMap<string, string> = new Map([
  ['loss', 'by the output layer'],
  ['trainingSize', 'all of them'],
]);
const DATA_SETTINGS: readonly string[] = ['validationSize', 'trainingSize', 'shuffle'];

const datasetDefinition: ChoiceParameter = {
  kind: 'choice',
  name: 'dataset',
  choices: [...NAMED_DATASETS, IDX_FOLDER],
  description:
    'What the network learns from; by default mnist where it can be had, otherwise syntheticDigits.',
};
const folderDefinition: ChoiceParameter = {
  kind: 'choice',
  name: 'folder',
  choices: [],
  description: 'The folder with the IDX files, relative to this file, e.g. data/letters.',
};
const optimizerDefinition: ChoiceParameter = {
  kind: 'choice',
  name: 'optimizer',
  choices: Object.keys(optimizerParameters),
  default: 'sgd',
  description: 'How a step follows from the gradient. Another one keeps the settings that it takes too.',
};

/** Describes the network. */
export function inspectNetwork(checked: CheckedFile): NetworkInspection {
  const { graph } = checked.file;
  const training = graph.training ?? {};
  const written = ownSetting(training, 'dataset');
  const idx = isSettings(written) ? ownSetting(written, 'idx') : undefined;
  const optimizer = optimizerOf(training);

  const taken = new Set<Diagnostic>();
  const take = (...path: readonly string[]): readonly Diagnostic[] => {
    const found = checked.diagnostics.filter((problem) => isAt(problem, path));
    for (const problem of found) taken.add(problem);
    return found;
  };
  const trainingField = (definition: ParameterDefinition): TrainingField => ({
    ...inspectorField(definition, [training], {
      required: false,
      fallbackOf: () => (definition.name === 'loss' ? checked.defaultLoss : fallbackIn(definition)),
      problems: take('training', definition.name),
    }),
    path: [definition.name],
    automatic: AUTOMATIC.get(definition.name),
  });
  const isData = ({ name }: ParameterDefinition): boolean => DATA_SETTINGS.includes(name);

  const description = {
    kind: 'network',
    name: graph.name ?? '',
    nameProblems: take('name'),
    dataset: inspectorField(
      datasetDefinition,
      [{ dataset: isSettings(written) && idx !== undefined ? IDX_FOLDER : written }],
      { required: false, problems: take('training', 'dataset') },
    ),
    folder: inspectorField(folderDefinition, [{ folder: idx }], {
      required: false,
      problems: take('training', 'dataset', 'idx'),
    }),
    data: trainingParameters.filter(isData).map(trainingField),
    optimizer: {
      ...inspectorField(optimizerDefinition, [{ optimizer: optimizer.type }], {
        problems: [...take('training', 'optimizer'), ...take('training', 'optimizer', 'type')],
      }),
      resettable: ownSetting(training, 'optimizer') !== undefined,
    },
    optimizerFields: optimizer.definitions.map((definition) => ({
      ...inspectorField(definition, [optimizer.settings], {
        problems: take('training', 'optimizer', definition.name),
      }),
      path: ['optimizer', definition.name],
      automatic: undefined,
    })),
    training: trainingParameters.filter((definition) => !isData(definition)).map(trainingField),
  } as const;
  const problems = checked.diagnostics.filter(
    (problem) => problem.layerId === undefined && problem.code !== 'syntax' && !taken.has(problem),
  );
  return { ...description, problems };
}

/** Why a folder of IDX files is refused, or `undefined` for one that may be written. */
export function folderProblem(folder: string): string | undefined {
  return checkHyperparameters({ dataset: { idx: folder } }).findings[0]?.message;
}

/** The optimiser that the file names, with what it takes; of an unknown one nothing is known. */
export function optimizerOf(training: Settings): {
  readonly type: unknown;
  readonly settings: Settings;
  readonly definitions: readonly ParameterDefinition[];
} {
  const written = ownSetting(training, 'optimizer');
  if (written === undefined) return { type: undefined, settings: {}, definitions: optimizerParameters.sgd };
  if (!isSettings(written)) return { type: written, settings: {}, definitions: [] };
  const type = ownSetting(written, 'type');
  return { type, settings: written, definitions: parametersOfOptimizer(type) };
}

/** What an optimiser takes beside its type; nothing for an unknown one. */
export function parametersOfOptimizer(type: unknown): readonly ParameterDefinition[] {
  const [, definitions = []] = Object.entries(optimizerParameters).find(([name]) => name === type) ?? [];
  return definitions;
}

function fallbackIn(definition: ParameterDefinition): unknown {
  return definition.kind === 'shape' ? undefined : definition.default;
}

function isAt(problem: Diagnostic, path: readonly string[]): boolean {
  return problem.path.length === path.length && path.every((key, i) => key === problem.path[i]);
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
