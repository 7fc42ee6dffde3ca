/**
 * What may be asked of `layerwire.train` beside the file: checked, because anyone can run a command with anything.
 */
import * as v from 'valibot';
import { ENGINE_NAMES, type EngineChoice } from '../../core/training/engineName';

export interface TrainOptions {
  /** In place of the file's; the run says so. Any other dataset is named in the file. */
  readonly dataset?: 'syntheticDigits';
  /** Folder with the dataset's files, in place of the one that the file or the settings name. */
  readonly datasetFolder?: string;
  /** In place of the file's. */
  readonly epochs?: number;
  readonly seed?: number;
  /** In place of the setting `layerwire.engine`. */
  readonly engine?: EngineChoice;
  /** Where to write `epoch-0000.safetensors` and so on; made when it does not exist. */
  readonly weightsFolder?: string;
  /** False: ask nothing, show nothing, and reject with the reason. Default true. */
  readonly interactive?: boolean;
}

const ENGINE_CHOICES = ['auto', ...ENGINE_NAMES] as const;

const folder = (name: string) =>
  v.exactOptional(
    v.pipe(
      v.string(`"${name}" must be the path of a folder.`),
      v.nonEmpty(`"${name}" must be the path of a folder, but it is empty.`),
    ),
  );
const wholeNumber = (name: string, least: number, greatest = Number.MAX_SAFE_INTEGER) => {
  const limits =
    greatest === Number.MAX_SAFE_INTEGER
      ? `of at least ${String(least)}`
      : `from ${String(least)} to ${String(greatest)}`;
  const message = (issue: { readonly received: string }) =>
    `"${name}" must be a whole number ${limits}, but it is ${issue.received}.`;
  return v.exactOptional(
    v.pipe(
      v.number(message),
      v.safeInteger(message),
      v.minValue(least, message),
      v.maxValue(greatest, message),
    ),
  );
};

const trainOptions = v.strictObject(
  {
    dataset: v.exactOptional(
      v.literal(
        'syntheticDigits',
        (issue) =>
          `"dataset" can only be "syntheticDigits", but it is ${issue.received}; name another dataset in the file.`,
      ),
    ),
    datasetFolder: folder('datasetFolder'),
    epochs: wholeNumber('epochs', 1),
    seed: wholeNumber('seed', 0, 2 ** 32 - 1),
    engine: v.exactOptional(
      v.picklist(
        ENGINE_CHOICES,
        (issue) => `There is no engine ${issue.received}; choose one of ${ENGINE_CHOICES.join(', ')}.`,
      ),
    ),
    weightsFolder: folder('weightsFolder'),
    interactive: v.exactOptional(v.boolean('"interactive" must be true or false.')),
  },
  (issue) =>
    issue.expected === 'never'
      ? `There is no option ${issue.received}.`
      : `The options must be an object, but they are ${issue.received}.`,
);

/**
 * Reads the command's second argument. Menus put their own context there, which is no option.
 *
 * @throws Error that lists everything that is wrong with it.
 */
export function parseTrainOptions(value: unknown): TrainOptions {
  if (value === undefined || value === null || isMenuContext(value)) {
    return {};
  }
  const result = v.safeParse(trainOptions, value);
  if (!result.success) {
    throw new Error(result.issues.map((issue) => issue.message).join(' '));
  }
  return result.output;
}

/** Reads the setting `layerwire.engine`, which a person may have typed. @throws Error that lists the engines. */
export function parseEngineSetting(value: unknown): EngineChoice {
  const found = ENGINE_CHOICES.find((choice) => choice === value);
  if (found === undefined) {
    throw new Error(
      `The setting "layerwire.engine" is ${JSON.stringify(value)}; choose one of ${ENGINE_CHOICES.join(', ')}.`,
    );
  }
  return found;
}

/** The explorer passes the list of selected files, an editor's title bar its group. */
function isMenuContext(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && 'groupId' in value);
}
