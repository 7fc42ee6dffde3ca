/**
 * The command line of `npm start`: a window for a person, or a headless run.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from './lifetime.mjs';
import { root } from './paths.mjs';

export const USAGE = `Usage:
  npm start
      opens VS Code on the examples
  npm start --silent -- --headless FILE.nn.json [--dataset-dir DIR] [--epochs N] [--engine NAME] [--seed N]
                        [--weights-dir DIR]
      trains FILE in a workbench that nobody sees, and prints one JSON object a line
`;

/**
 * @typedef {object} HeadlessArguments
 * @property {string} file as the caller wrote it
 * @property {string} absoluteFile
 * @property {string} [datasetFolder] absolute, as are all folders here
 * @property {string} [weightsFolder]
 * @property {number} [epochs]
 * @property {number} [seed]
 * @property {string} [engine]
 */

/** The names that the extension's own setting takes. */
const ENGINES = engineNames();

/** Seeds are 32-bit. */
const LARGEST_SEED = 2 ** 32 - 1;

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/**
 * @param {readonly string[]} args what follows `npm start --`
 * @param {string} callersFolder relative paths start here
 * @returns {HeadlessArguments | undefined} `undefined` asks for a window
 * @throws {UsageError}
 */
export function parseStartArguments(args, callersFolder) {
  const { values, positionals } = parse(args);
  if (values.headless !== true) {
    const [stray] = [...Object.keys(values).map((name) => `--${name}`), ...positionals];
    if (stray !== undefined) {
      throw new UsageError(`${stray} is for headless runs; add --headless, or leave it out.`);
    }
    return undefined;
  }
  const [file, second] = positionals;
  if (file === undefined) {
    throw new UsageError('--headless needs a network file: --headless FILE.nn.json');
  }
  if (second !== undefined) {
    throw new UsageError(`--headless takes one network file, but found a second one: ${second}`);
  }
  const absoluteFile = path.resolve(callersFolder, file);
  if (!/\.nn\.json$/i.test(file)) {
    throw new UsageError(`${file} is not a network file: its name must end in .nn.json.`);
  }
  if (!existsSync(absoluteFile) || !statSync(absoluteFile).isFile()) {
    throw new UsageError(`There is no file ${absoluteFile}.`);
  }
  const datasetFolder = resolve(callersFolder, values['dataset-dir'], '--dataset-dir');
  if (datasetFolder !== undefined && !(existsSync(datasetFolder) && statSync(datasetFolder).isDirectory())) {
    throw new UsageError(`--dataset-dir: there is no folder ${datasetFolder}.`);
  }
  const weightsFolder = resolve(callersFolder, values['weights-dir'], '--weights-dir');
  const { engine } = values;
  if (engine !== undefined && !ENGINES.includes(engine)) {
    throw new UsageError(`--engine must be one of ${ENGINES.join(', ')}, but is "${engine}".`);
  }
  const epochs = parseInteger('--epochs', values.epochs, 1, Number.MAX_SAFE_INTEGER);
  const seed = parseInteger('--seed', values.seed, 0, LARGEST_SEED);
  return {
    file,
    absoluteFile,
    ...(datasetFolder === undefined ? {} : { datasetFolder }),
    ...(weightsFolder === undefined ? {} : { weightsFolder }),
    ...(epochs === undefined ? {} : { epochs }),
    ...(seed === undefined ? {} : { seed }),
    ...(engine === undefined ? {} : { engine }),
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        headless: { type: 'boolean' },
        'dataset-dir': { type: 'string' },
        epochs: { type: 'string' },
        engine: { type: 'string' },
        seed: { type: 'string' },
        'weights-dir': { type: 'string' },
      },
    });
  } catch (error) {
    // Node's advice after the first sentence is about arguments that start with a dash.
    throw new UsageError(messageOf(error).replace(/\. To specify a positional.*$/s, '.'));
  }
}

/**
 * @param {string} callersFolder
 * @param {string | undefined} folder
 * @param {string} flag
 */
function resolve(callersFolder, folder, flag) {
  if (folder === '') {
    throw new UsageError(`${flag} must be a folder, but is empty.`);
  }
  return folder === undefined ? undefined : path.resolve(callersFolder, folder);
}

/**
 * @param {string} flag
 * @param {string | undefined} text
 * @param {number} smallest
 * @param {number} largest
 */
function parseInteger(flag, text, smallest, largest) {
  if (text === undefined) {
    return undefined;
  }
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < smallest || value > largest) {
    const range =
      largest === Number.MAX_SAFE_INTEGER
        ? `of at least ${String(smallest)}`
        : `from ${String(smallest)} to ${String(largest)}`;
    throw new UsageError(`${flag} must be a whole number ${range}, but is "${text}".`);
  }
  return value;
}

/** @returns {readonly string[]} */
function engineNames() {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return manifest.contributes.configuration.properties['layerwire.engine'].enum;
}
