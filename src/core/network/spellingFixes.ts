/**
 * Fixes for misspelt names: layer types, parameters and settings, and the words that these take.
 *
 * What may stand at a place follows from the tables of layers and settings alone.
 */
import type { Diagnostic } from '../diagnostics/diagnostic';
import { FILE_PROPERTIES, type NnFile } from '../file/nnFile';
import { parseJsonTree, toPlain } from '../file/jsonTree';
import { renameKeyAt, replaceValueAt } from '../file/pathEdits';
import { isLayerType, LAYER_TYPES, layerDefinition } from '../layers/layerRegistry';
import { optimizerParameters, trainingParameters } from '../hyperparameters/hyperparameterDefinitions';
import { NAMED_DATASETS } from '../hyperparameters/hyperparameters';
import type { ParameterDefinition } from '../parameters/parameterDefinition';
import { nearestName, quote } from '../wording';
import type { QuickFix } from './quickFix';

type Settings = Readonly<Record<string, unknown>>;

/** Renames the key or replaces the word at the problem's place by the nearest that may stand there. */
export function spellingFixes(file: NnFile, { path, atKey }: Diagnostic): QuickFix[] {
  const place = placeOf(file, path);
  const last = path.at(-1);
  if (place === undefined || typeof last !== 'string') return [];
  if (atKey === true) {
    // A name that is taken would then be there twice.
    const free = place.keys.filter((key) => !Object.hasOwn(place.object, key));
    return fixTo(nearestName(last, free), (key) => renameKeyAt(file.text, path, key));
  }
  const written = Object.hasOwn(place.object, last) ? place.object[last] : undefined;
  if (typeof written !== 'string') return [];
  if (path.join() === 'training,optimizer') {
    return fixTo(
      nearestName(written, OPTIMIZERS),
      (type) => replaceValueAt(file.text, path, { type }),
      (type) => `{ "type": ${quote(type)} }`,
    );
  }
  return fixTo(nearestName(written, place.words(last)), (word) => replaceValueAt(file.text, path, word));
}

function fixTo(
  name: string | undefined,
  edits: (name: string) => ReturnType<QuickFix['edits']>,
  shown: (name: string) => string = quote,
): QuickFix[] {
  if (name === undefined) return [];
  return [{ title: `Change to ${shown(name)}`, preferred: true, edits: () => edits(name) }];
}

/** An object of the file: what is in it, the keys that it takes, and the words that may stand behind each. */
interface Place {
  readonly object: Settings;
  readonly keys: readonly string[];
  readonly words: (key: string) => readonly string[];
}

const OPTIMIZERS = Object.keys(optimizerParameters);

/** The object in which a path ends. */
function placeOf({ graph, text }: NnFile, path: Diagnostic['path']): Place | undefined {
  const [container, inner] = path;
  if (path.length === 1) {
    const root = parseJsonTree(text).valueAt([]);
    const object = root === undefined ? undefined : toPlain(root);
    return isSettings(object) ? { object, keys: FILE_PROPERTIES, words: () => [] } : undefined;
  }
  if (container === 'layers' && path.length === 3) {
    const node = graph.nodes.get(String(inner));
    if (node?.type === undefined) return undefined;
    const definitions = isLayerType(node.type) ? layerDefinition(node.type).parameters : [];
    const object = { ...node.parameters, type: node.type };
    return { object, ...takes(definitions, { type: LAYER_TYPES }) };
  }
  const { training } = graph;
  if (container !== 'training' || training === undefined) return undefined;
  if (path.length === 2) {
    const more = { dataset: NAMED_DATASETS, optimizer: OPTIMIZERS };
    return { object: training, ...takes(trainingParameters, more) };
  }
  const { optimizer } = training;
  if (inner !== 'optimizer' || path.length !== 3 || !isSettings(optimizer)) return undefined;
  const type = Object.hasOwn(optimizer, 'type') ? optimizer.type : undefined;
  const definitions = Object.entries(optimizerParameters).find(([name]) => name === type)?.[1] ?? [];
  return { object: optimizer, ...takes(definitions, { type: OPTIMIZERS }) };
}

function takes(
  definitions: readonly ParameterDefinition[],
  more: Readonly<Record<string, readonly string[]>>,
): Pick<Place, 'keys' | 'words'> {
  const words = new Map(Object.entries(more));
  for (const definition of definitions) {
    words.set(definition.name, definition.kind === 'choice' ? definition.choices : []);
  }
  return { keys: [...words.keys()], words: (key) => words.get(key) ?? [] };
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
