/**
 * The settings that can be changed in mid-run as fields of text: which there are, and which texts they take.
 */
import { optimizerParameters } from '../../src/core/hyperparameters/hyperparameterDefinitions';
import type { ParameterDefinition } from '../../src/core/parameters/parameterDefinition';
import { checkValue } from '../../src/core/parameters/parameterValues';
import type { Run, RunState } from '../../src/core/training/runState';
import type { HyperparameterChange } from '../../src/core/training/steering';

export interface SettingsField {
  readonly name: keyof HyperparameterChange;
  readonly label: string;
  readonly description: string;
  /** What is in force. */
  readonly value: string;
  readonly definition: ParameterDefinition;
}

/** The fields for what the run's optimiser has; none before the run has started. */
export function settingsFields(run: Run): readonly SettingsField[] {
  const { hyperparameters } = run;
  if (hyperparameters === null) return [];
  const { learningRate, momentum, epochs } = hyperparameters;
  return [
    {
      name: 'learningRate',
      label: 'Learning rate',
      description: 'How far one step goes, η. A change counts from the next step on.',
      value: String(learningRate),
      definition: sgd('learningRate'),
    },
    ...(momentum === null
      ? []
      : [
          {
            name: 'momentum' as const,
            label: 'Momentum',
            description: 'How much of the last step is kept. A change counts from the next step on.',
            value: String(momentum),
            definition: sgd('momentum'),
          },
        ]),
    {
      name: 'epochs',
      label: 'Epochs',
      description: 'After how many epochs the run ends.',
      value: String(epochs),
      definition: {
        kind: 'integer',
        name: 'epochs',
        min: leastEpochs(run),
        description: 'How many times training goes through the training set.',
      },
    },
  ];
}

/** The number that a text gives for the field. */
export function readSetting(
  { definition }: SettingsField,
  text: string,
): { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: string } {
  const trimmed = text.trim();
  if (/^-?\d*,\d+$/.test(trimmed)) {
    return { ok: false, reason: `Write the decimals behind a point: ${trimmed.replace(',', '.')}.` };
  }
  const value = trimmed === '' ? Number.NaN : Number(trimmed);
  const checked = checkValue(definition, value);
  return checked.ok ? { ok: true, value } : { ok: false, reason: `Enter ${checked.expected}.` };
}

/** Whether a worker holds the run, so that a change reaches it. */
export function settingsChangeable(state: RunState): boolean {
  return (
    (state.phase === 'running' && state.wish !== 'stop') ||
    state.phase === 'paused' ||
    (state.phase === 'ended' && state.live)
  );
}

/** The epoch under way has begun; between two epochs the run may end at once. */
function leastEpochs({ progress, epochs }: Run): number {
  return progress?.epoch ?? Math.max(1, epochs.length);
}

/** One definition for all optimisers: their limits are the same. */
function sgd(name: string): ParameterDefinition {
  const definition = optimizerParameters.sgd.find((parameter) => parameter.name === name);
  if (definition === undefined) throw new Error(`The optimiser has no parameter "${name}".`);
  return definition;
}
