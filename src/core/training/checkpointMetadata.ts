/**
 * What a checkpoint's `__metadata__` says of the position and of the measurement, read as untrusted text.
 */
import type { OptimizerConfig } from '../hyperparameters/hyperparameters';
import { describeValue } from '../wording';
import type { RunPosition, TestPredictions } from './checkpoint';
import { changeObjection } from './settingLimits';
import type { SteeredHyperparameters } from './steering';

type Metadata = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

/** What is wrong with a checkpoint, in words for a person. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/**
 * Where the run stood.
 * @throws CheckpointError when it is not there or cannot be.
 */
export function readPosition(metadata: Metadata, optimizer: OptimizerConfig['type']): RunPosition {
  const written = own(metadata, 'position');
  if (written === undefined) {
    throw new CheckpointError('The file has no position of a run; it holds weights, but is no checkpoint.');
  }
  const fields = parse('position', written);
  const { epochReported } = fields;
  if (typeof epochReported !== 'boolean')
    throw bad('position', 'epochReported', epochReported, 'true or false');
  return {
    step: wholeNumber('position', fields, 'step'),
    summedLoss: finite('position', fields, 'summedLoss', -Infinity),
    epochReported,
    hyperparameters: readSettings(fields.hyperparameters, optimizer),
    elapsedMs: finite('position', fields, 'elapsedMs', 0),
    trainingMs: finite('position', fields, 'trainingMs', 0),
  };
}

/**
 * Loss and accuracy on the test set; `undefined` where it was not measured.
 * @throws CheckpointError when they cannot be.
 */
export function readMeasurement(metadata: Metadata): Pick<TestPredictions, 'loss' | 'accuracy'> | undefined {
  const written = own(metadata, 'test');
  if (written === undefined) return undefined;
  const fields = parse('test', written);
  const { loss: text, accuracy } = fields;
  const loss = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
  if (Number.isNaN(loss) && text !== 'NaN') throw bad('test', 'loss', text, 'a number, written as a string');
  if (typeof accuracy !== 'number' || !(accuracy >= 0 && accuracy <= 1)) {
    throw bad('test', 'accuracy', accuracy, 'a number from 0 to 1');
  }
  return { loss, accuracy };
}

function readSettings(written: unknown, optimizer: OptimizerConfig['type']): SteeredHyperparameters {
  if (!isFields(written)) throw bad('position', 'hyperparameters', written, 'an object');
  const { learningRate, momentum, epochs } = written;
  const hasMomentum = optimizer === 'sgd';
  if (typeof learningRate !== 'number') throw bad('position', 'learningRate', learningRate, 'a number');
  if (typeof epochs !== 'number') throw bad('position', 'epochs', epochs, 'a number');
  if (hasMomentum ? typeof momentum !== 'number' : momentum !== null) {
    throw bad('position', 'momentum', momentum, hasMomentum ? 'a number' : `null for ${optimizer}`);
  }
  const settings = { learningRate, momentum: typeof momentum === 'number' ? momentum : null, epochs };
  const change = { learningRate, epochs, ...(typeof momentum === 'number' ? { momentum } : {}) };
  const objection = changeObjection(change, optimizer, 0);
  if (objection !== undefined)
    throw new CheckpointError(`The checkpoint's settings are not valid: ${objection}`);
  return settings;
}

function parse(key: string, written: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    value = undefined;
  }
  if (isFields(value)) return value;
  throw new CheckpointError(
    `The checkpoint's "${key}" is ${describeValue(written)}; expected a JSON object.`,
  );
}

function wholeNumber(key: string, fields: Fields, name: string): number {
  const value = fields[name];
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw bad(key, name, value, 'a whole number of at least 0');
}

function finite(key: string, fields: Fields, name: string, least: number): number {
  const value = fields[name];
  if (typeof value === 'number' && Number.isFinite(value) && value >= least) return value;
  throw bad(key, name, value, least === 0 ? 'a number of at least 0' : 'a finite number');
}

function bad(key: string, name: string, value: unknown, expected: string): CheckpointError {
  const found = value === undefined ? `no ${name}` : `${name} ${describeValue(value)}`;
  return new CheckpointError(`The checkpoint's "${key}" has ${found}; expected ${expected}.`);
}

function own(metadata: Metadata, key: string): string | undefined {
  return Object.hasOwn(metadata, key) ? metadata[key] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
