import assert from 'node:assert/strict';
import { unitPicture } from '../../../../src/core/inspection/tensorPicture';
import { feedforwardByComponents } from '../../../../src/core/lecture/componentForm';
import { scaledPixels } from '../../../../src/core/pass/forwardPass';
import { inspectionHandlers } from '../../../../src/host/inspection/inspectionHandlers';
import type { Unavailable } from '../../../../src/protocol/inspectedMoment';
import {
  inspectionHostReplyValidators,
  type UnitReading,
  type UnitRequest,
} from '../../../../src/protocol/inspection';
import { chainOf, seededWeights } from '../../core/pass/passedNetwork';
import { FILE } from './keptRun';
import { assertNear, lectureLayers } from './lecture';
import { inspectionOf, MOMENT, NOTHING, type Seen } from './seenNetwork';

const NETWORK = chainOf([4, 3], {
  flatten: { type: 'Flatten' },
  hidden: { type: 'Dense', units: 5, activation: 'sigmoid' },
  normal: { type: 'BatchNormalization' },
  output: { type: 'Dense', units: 3, activation: 'sigmoid' },
});
const SEEN: Seen = {
  network: NETWORK,
  weights: seededWeights(NETWORK, 3),
  others: seededWeights(NETWORK, 4),
};
const PIXELS = Uint8Array.from({ length: 12 }, (_, i) => (i * 91) % 256);
const ASKED: UnitRequest = { layer: 'hidden', unit: 2, quantity: 'weights', probe: null };
const PROBED: UnitRequest = { ...ASKED, probe: { kind: 'drawn', pixels: PIXELS } };

async function ask(request: UnitRequest, seen: Seen | undefined = SEEN): Promise<UnitReading | Unavailable> {
  const { readUnit } = inspectionHandlers(inspectionOf(seen), FILE, { openWeights: () => undefined });
  const reading = await readUnit(request);
  assert.deepEqual(inspectionHostReplyValidators.readUnit(reading), reading);
  return reading;
}

function unitOf(reading: UnitReading | Unavailable): UnitReading {
  return reading.kind === 'unit' ? reading : assert.fail(reading.reason);
}

describe('one unit', () => {
  it('has what comes into it, its bias and its picture', async () => {
    const reading = unitOf(await ask(ASKED));
    const kernel = SEEN.weights.get('hidden.kernel') ?? assert.fail();
    const hidden = NETWORK.layers.find(({ id }) => id === 'hidden') ?? assert.fail();
    assert.deepEqual(
      [...reading.values],
      Array.from({ length: 12 }, (_, k) => kernel.values[k * 5 + 2]),
    );
    assert.deepEqual(
      [reading.layer, reading.unit, reading.units, reading.shape, reading.note, reading.moment],
      ['hidden', 2, 5, [12], 'weights', MOMENT],
    );
    assert.equal(reading.bias, SEEN.weights.get('hidden.bias')?.values[2]);
    assert.deepEqual(reading.picture, unitPicture(NETWORK, hidden, kernel, 2));
    assert.equal(reading.sum, null, 'without a probe there is nothing to add up');
  });

  it('adds up z = Σ wₖaₖ + b and a = σ(z) of the probe as the lecture does, to 1e-5', async () => {
    const passed = feedforwardByComponents(lectureLayers(SEEN.weights, ['hidden']), [
      ...scaledPixels(PIXELS),
    ]);
    const { sum, bias } = unitOf(await ask(PROBED));
    assert.ok(sum);
    assertNear([sum.z, sum.a], [passed.z[1]?.[2] ?? NaN, passed.a[1]?.[2] ?? NaN], 'z and a');
    const terms = sum.terms.reduce((total, { product }) => total + product, 0);
    assertNear([terms + sum.restSum + (sum.bias ?? NaN)], [sum.z], 'the terms together');
    assert.deepEqual([sum.terms.length + sum.restCount, sum.bias], [12, bias]);
  });

  it('has the sum of the weights, whatever quantity is looked at', async () => {
    const byWeights = unitOf(await ask(PROBED));
    const byChange = unitOf(await ask({ ...PROBED, quantity: 'sinceStart' }));
    assert.deepEqual(byChange.sum, byWeights.sum);
    assert.equal(byChange.values[0], SEEN.others?.get('hidden.kernel')?.values[2]);
    assert.equal(byChange.bias, SEEN.others?.get('hidden.bias')?.values[2]);
    assert.equal(byChange.note, 'sinceStart');
  });

  it('has no bias where that is no number', async () => {
    const weights = new Map(SEEN.weights).set('hidden.bias', {
      shape: [5],
      values: new Float32Array(5).fill(NaN),
    });
    assert.equal(unitOf(await ask(ASKED, { ...SEEN, weights })).bias, null);
  });

  it('says what to do where there is no such unit, layer or probe', async () => {
    const requests: UnitRequest[] = [
      { ...ASKED, unit: 5 },
      { ...PROBED, unit: 5 },
      { ...ASKED, layer: 'flatten' },
      { ...PROBED, layer: 'normal', quantity: 'gradient' },
      { ...PROBED, layer: 'newer' },
      { ...PROBED, probe: { kind: 'drawn', pixels: new Uint8Array(3) } },
      { ...PROBED, probe: { kind: 'example', set: 'test', index: 0 } },
    ];
    const replies = await Promise.all(requests.map((request) => ask(request)));
    assert.deepEqual(
      replies.map((reply) => (reply.kind === 'unavailable' ? reply.reason : reply.kind)),
      [
        'Layer "hidden" had 5 units when it was trained, numbered from 0; there is no unit 5. Choose one of these.',
        'Layer "hidden" had 5 units when it was trained, numbered from 0; there is no unit 5. Choose one of these.',
        'Layer "flatten" has no units with weights of their own. Look at a unit of a Dense or Conv2D layer.',
        'Layer "normal" has no units with weights of their own. Look at a unit of a Dense or Conv2D layer.',
        'Layer "newer" was not in the network when it was trained. Train again to see its weights.',
        'The drawing has 3 pixels, but the network that was trained takes 12, as [4, 3]. ' +
          'Train the network as it is now, or choose an example.',
        'This network has not been trained, so it has no examples yet. Train it to see some.',
      ],
    );
  });

  it('is not there without a run', async () => {
    const { readUnit } = inspectionHandlers(inspectionOf(undefined), FILE, { openWeights: () => undefined });
    assert.deepEqual([await readUnit(ASKED), await readUnit(PROBED)], [NOTHING, NOTHING]);
  });
});
