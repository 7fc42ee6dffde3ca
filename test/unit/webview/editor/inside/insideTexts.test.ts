import assert from 'node:assert/strict';
import type { TensorReading } from '../../../../../src/core/inspection/readings';
import type { InspectedMoment } from '../../../../../src/protocol/inspectedMoment';
import {
  activationText,
  factsOf,
  formatLevel,
  formatWeight,
  histogramText,
  momentText,
  pictureText,
  probeText,
  subjectText,
  tensorFigures,
} from '../../../../../webview/editor/inside/insideTexts';

const TENSOR: TensorReading = {
  name: 'hidden.kernel',
  role: 'kernel',
  shape: [784, 128],
  statistics: {
    count: 100352,
    min: -0.5,
    max: 0.25,
    mean: 1e-5,
    standardDeviation: 0.05,
    nearZero: 0.125,
    nonFinite: 0,
  },
  histogram: { from: -0.5, to: 0.5, counts: [1, 7, 2, 0] },
  picture: {
    kind: 'tiles',
    tileWidth: 28,
    tileHeight: 28,
    tiles: 40,
    totalTiles: 128,
    levels: new Int8Array(40 * 784),
    scale: 0.5,
    caption: 'one tile a neuron',
  },
};
const MOMENT: InspectedMoment = {
  runId: 'r',
  step: 1200,
  epoch: 3,
  source: 'live',
  training: true,
};

describe('formatWeight', () => {
  for (const [value, text] of [
    [0, '0'],
    [-0.123456, '−0.1235'],
    [12.5, '12.5'],
    [0.0000123456, '1.235e−5'],
    [-2345678, '−2.346e6'],
    [NaN, '–'],
    [-Infinity, '−∞'],
  ] as const) {
    it(`writes ${value} as ${text}`, () => {
      assert.equal(formatWeight(value), text);
    });
  }
});

describe('tensorFigures', () => {
  it('gives every figure with its name', () => {
    assert.deepEqual(
      tensorFigures(TENSOR).map(({ name, value }) => `${name}: ${value}`),
      [
        'Shape: 784 × 128',
        'Count: 100,352',
        'Minimum: −0.5',
        'Maximum: 0.25',
        'Mean: 1.000e−5',
        'Standard deviation: 0.05',
        'Near zero: 12.5 %',
      ],
    );
  });

  it('says how many values are not finite where there are any', () => {
    const lost = { ...TENSOR, statistics: { ...TENSOR.statistics, nonFinite: 3 } };
    assert.deepEqual(tensorFigures(lost).at(-1), { name: 'Not finite', value: '3' });
  });
});

describe('momentText', () => {
  it('says when, and where the weights are from', () => {
    assert.equal(momentText(MOMENT), 'Step 1,200, epoch 3, training');
    assert.equal(momentText({ ...MOMENT, training: false }), 'Step 1,200, epoch 3');
    assert.match(momentText({ ...MOMENT, source: 'past' }), /went back to/);
    assert.match(momentText({ ...MOMENT, source: 'kept', training: false }), /last checkpoint/);
  });
});

describe('the alternatives of pictures', () => {
  it('name the tensor, the axes, the share and the scale', () => {
    assert.equal(
      pictureText(TENSOR.name, TENSOR.picture),
      'hidden.kernel as tiles: one tile a neuron; the first 40 of 128; from −0.5 to 0.5.',
    );
  });

  it('say where most values lie', () => {
    assert.equal(
      histogramText(TENSOR.name, TENSOR.histogram),
      'Histogram of hidden.kernel from −0.5 to 0.5: most values, 7, lie between −0.25 and 0.',
    );
    assert.match(histogramText('x', { from: NaN, to: NaN, counts: [0, 0] }), /no finite values/);
  });
});

describe('what is looked at', () => {
  it('is named by layer, unit and wire', () => {
    assert.equal(subjectText({ kind: 'layer', layer: 'hidden' }), 'hidden');
    assert.equal(subjectText({ kind: 'unit', layer: 'hidden', unit: 1017 }), 'hidden, unit 1,017');
    assert.equal(subjectText({ kind: 'wire', from: 'a', to: 'b' }), 'the wire from a to b');
  });

  it('leaves out of a layer what is not known', () => {
    const layer = { layerId: 'hidden', type: 'Dense', problems: [], role: 'inner' } as const;
    assert.equal(
      factsOf({ ...layer, detail: '128 units', outputShape: '128', parameterCount: '100,480' }),
      '128 units · output 128 · 100,480 parameters',
    );
    assert.equal(factsOf({ ...layer, detail: '', outputShape: undefined, parameterCount: undefined }), '');
  });
});

describe('probeText', () => {
  it('says which example it is', () => {
    assert.equal(probeText({ kind: 'drawn', pixels: new Uint8Array(0) }), 'the drawn digit');
    assert.equal(probeText({ kind: 'example', set: 'test', index: 1012 }), 'test example 1,012');
  });
});

describe('formatLevel', () => {
  it('gives no digits that a picture does not have', () => {
    assert.equal(formatLevel(-0.0123456), '−0.012');
  });
});

describe('activationText', () => {
  it('has the symbol that people know, or the name', () => {
    assert.deepEqual(['linear', 'sigmoid', 'relu', 'softmax'].map(activationText), [
      'z',
      'σ(z)',
      'max(0, z)',
      'softmax(z)',
    ]);
  });
});
