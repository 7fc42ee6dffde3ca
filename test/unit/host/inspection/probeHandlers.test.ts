import assert from 'node:assert/strict';
import { valuesPicture } from '../../../../src/core/inspection/valuesPicture';
import {
  backpropagateByComponents,
  feedforwardByComponents,
  quadraticCost,
} from '../../../../src/core/lecture/componentForm';
import { occlusion, saliency } from '../../../../src/core/pass/attribution';
import { scaledPixels } from '../../../../src/core/pass/forwardPass';
import type { WeightMap } from '../../../../src/core/weights/weightMap';
import { probeHandlers } from '../../../../src/host/inspection/probeHandlers';
import type { Unavailable } from '../../../../src/protocol/inspectedMoment';
import {
  probeHostReplyValidators,
  type AttributionReading,
  type Probe,
  type ProbeReading,
} from '../../../../src/protocol/probe';
import { chainOf, seededWeights } from '../../core/pass/passedNetwork';
import { FILE } from './keptRun';
import { assertNear, lectureLayers } from './lecture';
import { examplesOf, inspectionOf, MOMENT, NOTHING, type Seen } from './seenNetwork';

const NETWORK = chainOf([4, 3], {
  flatten: { type: 'Flatten' },
  hidden: { type: 'Dense', units: 5, activation: 'sigmoid' },
  output: { type: 'Dense', units: 3, activation: 'sigmoid' },
});
const WEIGHTS = seededWeights(NETWORK, 3);
const EXAMPLES = {
  training: examplesOf([4, 3, 1], [1]),
  test: examplesOf([4, 3, 1], [0, 2]),
};
const SEEN: Seen = { network: NETWORK, weights: WEIGHTS, examples: EXAMPLES };
const DRAWN: Probe = { kind: 'drawn', pixels: Uint8Array.from({ length: 12 }, (_, i) => (i * 91) % 256) };
const X = scaledPixels(DRAWN.pixels);

const handlers = (seen: Seen | undefined = SEEN) => probeHandlers(inspectionOf(seen), FILE);

function answered(reading: ProbeReading | Unavailable): ProbeReading {
  return reading.kind === 'probe' ? reading : assert.fail(reading.reason);
}

function attributed(reading: AttributionReading | Unavailable): AttributionReading {
  return reading.kind === 'attribution' ? reading : assert.fail(reading.reason);
}

function light({ layers }: ProbeReading, id: string) {
  return layers.find(({ layer }) => layer === id) ?? assert.fail(`no light of ${id}`);
}

describe('the probe', () => {
  it('lights up the network as the lecture says, forwards and back, to 1e-5', async () => {
    const layers = lectureLayers(WEIGHTS, ['hidden', 'output']);
    const passed = feedforwardByComponents(layers, [...X]);
    const y = [0, 1, 0];
    const { delta } = backpropagateByComponents(layers, passed, y);
    const reading = answered(await handlers().readProbe({ probe: DRAWN, target: 1 }));
    assert.deepEqual(
      reading.layers.map(({ layer, shape }) => [layer, shape]),
      [
        ['input', [4, 3]],
        ['flatten', [12]],
        ['hidden', [5]],
        ['output', [3]],
      ],
    );
    ['flatten', 'hidden', 'output'].forEach((id, l) => {
      assertNear(light(reading, id).activations, passed.a[l] ?? [], `a of ${id}`);
    });
    assertNear(light(reading, 'hidden').deltas ?? [], delta[0] ?? [], 'δ of hidden');
    assertNear(light(reading, 'output').deltas ?? [], delta[1] ?? [], 'δ of output');
    const byPixel = [...X].map((_, k) =>
      (delta[0] ?? []).reduce((sum, d, j) => sum + d * (layers[0]?.w[j]?.[k] ?? NaN), 0),
    );
    assertNear(light(reading, 'input').deltas ?? [], byPixel, '∂C/∂x of pixel');
    assertNear([reading.cost ?? NaN], [quadraticCost(passed, y)], 'C');
    const output = passed.a[2] ?? [];
    assert.equal(reading.predicted, output.indexOf(Math.max(...output)));
    assertNear([reading.confidence], [Math.max(...output)], 'confidence');
    assert.deepEqual(
      [reading.output, reading.classes, reading.target, reading.label],
      ['output', 3, 1, null],
    );
    assert.deepEqual([reading.image, reading.imageShape, reading.moment], [DRAWN.pixels, [4, 3], MOMENT]);
    assert.deepEqual(probeHostReplyValidators.readProbe(reading), reading);
  });

  it('sends nothing back where no class is asked for', async () => {
    const reading = answered(await handlers().readProbe({ probe: DRAWN, target: null }));
    assert.deepEqual([reading.target, reading.cost], [null, null]);
    assert.ok(reading.layers.every(({ deltas }) => deltas === null));
  });

  it('is an example of the run, with its label', async () => {
    const probe: Probe = { kind: 'example', set: 'test', index: 1 };
    const reading = answered(await handlers().readProbe({ probe, target: null }));
    assert.deepEqual([reading.label, reading.image], [2, EXAMPLES.test.images.slice(12, 24)]);
    const training = answered(
      await handlers().readProbe({ probe: { ...probe, set: 'training', index: 0 }, target: null }),
    );
    assert.equal(training.label, 1);
  });

  it('tells two classes apart by a single output', async () => {
    const network = chainOf(
      [2],
      { output: { type: 'Dense', units: 1, activation: 'sigmoid' } },
      'binaryCrossentropy',
    );
    const weights: WeightMap = new Map([
      ['output.kernel', { shape: [2, 1], values: Float32Array.of(0, 0) }],
      ['output.bias', { shape: [1], values: Float32Array.of(-2) }],
    ]);
    const pixels = Uint8Array.of(0, 0);
    const { readProbe } = handlers({ network, weights });
    const reading = answered(await readProbe({ probe: { kind: 'drawn', pixels }, target: 1 }));
    const p = 1 / (1 + Math.exp(2));
    assert.deepEqual([reading.classes, reading.predicted], [2, 0]);
    assertNear([reading.confidence, reading.cost ?? NaN], [1 - p, -Math.log(p)], 'answer');
    assertNear(light(reading, 'output').deltas ?? [], [p - 1], 'δ');
  });

  it('shows an answer that is no number as none', async () => {
    const weights = new Map(WEIGHTS).set('output.bias', { shape: [3], values: Float32Array.of(0, NaN, 0) });
    const { readProbe, readAttribution } = handlers({ ...SEEN, weights });
    const reading = answered(await readProbe({ probe: DRAWN, target: 0 }));
    assert.deepEqual([reading.predicted, reading.confidence, reading.cost], [-1, NaN, null]);
    assert.deepEqual(probeHostReplyValidators.readProbe(reading), reading);
    const saliencyOf = await readAttribution({ probe: DRAWN, method: 'saliency', about: null });
    assert.match(saliencyOf.kind === 'unavailable' ? saliencyOf.reason : '', /answers no number/);
  });

  it('says what to do where the probe or the class is none of the network', async () => {
    const { readProbe, readAttribution } = handlers();
    const short: Probe = { kind: 'drawn', pixels: new Uint8Array(11) };
    const beyond: Probe = { kind: 'example', set: 'test', index: 2 };
    const other = handlers({ ...SEEN, examples: { ...EXAMPLES, test: examplesOf([2, 2, 1], [0]) } });
    const reasons = await Promise.all([
      readProbe({ probe: short, target: null }),
      readProbe({ probe: beyond, target: null }),
      readProbe({ probe: DRAWN, target: 3 }),
      readAttribution({ probe: DRAWN, method: 'occlusion', about: 3 }),
      readAttribution({ probe: beyond, method: 'saliency', about: 0 }),
      other.readProbe({ probe: { ...beyond, index: 0 }, target: null }),
      handlers({ network: NETWORK, weights: WEIGHTS }).readProbe({ probe: beyond, target: null }),
    ]).then((replies) => replies.map((reply) => (reply.kind === 'unavailable' ? reply.reason : reply.kind)));
    assert.deepEqual(reasons, [
      'The drawing has 11 pixels, but the network that was trained takes 12, as [4, 3]. ' +
        'Train the network as it is now, or choose an example.',
      'The test set has 2 examples, numbered from 0 to 1; there is no example 2. Choose one of these.',
      'The network tells classes 0 to 2 apart, and 3 is none of them. Choose one of these.',
      'The network tells classes 0 to 2 apart, and 3 is none of them. Choose one of these.',
      'The test set has 2 examples, numbered from 0 to 1; there is no example 2. Choose one of these.',
      'An example has 4 pixels, but the network that was trained takes 12, as [4, 3]. Train the network again.',
      'This network has not been trained, so it has no examples yet. Train it to see some.',
    ]);
    const nowhere = probeHandlers(inspectionOf(undefined), FILE);
    assert.deepEqual(await nowhere.readProbe({ probe: DRAWN, target: null }), NOTHING);
  });
});

describe('the pixels that an answer rests on', () => {
  it('are those of the core, about the class that is asked or the one that is answered', async () => {
    const { readProbe, readAttribution } = handlers();
    const { predicted } = answered(await readProbe({ probe: DRAWN, target: null }));
    const bySlope = attributed(await readAttribution({ probe: DRAWN, method: 'saliency', about: null }));
    assert.equal(bySlope.about, predicted);
    assert.deepEqual(bySlope.picture, valuesPicture([4, 3], saliency(NETWORK, WEIGHTS, X, predicted)));
    const other = (predicted + 1) % 3;
    const byCover = attributed(await readAttribution({ probe: DRAWN, method: 'occlusion', about: other }));
    const breathe = (): Promise<void> => Promise.resolve();
    const drops = await occlusion(NETWORK, WEIGHTS, X, other, { breathe });
    assert.deepEqual(byCover.picture, valuesPicture([4, 3], drops));
    assert.deepEqual([byCover.about, byCover.method, byCover.moment], [other, 'occlusion', MOMENT]);
    assert.deepEqual(probeHostReplyValidators.readAttribution(byCover), byCover);
  });

  it('are looked for by covering once at a time: a later question ends an earlier one', async () => {
    const { readAttribution } = handlers();
    const [first, slope, second] = await Promise.all([
      readAttribution({ probe: DRAWN, method: 'occlusion', about: 0 }),
      readAttribution({ probe: DRAWN, method: 'saliency', about: 0 }),
      readAttribution({ probe: DRAWN, method: 'occlusion', about: 1 }),
    ]);
    assert.deepEqual(first, {
      kind: 'unavailable',
      reason: 'Another picture was asked for.',
      command: null,
    });
    assert.equal(attributed(slope).about, 0, 'a saliency is there at once');
    assert.equal(attributed(second).about, 1);
    const [third] = await Promise.all([
      readAttribution({ probe: DRAWN, method: 'occlusion', about: 2 }),
      readAttribution({ probe: DRAWN, method: 'saliency', about: 2 }),
    ]);
    assert.equal(attributed(third).about, 2, 'a saliency ends none');
  });
});
