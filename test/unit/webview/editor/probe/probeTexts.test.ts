import assert from 'node:assert/strict';
import {
  answerText,
  classAnswers,
  classErrors,
  drawingRefusal,
  exampleProblem,
  findingsText,
  findingText,
  lightText,
  sureText,
} from '../../../../../webview/editor/probe/probeTexts';
import { readingOf } from './probes';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('probeTexts', () => {
  it('gives every class its output, and both classes theirs where there is one output', () => {
    const values = (outputs: readonly number[]) => classAnswers(readingOf(outputs)).map(({ value }) => value);
    assert.deepEqual(values([0.25, 0.5, 0.25]), [0.25, 0.5, 0.25]);
    assert.deepEqual(values([0.25]), [0.75, 0.25]);
  });

  it('gives every class its error, with the opposite sign for class 0 of one output', () => {
    const errors = (outputs: readonly number[], deltas: readonly number[]) => {
      const reading = readingOf(outputs);
      const layers = reading.layers.map((light) => ({ ...light, deltas: Float32Array.from(deltas) }));
      return classErrors({ ...reading, layers }).map(({ value }) => value);
    };
    assert.deepEqual(errors([0.5, 0.5], [-0.5, 0.5]), [-0.5, 0.5]);
    assert.deepEqual(errors([0.25], [-0.75]), [0.75, -0.75]);
    assert.deepEqual(classErrors(readingOf([0.5, 0.5])), []);
  });

  it('writes shares in percent, and other outputs as numbers', () => {
    assert.deepEqual([0, 0.9824, 1, 1.5, -0.25, NaN].map(sureText).map(plain), [
      '0.0 %',
      '98.2 %',
      '100.0 %',
      '1.5',
      '−0.25',
      '–',
    ]);
  });

  it('says what is answered, and that a broken output answers nothing', () => {
    assert.equal(plain(answerText(readingOf([0.1, 0.9], { predicted: 1, confidence: 0.9 }))), '1, 90.0 %');
    assert.equal(answerText(readingOf([NaN, 0.9], { predicted: -1, confidence: NaN })), 'no class');
  });

  it('says of a light what is lit', () => {
    const reading = readingOf([0.8, 0.2]);
    const [input, output] = reading.layers;
    assert.ok(input !== undefined && output !== undefined);
    assert.equal(lightText(input, 'activations', reading), 'activations from 0 to 1');
    assert.equal(plain(lightText(output, 'activations', reading)), 'answers 0, 80.0 %');
    assert.equal(lightText(input, 'deltas', reading), 'activations from 0 to 1');
    const sent = { ...output, deltas: Float32Array.of(-0.25, 0.5) };
    assert.equal(lightText(sent, 'deltas', reading), 'errors δ from −0.25 to 0.5');
  });

  it('says why nothing can be drawn', () => {
    assert.equal(drawingRefusal([28, 28, 1]), undefined);
    assert.match(drawingRefusal([784]) ?? '', /takes 784\. Choose an example/);
    assert.match(drawingRefusal(undefined) ?? '', /has errors/);
  });

  it('counts what was found of a layer', () => {
    const dead = { unit: 0, kind: 'dead', share: 1 } as const;
    const saturated = { unit: 1, kind: 'saturated', share: 0.96 } as const;
    assert.equal(
      findingsText({ layer: 'a', units: 1280, findings: [dead, saturated] }),
      '1 dead, 1 saturated of 1,280',
    );
    assert.equal(findingsText({ layer: 'a', units: 128, findings: [dead] }), '1 dead of 128');
    assert.equal(findingsText({ layer: 'a', units: 128, findings: [] }), 'none of 128');
  });

  it('says what is the matter with a unit', () => {
    assert.equal(findingText({ unit: 17, kind: 'dead', share: 1 }), 'Unit 17: 0 for every test image');
    assert.equal(
      plain(findingText({ unit: 3, kind: 'saturated', share: 0.974 })),
      'Unit 3: 97.4 % of its activations over the test images are saturated',
    );
  });

  it('takes the numbers of the examples that there are', () => {
    assert.deepEqual(
      ['0', ' 9999 ', '10000', '-1', '1.5', '', 'seven'].map((text) => exampleProblem(text, 10_000)),
      [undefined, undefined, ...Array.from({ length: 5 }, () => 'Give a whole number from 0 to 9,999.')],
    );
  });
});
