/**
 * Renaming a layer from the text, where the cursor says which one; the canvas sends the `GraphEdit` itself.
 */
import type { LayerId } from '../graph/graph';
import { GraphEditError } from '../graph/graphEdit';
import { definitionOf, layerMentions, mentionAt } from './layerMentions';
import type { LayerMention } from './layerMentions';
import type { TextEdit } from './textEdits';
import { textEditsFor } from './textEdits';
import { quote } from '../wording';

/**
 * The layer's name at an offset of the text, in `layers`, `edges` or `layout`.
 * @throws GraphEditError when no layer is named there, or one that the file does not have.
 */
export function renamableAt(text: string, offset: number): LayerMention {
  const mentions = layerMentions(text);
  const mention = mentionAt(mentions, offset);
  if (mention === undefined) {
    throw new GraphEditError('No layer is named here; put the cursor on the name of a layer.');
  }
  if (definitionOf(mentions, mention.id) === undefined) {
    throw new GraphEditError(`There is no layer ${quote(mention.id)} in this file to rename.`);
  }
  return mention;
}

/**
 * The changes that give a layer another name wherever the file names it: sorted, disjoint, relative to `text`.
 * @param layer its id, or an offset of the text at which it is named.
 * @throws GraphEditError when there is no such layer, the new name is blank or taken, or the text has syntax errors.
 */
export function renameLayerEdits(text: string, layer: LayerId | number, newName: string): TextEdit[] {
  const from = typeof layer === 'number' ? renamableAt(text, layer).id : layer;
  return textEditsFor(text, { kind: 'renameLayer', from, to: newName });
}
