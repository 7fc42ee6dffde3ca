/**
 * What is written into the inspector's fields, as edits of the graph. Pure; parameters of layers are set by
 * `parameterIntent` of `fromFlow.ts`.
 */
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import type { EditIntent } from '../gestures/fromFlow';
import { areSame, ownSetting, type Settings } from './inspectorField';
import { optimizerOf, parametersOfOptimizer } from './networkInspection';

/** The network got another name; a blank one takes it away. */
export function networkNameIntent(text: string): EditIntent {
  const name = text.trim() === '' ? undefined : text;
  return (graph) => (graph.name === name ? undefined : { kind: 'setName', name });
}

/** A training setting was set; `undefined` brings its default back. An optimiser's setting needs its type beside it. */
export function trainingIntent(path: readonly string[], value: unknown): EditIntent {
  return ({ training = {} }) => {
    if (areSame([settingAt(training, path), value])) return undefined;
    const edit: GraphEdit = { kind: 'setTraining', path, value };
    const needsType = path[0] === 'optimizer' && path.length > 1 && optimizerOf(training).type === undefined;
    if (!needsType || value === undefined) return edit;
    const type: GraphEdit = { kind: 'setTraining', path: ['optimizer', 'type'], value: 'sgd' };
    return { kind: 'sequence', edits: [type, edit] };
  };
}

/** Another optimiser was chosen: the settings that it takes too stay as they are written, the others go. */
export function optimizerIntent(type: string): EditIntent {
  return ({ training = {} }) => {
    const optimizer = optimizerOf(training);
    if (optimizer.type === type) return undefined;
    const kept = new Set(['type', ...parametersOfOptimizer(type).map(({ name }) => name)]);
    const gone = Object.keys(optimizer.settings).filter((name) => !kept.has(name));
    const edits: GraphEdit[] = [
      { kind: 'setTraining', path: ['optimizer', 'type'], value: type },
      ...gone.map((name): GraphEdit => ({
        kind: 'setTraining',
        path: ['optimizer', name],
        value: undefined,
      })),
    ];
    return edits.length === 1 ? edits[0] : { kind: 'sequence', edits };
  };
}

function settingAt(settings: Settings, [key = '', ...rest]: readonly string[]): unknown {
  const value = ownSetting(settings, key);
  if (rest.length === 0 || value === undefined) return value;
  return typeof value === 'object' && value !== null ? settingAt(value as Settings, rest) : undefined;
}
