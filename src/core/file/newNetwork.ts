/**
 * A first network for a file that says nothing yet: the least that trains on MNIST, to be changed from there.
 */
import { tokensFrom } from './jsonTokens';
import type { TextEdit } from './textEdit';

const NETWORK = `{
  "version": 1,
  "layers": {
    "input": { "type": "Input", "shape": [28, 28, 1] },
    "flatten": { "type": "Flatten" },
    "output": { "type": "Dense", "units": 10, "activation": "softmax" }
  },
  "edges": [["input", "flatten"], ["flatten", "output"]],
  "layout": { "input": [0, 0], "flatten": [0, 130], "output": [0, 260] },
  "training": { "dataset": "mnist", "loss": "categoricalCrossentropy" }
}
`;

/** True for a text of white space and comments alone. */
export function isBlank(text: string): boolean {
  for (const { kind, offset, end } of tokensFrom(text, 0)) {
    if (kind !== 'space' && kind !== 'lineBreak' && kind !== 'comment') return false;
    // A comment that is not closed would swallow whatever is written behind it.
    if (text.startsWith('/*', offset) && !/^\/\*[^]*\*\/$/.test(text.slice(offset, end))) return false;
  }
  return true;
}

/** Writes the network behind the comments of a blank text; `undefined` for a text that says something. */
export function startEdit(text: string): TextEdit | undefined {
  if (!isBlank(text)) return undefined;
  const offset = text.trimEnd().length;
  return { offset, length: text.length - offset, content: offset === 0 ? NETWORK : `\n${NETWORK}` };
}
