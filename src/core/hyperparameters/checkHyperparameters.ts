/**
 * The `training` object of a network file: settings checked, defaults filled in.
 *
 * Whether the settings fit the network is checked in `src/core/network`.
 */
import type { ParameterDefinition } from '../parameters/parameterDefinition';
import { checkValue, defaultValue } from '../parameters/parameterValues';
import type { Finding } from '../diagnostics/diagnostic';
import { describeValue, didYouMean, quote } from '../wording';
import { optimizerParameters, trainingParameters } from './hyperparameterDefinitions';
import { NAMED_DATASETS } from './hyperparameters';
import type { DatasetChoice, Hyperparameters, Loss, OptimizerConfig } from './hyperparameters';

/** Training settings before the network is known, on which the default loss depends. */
export type WrittenHyperparameters = Omit<Hyperparameters, 'loss'> & { readonly loss: Loss | undefined };

export interface CheckedHyperparameters {
  /** Defined exactly when no finding is an error. */
  readonly hyperparameters: WrittenHyperparameters | undefined;
  readonly findings: readonly Finding[];
}

type Settings = Readonly<Record<string, unknown>>;
type Values = ReadonlyMap<string, unknown>;

const DEFAULT_OPTIMIZER: Settings = { type: 'sgd' };

/**
 * Checks the settings; `undefined` stands for a file that has none.
 *
 * Defaults: sgd with η = 0.01 (adam and rmsprop 0.001, as in Keras), batchSize 32, epochs 10 (Keras's 1 shows nothing
 * in class), shuffle true, seed 1, validationSize 0, trainingSize all.
 */
export function checkHyperparameters(training: Settings | undefined): CheckedHyperparameters {
  const settings = training ?? {};
  const findings: Finding[] = [];
  const known = [...trainingParameters.map(({ name }) => name), 'dataset', 'optimizer'];
  reportUnknown(settings, known, 'training', ['training'], findings);
  const values = readValues(settings, trainingParameters, 'training', ['training'], findings);
  const dataset = readDataset(settings, findings);
  const optimizer = readOptimizer(settings, findings);
  if (findings.length > 0 || optimizer === undefined) return { hyperparameters: undefined, findings };
  return {
    hyperparameters: {
      dataset,
      loss: values.get('loss') as Loss | undefined,
      optimizer,
      batchSize: values.get('batchSize') as number,
      epochs: values.get('epochs') as number,
      shuffle: values.get('shuffle') as boolean,
      seed: values.get('seed') as number,
      validationSize: values.get('validationSize') as number,
      trainingSize: values.get('trainingSize') as number | undefined,
    },
    findings,
  };
}

/** The batch size that the settings say, whatever else is wrong with them; where they do not say a right one, the default. */
export function batchSizeOf(training: Settings | undefined): number {
  const values = readValues(training ?? {}, trainingParameters, 'training', ['training'], []);
  return values.get('batchSize') as number;
}

function readDataset(settings: Settings, findings: Finding[]): DatasetChoice | undefined {
  const written = ownValue(settings, 'dataset');
  if (written === undefined) return undefined;
  const named = NAMED_DATASETS.find((name) => name === written);
  if (named !== undefined) return named;
  const path = ['training', 'dataset'];
  const choices = `${NAMED_DATASETS.map(quote).join(', ')} or { "idx": "relative/folder" }`;
  if (typeof written === 'string') {
    const advice = didYouMean(written, NAMED_DATASETS, `; write ${choices}.`);
    findings.push(bad(`training has the unknown dataset ${quote(written)}${advice}`, path));
    return undefined;
  }
  if (isSettings(written) && Object.keys(written).join() === 'idx' && typeof written.idx === 'string') {
    const folder = written.idx;
    if (folder.trim() !== '' && !/^([/\\]|[A-Za-z]:)/.test(folder)) return { idx: folder };
    const message = `training has the idx folder ${quote(folder)}; write a folder's path relative to this file, e.g. "data/letters".`;
    findings.push(bad(message, [...path, 'idx']));
    return undefined;
  }
  findings.push(bad(`training has dataset ${describeValue(written)}; write ${choices}.`, path));
  return undefined;
}

function readOptimizer(settings: Settings, findings: Finding[]): OptimizerConfig | undefined {
  const written = ownValue(settings, 'optimizer') ?? DEFAULT_OPTIMIZER;
  const path = ['training', 'optimizer'];
  const example = '{ "type": "sgd", "learningRate": 0.01 }';
  if (!isSettings(written)) {
    findings.push(
      bad(`training has optimizer ${describeValue(written)}; write an object such as ${example}.`, path),
    );
    return undefined;
  }
  const types = Object.keys(optimizerParameters) as OptimizerConfig['type'][];
  const writtenType = ownValue(written, 'type');
  const type = types.find((name) => name === writtenType);
  if (type === undefined) {
    const otherwise = `; write one of ${types.join(', ')}.`;
    const message =
      writtenType === undefined
        ? `The optimizer has no type; write e.g. ${example}.`
        : `The optimizer has the unknown type ${describeValue(writtenType)}${didYouMean(typeof writtenType === 'string' ? writtenType : '', types, otherwise)}`;
    findings.push(bad(message, writtenType === undefined ? path : [...path, 'type']));
    return undefined;
  }
  const definitions = optimizerParameters[type];
  reportUnknown(written, ['type', ...definitions.map(({ name }) => name)], type, path, findings);
  const values = readValues(written, definitions, type, path, findings);
  return toOptimizer(type, values);
}

function toOptimizer(type: OptimizerConfig['type'], values: Values): OptimizerConfig {
  const number = (name: string): number => values.get(name) as number;
  const learningRate = number('learningRate');
  switch (type) {
    case 'sgd':
      return {
        type,
        learningRate,
        momentum: number('momentum'),
        nesterov: values.get('nesterov') as boolean,
      };
    case 'adam':
      return {
        type,
        learningRate,
        beta1: number('beta1'),
        beta2: number('beta2'),
        epsilon: number('epsilon'),
      };
    case 'rmsprop':
      return { type, learningRate, rho: number('rho'), epsilon: number('epsilon') };
  }
}

/** Every setting of a table: the written value where it is right, otherwise the default. */
function readValues(
  settings: Settings,
  definitions: readonly ParameterDefinition[],
  owner: string,
  path: readonly string[],
  findings: Finding[],
): Values {
  const values = new Map<string, unknown>();
  for (const definition of definitions) {
    const { name } = definition;
    const written = ownValue(settings, name);
    const checked = written === undefined ? undefined : checkValue(definition, written);
    if (checked?.ok === false) {
      const message = `${owner} has ${name} ${describeValue(written)}; set it to ${checked.expected}.`;
      findings.push(bad(message, [...path, name]));
    }
    values.set(name, checked?.ok === true ? checked.value : defaultValue(definition, values));
  }
  return values;
}

function reportUnknown(
  settings: Settings,
  known: readonly string[],
  owner: string,
  path: readonly string[],
  findings: Finding[],
): void {
  for (const key of Object.keys(settings)) {
    if (known.includes(key)) continue;
    const advice = didYouMean(key, known, `; it takes ${known.join(', ')}.`);
    const message = `${owner} has no setting ${quote(key)}${advice}`;
    findings.push({
      code: 'unknown-property',
      severity: 'error',
      message,
      path: [...path, key],
      atKey: true,
    });
  }
}

function ownValue(settings: Settings, key: string): unknown {
  return Object.hasOwn(settings, key) ? settings[key] : undefined;
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(message: string, path: readonly string[]): Finding {
  return { code: 'bad-training-setting', severity: 'error', message, path };
}
