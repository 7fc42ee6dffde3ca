/**
 * A run once more with one training setting changed: what can be changed, whether an input fits, and the request that
 * follows. The change is made in the text that was trained, as the canvas makes it.
 *
 * What a run may change on its way does not come from the text alone: a change at its first step counts instead, and a
 * run that began from a checkpoint has its settings from there. So such a change is made at the first step as well.
 */
import { optimizerParameters } from '../../../core/hyperparameters/hyperparameterDefinitions';
import { applyTextEdits, textEditsFor } from '../../../core/file/textEdits';
import type { GraphEdit } from '../../../core/graph/graphEdit';
import { checkNnFile } from '../../../core/network/checkNnFile';
import type { ParameterDefinition } from '../../../core/parameters/parameterDefinition';
import { checkValue, expectation } from '../../../core/parameters/parameterValues';
import { positionOfCheckpoint } from '../../../core/training/checkpointFile';
import { changeObjection } from '../../../core/training/settingLimits';
import type {
  HyperparameterChange,
  ScheduledChange,
  SteeredHyperparameters,
} from '../../../core/training/steering';
import type { RunStart } from '../../../protocol/run';
import type { ChangedSetting, KeptRequest, RunRecord } from '../store/runRecord';
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

/** Where a run began that did not begin with its first step. */
export interface CheckpointStart {
  readonly step: number;
  /** Epochs of which a step was taken. */
  readonly epochsBegun: number;
  /** What was in force. */
  readonly hyperparameters: SteeredHyperparameters;
}

/**
 * Where a run began, when that was a checkpoint.
 * @throws CheckpointError or SafetensorsError when the checkpoint cannot be read.
 */
export function checkpointStart(
  { request, run }: Pick<RunRecord, 'request' | 'run'>,
  start: RunStart,
): CheckpointStart | undefined {
  const { network } = checkNnFile(request.networkText);
  if (start.kind !== 'checkpoint' || network === undefined) return undefined;
  const { step, hyperparameters } = positionOfCheckpoint(start.bytes, network.training.optimizer.type);
  const epochsBegun = Math.ceil(step / (run.started?.stepsPerEpoch ?? Number.POSITIVE_INFINITY));
  return { step, epochsBegun, hyperparameters };
}

/** What a checkpoint decides for good: its optimiser's state, and how many steps its epochs have, of which examples. */
const DECIDED_BY_CHECKPOINT: ReadonlySet<string> = new Set([
  'optimizer',
  'batchSize',
  'trainingSize',
  'validationSize',
  'seed',
]);

/**
 * Every training setting of a run that can be changed; none where its file is not valid in this version.
 * @param start Of a run that began from a checkpoint.
 */
export function changeableSettings(
  request: KeptRequest,
  start: CheckpointStart | undefined,
): readonly ChangeableSetting[] {
  const settings = trainingSettings(request)
    .filter(({ definition }) => start === undefined || !DECIDED_BY_CHECKPOINT.has(definition.name))
    .map((setting) => ({ ...setting, value: valueAtStart(request, setting, start) }));
  return settings.map((setting) => {
    const attempt = (input: string): OneChange | string => tryChange(request, setting, input, start);
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

type Steered = keyof HyperparameterChange;

function steeredBy({ path }: TrainingSetting): Steered | undefined {
  const name = path.at(-1);
  return name === 'learningRate' || name === 'momentum' || name === 'epochs' ? name : undefined;
}

/** What counts for the run's first step. */
function valueAtStart(
  { schedule }: KeptRequest,
  setting: TrainingSetting,
  start: CheckpointStart | undefined,
): unknown {
  const name = steeredBy(setting);
  if (name === undefined) return setting.value;
  const first = start?.step ?? 0;
  const changed = schedule.filter(({ step, change }) => step === first && change[name] !== undefined).at(-1);
  return changed?.change[name] ?? start?.hyperparameters[name] ?? setting.value;
}

function choicesOf(definition: ParameterDefinition): readonly string[] | undefined {
  if (definition.kind === 'choice') return definition.choices;
  return definition.kind === 'boolean' ? ['true', 'false'] : undefined;
}

/** The change, or why it cannot be made. */
function tryChange(
  request: KeptRequest,
  setting: TrainingSetting,
  input: string,
  start: CheckpointStart | undefined,
): OneChange | string {
  const value = readInput(setting.definition, input.trim());
  const checked = checkValue(setting.definition, value);
  if (!checked.ok) return `Enter ${expectation(setting.definition)}.`;
  if (value === setting.value) return `The ${setting.name} is ${settingText(value)} already.`;
  const edits = textEditsFor(request.networkText, editFor(request.networkText, setting, value));
  const networkText = applyTextEdits(request.networkText, edits);
  const { diagnostics, network } = checkNnFile(networkText);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return error.message;
  const steered = steeredBy(setting);
  const change =
    steered !== undefined && typeof value === 'number' ? { name: steered, value, start } : undefined;
  if (change !== undefined && start !== undefined && network !== undefined) {
    const { type } = network.training.optimizer;
    const objection = changeObjection({ [change.name]: value }, type, start.epochsBegun);
    if (objection !== undefined) return objection;
  }
  const from = settingText(setting.value);
  return {
    request: {
      ...request,
      networkText,
      overrides: withoutOverride(request.overrides, setting),
      schedule: change === undefined ? request.schedule : withChange(request.schedule, change),
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

/**
 * The schedule without what would undo the change at once, and with the change where the text alone does not make it.
 * Of the epochs nothing stays: a run that was taken further after its end would otherwise end as late once more.
 */
function withChange(
  schedule: KeptRequest['schedule'],
  { name, value, start }: { name: Steered; value: number; start: CheckpointStart | undefined },
): KeptRequest['schedule'] {
  const first = start?.step ?? 0;
  const kept = schedule
    .map((entry) => (name === 'epochs' || entry.step === first ? without(entry, name) : entry))
    .filter(({ change }) => Object.keys(change).length > 0);
  if (start === undefined) return kept;
  return [
    ...kept.filter(({ step }) => step <= first),
    { step: first, change: { [name]: value } },
    ...kept.filter(({ step }) => step > first),
  ];
}

function without({ step, change }: ScheduledChange, left: Steered): ScheduledChange {
  return { step, change: Object.fromEntries(Object.entries(change).filter(([name]) => name !== left)) };
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
