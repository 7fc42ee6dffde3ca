import assert from 'node:assert/strict';
import type {
  LayerReading,
  LayerRequest,
  UnitReading,
  UnitRequest,
} from '../../../../../src/protocol/inspection';
import type { Probe } from '../../../../../src/protocol/probe';
import { LATEST_MS, REST_MS } from '../../../../../webview/editor/inside/arrival';
import { GRACE_MS, InsideStore } from '../../../../../webview/editor/inside/insideStore';
import { subjectOf } from '../../../../../webview/editor/inside/look';
import type { Subject } from '../../../../../webview/editor/inside/subject';
import type { ProbeView } from '../../../../../webview/editor/probe/probeStore';
import { Clock } from './clock';
import { Questions, settled, told } from './questions';

const ANCHOR = { left: 100, right: 300, top: 50, bottom: 130 };
const WINDOW = { width: 1200, height: 800 };
const PLACE = { x: 320, y: 50, width: 400 };
const HIDDEN: Subject = { kind: 'layer', layer: 'hidden' };
const OUTPUT: Subject = { kind: 'layer', layer: 'output' };
const UNIT: Subject = { kind: 'unit', layer: 'hidden', unit: 17 };
const WIRE: Subject = { kind: 'wire', from: 'hidden', to: 'output' };

/** A probe that a test changes by hand. */
class Probes {
  #view: Pick<ProbeView, 'probe' | 'answer'> = { probe: null, answer: undefined };
  #listener: () => void = () => undefined;
  readonly view = () => this.#view;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listener = listener;
    return () => undefined;
  };
  show(view: Pick<ProbeView, 'probe' | 'answer'>): void {
    this.#view = view;
    this.#listener();
  }
}

function open() {
  const clock = new Clock();
  const layers = new Questions<LayerRequest, LayerReading>();
  const units = new Questions<UnitRequest, UnitReading>();
  const probes = new Probes();
  const store = new InsideStore({ readLayer: layers.read, readUnit: units.read }, probes, clock.later);
  const hovered = (): Subject | undefined => {
    const { hover } = store.view();
    return hover === undefined ? undefined : subjectOf(hover.look);
  };
  /** Rests on something until its hover shows. */
  const rest = (subject: Subject): void => {
    store.enter(subject, ANCHOR);
    clock.pass(LATEST_MS);
    assert.deepEqual(hovered(), subject);
  };
  return { clock, layers, units, probes, store, hovered, rest };
}

describe('InsideStore', () => {
  it('asks when the pointer arrives, and shows the hover as soon as that rests and the answer is there', async () => {
    const { clock, layers, store, hovered } = open();
    store.enter(HIDDEN, ANCHOR);
    assert.deepEqual(layers.asked, [{ layer: 'hidden', quantity: 'weights' }]);
    clock.pass(REST_MS);
    assert.equal(hovered(), undefined);
    layers.answer(0, told('Train first.'));
    await settled();
    assert.deepEqual(hovered(), HIDDEN);
  });

  it('waits for a pointer at rest where the answer is there before', async () => {
    const { clock, layers, store, hovered } = open();
    store.enter(HIDDEN, ANCHOR);
    layers.answer(0, told('Train first.'));
    await settled();
    clock.pass(REST_MS - 1);
    store.stir();
    clock.pass(REST_MS - 1);
    assert.equal(hovered(), undefined);
    clock.pass(1);
    assert.deepEqual(hovered(), HIDDEN);
  });

  it('does not wait for ever, be the pointer never still or the answer late', () => {
    const { clock, store, hovered } = open();
    store.enter(HIDDEN, ANCHOR);
    for (let ms = 0; ms < LATEST_MS; ms += 10) {
      assert.equal(hovered(), undefined);
      store.stir();
      clock.pass(10);
    }
    assert.deepEqual(hovered(), HIDDEN);
  });

  it('shows a wire at once where it is known what flows, and asks nothing for it', () => {
    const { clock, layers, units, probes, store, hovered } = open();
    probes.show({ probe: { kind: 'example', set: 'test', index: 3 }, answer: told('Train first.') });
    store.enter(WIRE, ANCHOR);
    clock.pass(REST_MS);
    assert.deepEqual(hovered(), WIRE);
    assert.equal(layers.asked.length + units.asked.length, 0);
  });

  it('shows nothing to a pointer that goes by, whatever is answered later', async () => {
    const { clock, layers, store, hovered } = open();
    store.enter(HIDDEN, ANCHOR);
    clock.pass(REST_MS);
    store.leave();
    layers.answer(0, told('Train first.'));
    await settled();
    clock.pass(10 * LATEST_MS);
    assert.equal(hovered(), undefined);
  });

  it('stays while the pointer goes over into it, and closes when that leaves', () => {
    const { clock, store, hovered, rest } = open();
    rest(HIDDEN);
    store.leave();
    clock.pass(GRACE_MS - 1);
    store.enterHover();
    clock.pass(10 * GRACE_MS);
    assert.deepEqual(hovered(), HIDDEN);
    store.leave();
    clock.pass(GRACE_MS);
    assert.equal(hovered(), undefined);
  });

  it('goes on to the next layer without closing over it', () => {
    const { clock, store, hovered, rest } = open();
    rest(HIDDEN);
    store.leave();
    rest(OUTPUT);
    clock.pass(GRACE_MS);
    assert.deepEqual(hovered(), OUTPUT);
  });

  it('closes at once, and calls off what is coming', () => {
    const { clock, store, hovered } = open();
    store.enter(HIDDEN, ANCHOR);
    store.closeHover();
    clock.pass(LATEST_MS);
    assert.equal(hovered(), undefined);
  });

  it('makes a card of the hover that goes on with what it shows', () => {
    const { store, hovered, rest } = open();
    rest(HIDDEN);
    const look = store.view().hover?.look;
    store.pinHover(PLACE);
    assert.equal(hovered(), undefined);
    const [card] = store.view().cards;
    assert.ok(card !== undefined);
    assert.equal(card.look, look);
    assert.deepEqual(card.place, PLACE);
    assert.equal(store.view().top, card.id);
  });

  it('has several cards, which are moved, raised and closed one by one', () => {
    const { store } = open();
    store.pin(HIDDEN, ANCHOR, WINDOW);
    store.pin(OUTPUT, ANCHOR, WINDOW);
    const [first, second] = store.view().cards;
    assert.ok(first !== undefined && second !== undefined);
    assert.notDeepEqual(first.place, second.place);
    store.move(first.id, PLACE);
    store.raise(first.id);
    assert.deepEqual(store.view().cards[0]?.place, PLACE);
    assert.deepEqual(store.view().cards[1], second);
    assert.equal(store.view().top, first.id);
    store.close(first.id);
    assert.deepEqual(
      store.view().cards.map(({ id }) => id),
      [second.id],
    );
  });

  it('gives the focus to the card that there is instead of opening another', () => {
    const { store } = open();
    for (const subject of [HIDDEN, UNIT, WIRE]) store.pin(subject, ANCHOR, WINDOW);
    const before = store.view().cards;
    store.pin(UNIT, ANCHOR, WINDOW);
    const { cards, top } = store.view();
    assert.deepEqual(
      cards.map(({ look }) => subjectOf(look)),
      [HIDDEN, UNIT, WIRE],
    );
    assert.equal(cards[1]?.focus, (before[1]?.focus ?? 0) + 1);
    assert.equal(top, cards[1].id);
  });

  it('asks again for all that is shown when the moment moves on, and for nothing else', async () => {
    const { layers, units, store, rest } = open();
    store.pin(HIDDEN, ANCHOR, WINDOW);
    store.pin({ kind: 'layer', layer: 'gone' }, ANCHOR, WINDOW);
    store.close(store.view().cards[1]?.id ?? 0);
    store.pin(UNIT, ANCHOR, WINDOW);
    store.pin(WIRE, ANCHOR, WINDOW);
    rest(OUTPUT);
    for (const at of [0, 1, 2]) layers.answer(at, told(''));
    units.answer(0, told(''));
    await settled();
    store.refresh();
    assert.deepEqual(
      layers.asked
        .slice(3)
        .map(({ layer }) => layer)
        .sort(),
      ['hidden', 'output'],
    );
    assert.deepEqual(
      units.asked.slice(1).map(({ unit }) => unit),
      [17],
    );
  });

  it('asks for the sum of each new example, and of the one that there is when a unit is opened', async () => {
    const { units, probes, store } = open();
    const drawn = (ink: number): Probe => ({ kind: 'drawn', pixels: Uint8Array.of(ink) });
    const [first, second] = [drawn(1), drawn(2)];
    probes.show({ probe: first, answer: undefined });
    store.pin(UNIT, ANCHOR, WINDOW);
    units.answer(0, told(''));
    await settled();
    probes.show({ probe: first, answer: told('') });
    assert.equal(units.asked.length, 1, 'an answer about the same example changes nothing');
    probes.show({ probe: second, answer: told('') });
    assert.deepEqual(
      units.asked.map(({ probe }) => probe),
      [first, second],
    );
  });
});
