/**
 * What can be done about a problem at one press: each fix a small edit of the text, everything else left as written.
 *
 * The text editor offers them as code actions, the canvas as buttons. Only the problems whose remedy is known are
 * here; a problem that leaves a choice of design to its author has no fix. Titles are made at once and edits when they
 * are asked for, so that a long list of problems costs little.
 */
import type { Diagnostic } from '../diagnostics/diagnostic';
import { removePropertyAt, replaceValueAt } from '../file/pathEdits';
import type { GraphNode } from '../graph/graph';
import type { Loss } from '../hyperparameters/hyperparameters';
import type { Activation } from '../layers/layerConfig';
import { isLayerType, layerDefinition } from '../layers/layerRegistry';
import { quote } from '../wording';
import type { CheckedFile } from './checkNnFile';
import type { QuickFix } from './quickFix';
import { missingInputFixes, severalInputsFixes, severalOutputsFixes, tooManyInputsFixes } from './arityFixes';
import { appendActivationFix, classFixes } from './outputFixes';
import { inputShapeFix, missingParameterFixes, parameterFix } from './parameterFixes';
import { spellingFixes } from './spellingFixes';
import { cycleFixes, danglingEdgeFixes, flattenFixes, removeEdgesFix, reshapeFixes } from './wiringFixes';

/** The fixes of one of a file's own problems, the best first; none while the text has syntax errors. */
export function quickFixesFor(checked: CheckedFile, diagnostic: Diagnostic): readonly QuickFix[] {
  const { file } = checked;
  if (!file.wellFormed) return [];
  const { code, layerId, path } = diagnostic;
  const node = layerId === undefined ? undefined : file.graph.nodes.get(layerId);
  switch (code) {
    case 'unknown-layer-type':
    case 'bad-parameter':
    case 'bad-training-setting':
      return spellingFixes(file, diagnostic);
    case 'unknown-parameter':
    case 'unknown-property':
      return [...spellingFixes(file, diagnostic), removeEntryFix(checked, diagnostic)];
    case 'missing-parameter':
      if (node === undefined || diagnostic.parameter === undefined) return [];
      return missingParameterFixes(checked, node, diagnostic.parameter);
    case 'several-inputs':
      return node === undefined ? [] : severalInputsFixes(checked, node);
    case 'several-outputs':
      return node === undefined ? [] : severalOutputsFixes(checked, node);
    case 'missing-input':
      return node === undefined ? [] : missingInputFixes(checked, node);
    case 'too-many-inputs':
      return node === undefined || typeof path[1] !== 'number'
        ? []
        : tooManyInputsFixes(checked, node, path[1]);
    case 'duplicate-edge':
      return typeof path[1] === 'number' ? [removeEdgesFix(file, [path[1]], true)] : [];
    case 'dangling-edge':
      return danglingEdgeFixes(file, path[1]);
    case 'cycle':
      return cycleFixes(file);
    case 'wrong-rank':
      if (node === undefined) return [];
      return node.type === 'Dense' ? flattenFixes(file, node.id) : reshapeFixes(checked, node.id);
    case 'window-too-large':
      return node === undefined ? [] : [parameterFix(file, node.id, 'padding', 'same')];
    case 'step-cannot-learn':
    case 'softmax-of-one':
      return node === undefined ? [] : [parameterFix(file, node.id, 'activation', 'sigmoid')];
    case 'dataset-mismatch':
      if (node === undefined) return [];
      return path[2] === 'shape' ? [inputShapeFix(checked, node)] : classFixes(checked, node);
    case 'loss-mismatch':
      return node === undefined ? [] : lossFixes(checked, node);
    default:
      return [];
  }
}

/** The fix with this title of the problem with this code at this place, as far as the file has it. */
export function quickFixNamed(
  checked: CheckedFile,
  problem: Pick<Diagnostic, 'code' | 'path'>,
  title: string,
): QuickFix | undefined {
  const path = JSON.stringify(problem.path);
  return checked.diagnostics
    .filter((diagnostic) => diagnostic.code === problem.code && JSON.stringify(diagnostic.path) === path)
    .flatMap((diagnostic) => quickFixesFor(checked, diagnostic))
    .find((fix) => fix.title === title);
}

/** The activation that a cross-entropy is meant for, or the loss that takes any outputs. */
function lossFixes(checked: CheckedFile, node: GraphNode): QuickFix[] {
  const { graph } = checked.file;
  const quadratic = lossFix(checked, 'quadratic', false);
  const outputShape = checked.layers.get(node.id)?.outputShape;
  if (graph.training?.loss === 'categoricalCrossentropy' && outputShape?.join() === '1') {
    return [lossFix(checked, 'binaryCrossentropy', true), quadratic];
  }
  const meant: Activation = graph.training?.loss === 'binaryCrossentropy' ? 'sigmoid' : 'softmax';
  const takesActivation =
    isLayerType(node.type) && layerDefinition(node.type).parameters.some(({ name }) => name === 'activation');
  return [
    takesActivation
      ? parameterFix(checked.file, node.id, 'activation', meant)
      : appendActivationFix(checked, node.id, meant),
    quadratic,
  ];
}

function lossFix({ file }: CheckedFile, loss: Loss, preferred: boolean): QuickFix {
  return {
    title: `Set loss to ${quote(loss)}`,
    preferred,
    edits: () => replaceValueAt(file.text, ['training', 'loss'], loss),
  };
}

function removeEntryFix({ file }: CheckedFile, { path }: Diagnostic): QuickFix {
  return {
    title: `Remove ${quote(String(path.at(-1)))}`,
    preferred: false,
    edits: () => removePropertyAt(file.text, path),
  };
}
