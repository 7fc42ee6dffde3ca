/**
 * A run once more with one training setting changed: what can be changed, whether an input fits, and the request that
 * follows. The change is made in the text that was trained, as the canvas makes it.
 */
import { optimizerParameters } from '../../../core/hyperparameters/hyperparameterDefinitions';
import { applyTextEdits, textEditsFor } from '../../../core/file/textEdits';
import type { GraphEdit } from '../../../core/graph/graphEdit';
import { checkNnFile } from '../../../core/network/checkNnFile';
import type { ParameterDefinition } from '../../../core/parameters/parameterDefinition';
import { checkValue, expectation } from '../../../core/parameters/parameterValues';
import type { ChangedSetting, KeptRequest } from '../store/runRecord';
import { OPTIMIZER_PATH, settingText, trainingSettings, type TrainingSetting } from './trainingSettings';

export interface ChangeableSetting {
  /** As people call it: "learning rate". */
  readonly name: string;
  /** What it means, in a sentence. */
  readonly description: string;
  /** What it is in the run, as one types it. */
  readonly present: string;
  /** What it may be, where that is a list; otherwise it is typed. */
  readonly choices: readonly string[] | undefined;
  /** Why an input cannot be taken, in a sentence, or `undefined`. */
  check(input: string): string | undefined;
  /**
   * The request with the change made.
   * @throws Error with the reason that `check` gives.
   */
  change(input: string): OneChange;
}

export interface OneChange {
  readonly request: KeptRequest;
  readonly change: ChangedSetting;
}

/** Every training setting of a run; none where its file is not valid in this version. */
export function changeableSettings(request: KeptRequest): readonly ChangeableSetting[] {
  return trainingSettings(request).map((setting) => {
    const attempt = (input: string): OneChange | string => tryChange(request, setting, input);
    return {
      name: setting.name,
      description: setting.definition.description,
      present: settingText(setting.value),
      choices: choicesOf(setting.definition),
      check: (input) => {
        const outcome = attempt(input);
        return typeof outcome === 'string' ? outcome : undefined;
      },
      change: (input) => {
        const outcome = attempt(input);
        if (typeof outcome === 'string') throw new Error(outcome);
        return outcome;
      },
    };
  });
}

function choicesOf(definition: ParameterDefinition): readonly string[] | undefined {
  if (definition.kind === 'choice') return definition.choices;
  return definition.kind === 'boolean' ? ['true', 'false'] : undefined;
}

/** The change, or why it cannot be made. */
function tryChange(request: KeptRequest, setting: TrainingSetting, input: string): OneChange | string {
  const value = readInput(setting.definition, input.trim());
  const checked = checkValue(setting.definition, value);
  if (!checked.ok) return `Enter ${expectation(setting.definition)}.`;
  if (value === setting.value) return `The ${setting.name} is ${settingText(value)} already.`;
  const edits = textEditsFor(request.networkText, editFor(request.networkText, setting, value));
  const networkText = applyTextEdits(request.networkText, edits);
  const { diagnostics } = checkNnFile(networkText);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return error.message;
  const from = settingText(setting.value);
  return {
    request: {
      ...request,
      networkText,
      overrides: withoutOverride(request.overrides, setting),
      schedule: setting.path[0] === 'epochs' ? withoutEpochs(request.schedule) : request.schedule,
    },
    change: { setting: setting.name, from, to: settingText(value) },
  };
}

/** `undefined` fits no definition. */
function readInput(definition: ParameterDefinition, text: string): unknown {
  switch (definition.kind) {
    case 'integer':
    case 'number':
      return text === '' ? undefined : Number(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    default:
      return text;
  }
}

function editFor(networkText: string, { path }: TrainingSetting, value: unknown): GraphEdit {
  const written = checkNnFile(networkText).file.graph.training?.optimizer;
  if (path === OPTIMIZER_PATH) {
    const known = Object.entries(optimizerParameters).find(([type]) => type === value)?.[1] ?? [];
    const kept = Object.entries(written ?? {}).filter(([key]) => known.some(({ name }) => name === key));
    const optimizer = { type: value, ...Object.fromEntries(kept) };
    return { kind: 'setTraining', path: ['optimizer'], value: optimizer };
  }
  const set: GraphEdit = { kind: 'setTraining', path, value };
  if (path.length === 1 || written !== undefined) return set;
  // The optimiser that counts where none is written must be, once one of its settings is.
  return {
    kind: 'sequence',
    edits: [{ kind: 'setTraining', path: OPTIMIZER_PATH, value: 'sgd' }, set],
  };
}

/** A run that was taken further after its end would otherwise end as late once more. */
function withoutEpochs(schedule: KeptRequest['schedule']): KeptRequest['schedule'] {
  return schedule.map(({ step, change: { learningRate, momentum } }) => ({
    step,
    change: {
      ...(learningRate === undefined ? {} : { learningRate }),
      ...(momentum === undefined ? {} : { momentum }),
    },
  }));
}

/** What the text now says is no longer overridden. */
function withoutOverride(
  { epochs, seed }: KeptRequest['overrides'],
  { path: [name] }: TrainingSetting,
): KeptRequest['overrides'] {
  return {
    ...(epochs === undefined || name === 'epochs' ? {} : { epochs }),
    ...(seed === undefined || name === 'seed' ? {} : { seed }),
  };
}
