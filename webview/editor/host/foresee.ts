/**
 * What a file will be when the host has carried out an edit: worked out by the host's own rules, so that the canvas can
 * draw it while the edit is still on its way.
 */
import { applyTextEdits, textEditsFor } from '../../../src/core/file/textEdits';
import { GraphEditError, type GraphEdit } from '../../../src/core/graph/graphEdit';
import { checkNnFile } from '../../../src/core/network/checkNnFile';
import type { OpenFile } from '../drawing/canvasState';

/** The file after the edit; `undefined` where it changes nothing, or cannot be done: the host says why. */
export function foresee({ document }: OpenFile, edit: GraphEdit): OpenFile | undefined {
  try {
    const text = applyTextEdits(document.text, textEditsFor(document.text, edit));
    return text === document.text
      ? undefined
      : { document: { ...document, text }, checked: checkNnFile(text) };
  } catch (error) {
    if (error instanceof GraphEditError) return undefined;
    throw error;
  }
}
