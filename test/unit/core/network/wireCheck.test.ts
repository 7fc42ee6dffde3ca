/** A wire that is offered must be one that the check of the whole file would take. */
import assert from 'node:assert/strict';
import { applyTextEdits, textEditsFor } from '../../../../src/core/file/textEdits';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { wireCheck } from '../../../../src/core/network/wireCheck';

const BRANCHES = JSON.stringify({
  version: 1,
  layers: {
    input: { type: 'Input', shape: [28, 28, 1] },
    fine: { type: 'Conv2D', filters: 8, kernelSize: 3, padding: 'same' },
    coarse: { type: 'Conv2D', filters: 8, kernelSize: 7 },
    sum: { type: 'Add' },
    join: { type: 'Concatenate' },
    pool: { type: 'MaxPooling2D' },
    relu: { type: 'Activation', activation: 'relu' },
    flat: { type: 'Flatten' },
    dense: { type: 'Dense', units: 10 },
    lone: { type: 'Dense', units: 10 },
    strange: { type: 'Magic' },
  },
  edges: [
    ['input', 'fine'],
    ['input', 'coarse'],
    ['fine', 'sum'],
    ['sum', 'pool'],
    ['relu', 'dense'],
    ['fine', 'join'],
  ],
});

function problem(from: string, to: string, replaced?: number): string | undefined {
  const checked = checkNnFile(BRANCHES);
  return wireCheck(checked.file.graph, checked.layers).problem(from, to, replaced);
}

describe('wireCheck', () => {
  const refusals: readonly (readonly [string, string, string, RegExp])[] = [
    ['a loop', 'fine', 'fine', /cannot feed itself/],
    ['a second wire between the same layers', 'fine', 'sum', /"fine" feeds "sum" already/],
    ['a wire into an Input', 'fine', 'input', /"input" is an Input layer/],
    ['a second input where one is taken', 'input', 'pool', /"pool" takes one input, and "sum" feeds it/],
    ['a cycle', 'pool', 'sum', /would close a cycle: "sum" leads to "pool"/],
    ['an image into a Dense layer', 'fine', 'lone', /"lone" needs a flat input.*insert a Flatten/],
    ['another shape into a sum', 'input', 'sum', /"sum" needs inputs of one shape/],
    ['other sides into a concatenation', 'coarse', 'join', /"join" needs inputs that differ only along/],
    ['what would not fit further down', 'fine', 'relu', /"dense" needs a flat input/],
    ['a layer that is gone', 'ghost', 'flat', /no longer there/],
  ];
  for (const [name, from, to, message] of refusals) {
    it(`refuses ${name}, and says why`, () => {
      assert.match(problem(from, to) ?? '', message);
    });
  }

  it('lets every other wire through, one whose shape or type is not known too', () => {
    assert.equal(problem('input', 'sum', 2), undefined, 'the wire in hand leaves its place to the new one');
    assert.equal(problem('coarse', 'flat'), undefined);
    assert.equal(problem('flat', 'relu'), undefined);
    assert.equal(problem('input', 'strange'), undefined);
    assert.equal(problem('lone', 'flat'), undefined);
    assert.equal(problem('input', 'join'), undefined);
  });

  it('does not count the wire that is led elsewhere', () => {
    assert.equal(problem('input', 'pool', 3), undefined);
    assert.match(problem('sum', 'fine', 0) ?? '', /cycle/);
    assert.equal(problem('pool', 'sum', 3), undefined, 'the wire that led back is the one in hand');
  });

  it('agrees with the check of the file that has the wire', () => {
    const checked = checkNnFile(BRANCHES);
    const check = wireCheck(checked.file.graph, checked.layers);
    const codes = ['cycle', 'wrong-rank', 'shape-mismatch', 'too-many-inputs', 'window-too-large'];
    const found = (text: string): string[] =>
      checkNnFile(text)
        .diagnostics.map(({ code, message }) => `${code} ${message}`)
        .filter((finding) => codes.includes(finding.split(' ')[0] ?? ''));
    const before = new Set(found(BRANCHES));
    let compared = 0;
    const ids = [...checked.file.graph.nodes.keys()];
    for (const from of ids) {
      for (const to of ids) {
        const refusal = check.problem(from, to);
        if (/already|itself/.test(refusal ?? '')) continue;
        const edges = [{ from, to }];
        const text = applyTextEdits(BRANCHES, textEditsFor(BRANCHES, { kind: 'addEdges', edges }));
        const added = found(text).filter((finding) => !before.has(finding));
        assert.equal(
          added.length > 0,
          refusal !== undefined,
          `${from} → ${to}: ${refusal ?? 'fits'}; ${added.join()}`,
        );
        compared++;
      }
    }
    assert.ok(compared > 50);
  });
});
