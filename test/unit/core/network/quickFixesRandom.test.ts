/**
 * Quick fixes of templates that were broken at random: whatever is wrong, each fix leaves a well-formed text, and the
 * problem that it is offered for is gone. The failing seed and text are in the message.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyTextEdits } from '../../../../src/core/file/textEdits';
import type { Diagnostic } from '../../../../src/core/diagnostics/diagnostic';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { quickFixesFor } from '../../../../src/core/network/quickFixes';
import { Random } from '../../../../src/core/random';
import { NETWORK_TEMPLATES } from '../../../../src/host/newNetwork/templates';

const FILES = 1500;
const MOST_BREAKS = 3;
const WORDS = [
  ...['Dense', 'Flatten', 'Conv2D', 'Add', 'Concatenate', 'Input', 'Dropout'],
  ...['softmax', 'sigmoid', 'relu', 'step', 'units', 'activation', 'same', 'valid', 'kernelSize', 'poolSize'],
  ...['mnist', 'quadratic', 'categoricalCrossentropy', 'binaryCrossentropy', 'input', 'flatten', 'output'],
];
const NUMBERS = ['0', '1', '5', '28', '100'];

type Break = (text: string, random: Random) => string;

/** Changes one of the places where the pattern is found. */
const change =
  (pattern: RegExp, to: (found: string, random: Random) => string): Break =>
  (text, random) => {
    const found = [...text.matchAll(pattern)];
    const match = found.length === 0 ? undefined : found[random.below(found.length)];
    if (match === undefined) return text;
    const [matched] = match;
    return text.slice(0, match.index) + to(matched, random) + text.slice(match.index + matched.length);
  };

const oneOf = <T>(values: readonly T[], random: Random): T => values[random.below(values.length)]!;

const addEdge: Break = (text, random) => {
  const ids = [...checkNnFile(text).file.graph.nodes.keys(), 'nowhere'];
  const edge = JSON.stringify([oneOf(ids, random), oneOf(ids, random)]);
  return text.replace('"edges": [', `"edges": [${edge}, `);
};

const breaks: readonly Break[] = [
  addEdge,
  change(/\["\w+", "\w+"\],? ?/g, () => ''),
  change(/, "\w+": ("\w+"|\d+)/g, () => ''),
  change(/ *"\w+": \{ "type": [^\n]*\},\n/g, () => ''),
  change(/(?<=: )\d+/g, (_, random) => oneOf(NUMBERS, random)),
  change(/(?<=")\w+(?=")/g, (_, random) => oneOf(WORDS, random)),
  // A slip of the pen.
  change(/(?<=")\w{4,}(?=")/g, (word) => word.slice(0, 2) + word.slice(3)),
];

describe('quick fixes of files broken at random', () => {
  it(`mend what they are offered for, in ${FILES} files`, function () {
    this.timeout(60_000);
    const texts = NETWORK_TEMPLATES.map(({ file }) => readFileSync(file, 'utf8'));
    const mended = new Set<string>();
    for (let seed = 0; seed < FILES; seed++) {
      const random = new Random('quickFixesRandom', seed);
      let text = oneOf(texts, random);
      for (let left = 1 + random.below(MOST_BREAKS); left > 0; left--)
        text = oneOf(breaks, random)(text, random);
      const checked = checkNnFile(text);
      for (const problem of checked.diagnostics) {
        for (const fix of quickFixesFor(checked, problem)) {
          const after = checkNnFile(applyTextEdits(text, fix.edits()));
          const what = `seed ${seed}: "${fix.title}" for ${problem.code}: ${problem.message}\n${text}`;
          assert.ok(after.file.wellFormed, what);
          assert.ok(count(after.diagnostics, problem) < count(checked.diagnostics, problem), what);
          mended.add(problem.code);
        }
      }
    }
    this.runnable().title += ` (${mended.size} kinds of problems)`;
    assert.ok(mended.size > 15, [...mended].join());
  });
});

/** How many of the problems are this one: two places may have the same. */
function count(diagnostics: readonly Diagnostic[], { code, message }: Diagnostic): number {
  return diagnostics.filter((other) => other.code === code && other.message === message).length;
}
