import assert from 'node:assert/strict';
import type { Probe, ProbeReading, ProbeRequest } from '../../../../../src/protocol/probe';
import type { Unavailable } from '../../../../../src/protocol/inspectedMoment';
import { ProbeStore } from '../../../../../webview/editor/probe/probeStore';
import { Asked, readingOf, told } from './probes';

const example = (index: number): Probe => ({ kind: 'example', set: 'test', index });

describe('ProbeStore', () => {
  it('says which question an answer is to, while another is on its way', async () => {
    const host = new Asked<ProbeRequest, ProbeReading | Unavailable>();
    const store = new ProbeStore(host.read);
    store.show(example(1), null);
    assert.equal(store.view().answered, undefined);
    store.show(example(2), 3);
    const first = readingOf([1, 0]);
    await host.answer(0, first);
    assert.equal(store.view().answer, first);
    assert.deepEqual(store.view().answered, { probe: example(1), target: null });
    assert.deepEqual(store.view().probe, example(2));
    await host.answer(1, told('gone'));
    assert.deepEqual(store.view().answered, { probe: example(2), target: 3 });
  });

  it('knows what is lit of each layer, and keeps it while the same answer stands', async () => {
    const host = new Asked<ProbeRequest, ProbeReading | Unavailable>();
    const store = new ProbeStore(host.read);
    store.show(example(1), null);
    const reading = readingOf([1, 0]);
    await host.answer(0, reading);
    assert.equal(store.lightOf('output'), reading.layers[1]);
    assert.equal(store.lightOf('gone'), undefined);
    store.show(example(2), null);
    assert.equal(store.lightOf('output'), reading.layers[1]);
    await host.answer(1, told('gone'));
    assert.equal(store.lightOf('output'), undefined);
  });

  it('puts the lights out, and hears no answer that comes later', async () => {
    const host = new Asked<ProbeRequest, ProbeReading | Unavailable>();
    const store = new ProbeStore(host.read);
    store.light('deltas');
    store.show(example(1), null);
    store.show(null, null);
    await host.answer(0, readingOf([1, 0]));
    const { probe, answer, lit } = store.view();
    assert.deepEqual({ probe, answer, lit }, { probe: null, answer: undefined, lit: 'deltas' });
  });
});
