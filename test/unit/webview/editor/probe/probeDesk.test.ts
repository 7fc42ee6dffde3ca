import assert from 'node:assert/strict';
import { centreDigit } from '../../../../../src/core/data/centreDigit';
import type { Unavailable } from '../../../../../src/protocol/inspectedMoment';
import type {
  ExampleSearch,
  FoundExample,
  ProbeReading,
  ProbeRequest,
} from '../../../../../src/protocol/probe';
import { SHEET_SIDE } from '../../../../../webview/editor/probe/ink';
import { drawingSize, ProbeDesk } from '../../../../../webview/editor/probe/probeDesk';
import { ProbeStore } from '../../../../../webview/editor/probe/probeStore';
import { Asked, readingOf, told } from './probes';

const IMAGE = [28, 28, 1];
const from = { x: 60, y: 40 };
const to = { x: 120, y: 150 };

function setUp() {
  const probes = new Asked<ProbeRequest, ProbeReading | Unavailable>();
  const searches = new Asked<ExampleSearch, FoundExample | Unavailable>();
  const store = new ProbeStore(probes.read);
  const desk = new ProbeDesk(store, searches.read);
  desk.setInput(IMAGE);
  desk.setOpen(true);
  return { probes, searches, store, desk };
}

const found = (index: number, set: FoundExample['set'] = 'test'): FoundExample => ({
  kind: 'example',
  set,
  index,
  examples: 100,
});

describe('ProbeDesk', () => {
  it('sends each stroke as the digit that the network is used to', () => {
    const { desk, store, probes } = setUp();
    assert.equal(store.view().probe, null);
    desk.stroke(from, to);
    const pixels = centreDigit(desk.ink.values, SHEET_SIDE, SHEET_SIDE, [28, 28]);
    assert.ok(pixels.some((pixel) => pixel > 0));
    assert.deepEqual(probes.questions, [{ probe: { kind: 'drawn', pixels }, target: null }]);
    desk.ask(3);
    desk.stroke(to, from);
    assert.equal(store.view().target, 3, 'the class that is asked about stays while one draws');
    desk.clear();
    assert.deepEqual([store.view().probe, store.view().target, desk.view().digit], [null, null, undefined]);
  });

  it('sends nothing while it is closed, and what was there when it is open again', () => {
    const { desk, store } = setUp();
    desk.stroke(from, to);
    desk.setOpen(false);
    assert.equal(store.view().probe, null);
    desk.setOpen(true);
    assert.equal(store.view().probe?.kind, 'drawn');
  });

  it('keeps a drawing from a network that takes none, and brings it to the size of another', () => {
    const { desk, store } = setUp();
    desk.stroke(from, to);
    desk.setInput([28, 28, 3]);
    assert.equal(store.view().probe, null);
    desk.setInput([14, 20]);
    const { probe } = store.view();
    assert.equal(probe?.kind === 'drawn' ? probe.pixels.length : 0, 14 * 20);
    assert.deepEqual([[28, 28], [28, 28, 1], [784], [28, 28, 3], undefined].map(drawingSize), [
      [28, 28],
      [28, 28],
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('finds an example when it is first asked for one, and walks on from it', async () => {
    const { desk, store, searches } = setUp();
    desk.choose('example');
    assert.deepEqual(searches.questions, [{ set: 'test', from: 0, which: 'at' }]);
    assert.equal(desk.view().searching, true);
    await searches.answer(0, found(0));
    assert.equal(desk.view().searching, false);
    assert.deepEqual(store.view().probe, { kind: 'example', set: 'test', index: 0 });
    desk.search('previous');
    desk.search('random');
    assert.deepEqual(searches.questions[1], { set: 'test', from: 0, which: 'previous' });
    await searches.answer(2, found(42));
    await searches.answer(1, found(99));
    assert.equal(desk.view().example?.index, 42, 'of several searches the last one counts');
    desk.choose('drawn');
    assert.equal(store.view().probe, null);
    desk.choose('example');
    assert.equal(searches.questions.length, 3);
    assert.deepEqual(store.view().probe, { kind: 'example', set: 'test', index: 42 });
  });

  it('looks for misread ones in the test set, from its start where the example is of the other set', async () => {
    const { desk, searches } = setUp();
    desk.choose('example');
    desk.chooseSet('training');
    await searches.answer(1, found(7, 'training'));
    desk.search('nextMisread');
    assert.deepEqual(searches.questions[2], { set: 'test', from: 0, which: 'nextMisread' });
    await searches.answer(2, found(5));
    assert.equal(desk.view().set, 'test');
    desk.search('nextMisread');
    assert.deepEqual(searches.questions[3], { set: 'test', from: 5, which: 'nextMisread' });
  });

  it('says why a search found nothing and keeps the example that there is', async () => {
    const { desk, store, searches } = setUp();
    desk.choose('example');
    await searches.answer(0, found(3));
    desk.search('nextMisread');
    await searches.answer(1, told('None is misread.'));
    assert.equal(desk.view().refusal?.reason, 'None is misread.');
    assert.deepEqual(store.view().probe, { kind: 'example', set: 'test', index: 3 });
    desk.search('next');
    await searches.fail(2, 'The connection was closed.');
    assert.equal(desk.view().refusal?.reason, 'The connection was closed.');
    desk.search('next');
    await searches.answer(3, found(4));
    assert.equal(desk.view().refusal, undefined);
  });

  it('looks for its example again in the data of another run', async () => {
    const { desk, store, searches } = setUp();
    const moment = (runId: string) => ({ ...readingOf([1, 0]).moment, runId });
    desk.choose('example');
    await searches.answer(0, told('Train first.'));
    desk.follow(null);
    assert.equal(searches.questions.length, 1);
    desk.follow(moment('first'));
    desk.follow(moment('first'));
    assert.deepEqual(searches.questions.slice(1), [{ set: 'test', from: 0, which: 'at' }]);
    await searches.answer(1, found(0));
    assert.equal(store.view().probe?.kind, 'example');
    desk.choose('drawn');
    desk.follow(moment('second'));
    assert.equal(searches.questions.length, 2, 'not while a drawing is sent');
  });

  it('asks backwards with the label of each example, once that is known', async () => {
    const { desk, store, searches, probes } = setUp();
    desk.choose('example');
    await searches.answer(0, found(3));
    desk.askByLabel(true);
    assert.equal(store.view().target, null);
    await probes.answer(0, readingOf([1, 0], { label: 1 }));
    assert.equal(store.view().target, 1);
    assert.equal(probes.questions[1]?.target, 1);

    desk.search('next');
    await searches.answer(1, found(4));
    await probes.answer(1, readingOf([1, 0], { label: 1 }));
    assert.equal(store.view().target, null, 'the label of the example before is not that of this one');
    await probes.answer(2, readingOf([1, 0], { label: 0 }));
    assert.equal(store.view().target, 0);

    desk.askByLabel(false);
    assert.equal(store.view().target, null);
  });

  it('asks with a class that is chosen by hand, and no longer with the label', async () => {
    const { desk, store, searches, probes } = setUp();
    desk.choose('example');
    await searches.answer(0, found(3));
    desk.askByLabel(true);
    await probes.answer(0, readingOf([1, 0], { label: 1 }));
    desk.ask(0);
    await probes.answer(1, readingOf([1, 0], { label: 1, target: 1 }));
    await probes.answer(2, readingOf([1, 0], { label: 1, target: 0 }));
    assert.equal(store.view().target, 0);
    assert.equal(desk.view().byLabel, false);
  });
});
