import assert from 'node:assert/strict';
import type { InspectedMoment } from '../../../../../src/protocol/inspectedMoment';
import type { LayerReading, UnitReading, ValuesReading } from '../../../../../src/protocol/inspection';
import {
  answered,
  copiedFigures,
  copiedLight,
  copiedTensors,
  copiedUnit,
  MOST_COPIED,
  refuseTooMany,
} from '../../../../../webview/editor/inside/copiedTexts';
import { told } from './questions';

const MOMENT: InspectedMoment = { runId: 'r', step: 1200, epoch: 3, source: 'live', training: true };
const ABOUT = {
  layer: 'hidden',
  quantity: 'weights',
  moment: MOMENT,
  note: 'w after 1,200 updates',
} as const;
const PICTURE = {
  kind: 'bars',
  tileWidth: 1,
  tileHeight: 1,
  tiles: 0,
  totalTiles: 0,
  levels: new Int8Array(0),
  scale: 1,
  caption: '',
} as const;

describe('copiedFigures', () => {
  it('is a table of unrounded figures and bins', () => {
    const reading: LayerReading = {
      kind: 'layer',
      ...ABOUT,
      tensors: [
        {
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
          picture: PICTURE,
        },
      ],
    };
    const lines = copiedFigures(reading).split('\n');
    assert.ok(lines.includes('layer\thidden'));
    assert.ok(lines.includes('step\t1200'));
    assert.ok(lines.includes('mean\t0.00001'));
    assert.ok(lines.includes('-0.25\t0\t7'));
    assert.equal(lines.at(-1), '0.25\t0.5\t0');
  });
});

describe('copiedTensors', () => {
  it('has a row for each place of an input and a column for each unit', () => {
    const reading: ValuesReading = {
      kind: 'values',
      ...ABOUT,
      tensors: [
        { name: 'hidden.kernel', shape: [1, 2, 1, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
        { name: 'hidden.bias', shape: [3], values: Float32Array.of(0.5, -1, 0) },
      ],
    };
    assert.deepEqual(copiedTensors(reading).split('\n').slice(4), [
      '',
      'hidden.kernel\t1 × 2 × 1 × 3',
      '\t0\t1\t2',
      '0 0 0\t1\t2\t3',
      '0 1 0\t4\t5\t6',
      '',
      'hidden.bias\t3',
      '\t0\t1\t2',
      '\t0.5\t-1\t0',
    ]);
  });

  it('refuses what is too large for a clipboard, and says where it can go', () => {
    refuseTooMany(MOST_COPIED);
    assert.throws(() => {
      refuseTooMany(MOST_COPIED + 1);
    }, /2,000,001 values, and up to 2,000,000 .* Save Weights/);
  });
});

describe('copiedUnit', () => {
  const reading: UnitReading = {
    kind: 'unit',
    ...ABOUT,
    unit: 17,
    units: 128,
    shape: [2],
    values: Float32Array.of(0.5, -2),
    picture: PICTURE,
    bias: 0.25,
    sum: {
      place: null,
      terms: [{ index: 1, label: 'flatten 1', weight: -2, input: 1, product: -2 }],
      restCount: 1,
      restSum: 0.125,
      bias: 0.25,
      z: -1.625,
      a: 0,
      activation: 'relu',
    },
  };

  it('has the weights, and the sum as it is written out', () => {
    assert.deepEqual(copiedUnit(reading).split('\n'), [
      'unit\t17',
      'layer\thidden',
      'step\t1200',
      'epoch\t3',
      'quantity\tw after 1,200 updates',
      'bias\t0.25',
      '',
      'input\tw\ta\tw·a',
      'flatten 1\t-2\t1\t-2',
      'smaller terms\t\t\t0.125',
      'bias\t\t\t0.25',
      'z\t\t\t-1.625',
      'a (relu)\t\t\t0',
      '',
      'place\tvalue',
      '0\t0.5',
      '1\t-2',
    ]);
  });

  it('is without a sum and a bias where there are none', () => {
    const text = copiedUnit({ ...reading, bias: null, sum: null });
    assert.ok(!text.includes('bias') && !text.includes('input'));
  });
});

describe('copiedLight', () => {
  it('has a row for each place, with δ where an answer was asked for', () => {
    const light = { layer: 'conv', shape: [1, 2, 1], activations: Float32Array.of(1, 0.5) };
    assert.deepEqual(copiedLight({ ...light, deltas: Float32Array.of(-1, 2) }).split('\n'), [
      'layer\tconv',
      '',
      'place\ta\tdelta',
      '0 0 0\t1\t-1',
      '0 1 0\t0.5\t2',
    ]);
    assert.equal(
      copiedLight({ ...light, deltas: null })
        .split('\n')
        .at(-1),
      '0 1 0\t0.5',
    );
  });
});

describe('answered', () => {
  it('gives a reading, and otherwise says why there is none', () => {
    const reading = { kind: 'layer' } as const;
    assert.equal(answered(reading), reading);
    assert.throws(() => answered(undefined), /copy again/);
    assert.throws(() => answered(told('Train first.')), /^Error: Train first\.$/);
  });
});
