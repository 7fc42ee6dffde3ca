/**
 * Dead and saturated units over a set that comes in parts.
 */
import assert from 'node:assert/strict';
import { UnitSurvey } from '../../../../src/core/pass/unitSurvey';
import { chainOf } from './passedNetwork';

const network = chainOf([2, 1, 1], {
  conv: { type: 'Conv2D', filters: 2, kernelSize: 1, activation: 'relu' },
  flat: { type: 'Flatten' },
  hidden: { type: 'Dense', units: 3, activation: 'tanh' },
  squash: { type: 'Activation', activation: 'sigmoid' },
  output: { type: 'Dense', units: 2, activation: 'softmax' },
});

describe('a survey of units', () => {
  it('observes layers with sigmoid, tanh or ReLU units', () => {
    assert.deepEqual(new UnitSurvey(network).layers, ['conv', 'hidden', 'squash']);
  });
  it('finds a filter dead that is 0 everywhere in every part', () => {
    const survey = new UnitSurvey(network);
    survey.add('conv', Float32Array.of(0, 0, 0, 0));
    survey.add('conv', Float32Array.of(0, 0, 0.25, 0));
    const [conv] = survey.findings();
    assert.deepEqual(conv, { layer: 'conv', units: 2, findings: [{ unit: 1, kind: 'dead', share: 1 }] });
  });
  it('finds units saturated from 95 % on, the worst first', () => {
    const survey = new UnitSurvey(network);
    for (let example = 0; example < 100; example++) {
      survey.add('hidden', Float64Array.of(example < 95 ? 0.98 : 0.97, example < 94 ? -1 : 0, -0.98));
      survey.add('squash', Float64Array.of(0.987, 0.988, 0.012));
    }
    const [, hidden, squash] = survey.findings();
    assert.deepEqual(hidden?.findings, [
      { unit: 2, kind: 'saturated', share: 1 },
      { unit: 0, kind: 'saturated', share: 0.95 },
    ]);
    assert.deepEqual(
      squash?.findings.map(({ unit }) => unit),
      [1, 2],
    );
  });
  it('finds nothing before the first example', () => {
    assert.deepEqual(
      new UnitSurvey(network).findings().flatMap(({ findings }) => findings),
      [],
    );
  });
  it('refuses numbers that are not of whole examples, or of no surveyed layer', () => {
    const survey = new UnitSurvey(network);
    assert.throws(() => {
      survey.add('conv', new Float32Array(3));
    }, /has 4 activations in layer "conv", but 3/);
    assert.throws(() => {
      survey.add('output', new Float32Array(2));
    }, /"output" has no units/);
  });
});
