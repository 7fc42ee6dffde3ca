import assert from 'node:assert/strict';
import { GRACE_MS, InsideStore, REST_MS } from '../../../../../webview/editor/inside/insideStore';
import { Questions } from './questions';

const ANCHOR = { left: 100, right: 300, top: 50, bottom: 130 };
const WINDOW = { width: 1200, height: 800 };
const PLACE = { x: 320, y: 50, width: 400 };

/** A clock that a test moves on by hand. */
class Clock {
  #now = 0;
  readonly #due: { readonly at: number; readonly act: () => void }[] = [];

  readonly later = (act: () => void, ms: number): (() => void) => {
    const entry = { at: this.#now + ms, act };
    this.#due.push(entry);
    return () => {
      const at = this.#due.indexOf(entry);
      if (at >= 0) this.#due.splice(at, 1);
    };
  };

  pass(ms: number): void {
    this.#now += ms;
    for (const entry of this.#due.filter(({ at }) => at <= this.#now)) {
      this.#due.splice(this.#due.indexOf(entry), 1);
      entry.act();
    }
  }
}

function open() {
  const clock = new Clock();
  const questions = new Questions();
  const store = new InsideStore(questions.read, clock.later);
  const hovered = () => store.view().hover?.watch.layer;
  return { clock, questions, store, hovered };
}

describe('InsideStore', () => {
  it('asks when the pointer arrives, and shows the hover when it has rested', () => {
    const { clock, questions, store, hovered } = open();
    store.enterLayer('hidden', ANCHOR);
    assert.equal(questions.asked.length, 1);
    clock.pass(REST_MS - 1);
    assert.equal(hovered(), undefined);
    clock.pass(1);
    assert.equal(hovered(), 'hidden');
  });

  it('shows nothing to a pointer that goes by', () => {
    const { clock, store, hovered } = open();
    store.enterLayer('hidden', ANCHOR);
    store.leave();
    clock.pass(10 * REST_MS);
    assert.equal(hovered(), undefined);
  });

  it('stays while the pointer goes over into it, and closes when that leaves', () => {
    const { clock, store, hovered } = open();
    store.enterLayer('hidden', ANCHOR);
    clock.pass(REST_MS);
    store.leave();
    clock.pass(GRACE_MS - 1);
    store.enterHover();
    clock.pass(10 * GRACE_MS);
    assert.equal(hovered(), 'hidden');
    store.leave();
    clock.pass(GRACE_MS);
    assert.equal(hovered(), undefined);
  });

  it('goes on to the next layer without closing over it', () => {
    const { clock, store, hovered } = open();
    store.enterLayer('hidden', ANCHOR);
    clock.pass(REST_MS);
    store.leave();
    store.enterLayer('output', ANCHOR);
    clock.pass(REST_MS);
    clock.pass(GRACE_MS);
    assert.equal(hovered(), 'output');
  });

  it('closes at once, and calls off what is coming', () => {
    const { clock, store, hovered } = open();
    store.enterLayer('hidden', ANCHOR);
    store.closeHover();
    clock.pass(REST_MS);
    assert.equal(hovered(), undefined);
  });

  it('makes a card of the hover that goes on with what it shows', () => {
    const { clock, store, hovered } = open();
    store.enterLayer('hidden', ANCHOR);
    clock.pass(REST_MS);
    const watch = store.view().hover?.watch;
    store.pinHover(PLACE);
    assert.equal(hovered(), undefined);
    const [card] = store.view().cards;
    assert.ok(card !== undefined);
    assert.equal(card.watch, watch);
    assert.deepEqual(card.place, PLACE);
    assert.equal(store.view().top, card.id);
  });

  it('has several cards, which are moved, raised and closed one by one', () => {
    const { store } = open();
    store.pin('hidden', ANCHOR, WINDOW);
    store.pin('output', ANCHOR, WINDOW);
    const [first, second] = store.view().cards;
    assert.ok(first !== undefined && second !== undefined);
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

  it('gives the focus to the card that a layer has instead of opening another', () => {
    const { store } = open();
    store.pin('hidden', ANCHOR, WINDOW);
    const before = store.view().cards[0]?.focus ?? 0;
    store.pin('hidden', ANCHOR, WINDOW);
    assert.equal(store.view().cards.length, 1);
    assert.equal(store.view().cards[0]?.focus, before + 1);
  });

  it('asks again for all that is shown when the moment moves on, and for nothing else', async () => {
    const { clock, questions, store } = open();
    store.pin('hidden', ANCHOR, WINDOW);
    store.pin('gone', ANCHOR, WINDOW);
    store.close(store.view().cards[1]?.id ?? 0);
    store.enterLayer('output', ANCHOR);
    clock.pass(REST_MS);
    for (const at of [0, 1, 2]) questions.answer(at, { kind: 'unavailable', reason: '', command: null });
    await new Promise((resolve) => setImmediate(resolve));
    store.refresh();
    assert.deepEqual(
      questions.asked
        .slice(3)
        .map(({ layer }) => layer)
        .sort(),
      ['hidden', 'output'],
    );
  });
});
