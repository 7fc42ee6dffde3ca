/**
 * What is looked into: the layer under the pointer, in a hover that comes and goes, and those that were pinned as cards.
 *
 * Outside React's state, so that a pointer that crosses the drawing draws nothing but the hover. The numbers are asked
 * for when the pointer arrives; the hover shows a moment later, mostly with the answer in it.
 */
import { createContext } from 'react';
import type { LayerId } from '../../../src/core/graph/graph';
import type { Sides } from '../../ui/tooltipPlace';
import { cardPlace, type CardPlace, type WindowSize } from './hoverPlace';
import { LayerWatch, type ReadLayer } from './layerWatch';

/** A pointer that goes by opens nothing. */
export const REST_MS = 100;
/** Time to get from the layer into the hover. */
export const GRACE_MS = 300;

export interface Hover {
  readonly watch: LayerWatch;
  /** The layer's card in the window. */
  readonly anchor: Sides;
}

export interface PinnedCard {
  readonly id: number;
  readonly watch: LayerWatch;
  readonly place: CardPlace;
  /** Grows whenever the card is to have the focus; 0 where it never was. */
  readonly focus: number;
}

export interface InsideView {
  readonly hover: Hover | undefined;
  /** In the order in which they came. */
  readonly cards: readonly PinnedCard[];
  /** The card that lies on top. */
  readonly top: number | undefined;
}

/** Runs something later, unless the returned function is called before. */
export type Later = (act: () => void, ms: number) => () => void;

export class InsideStore {
  #view: InsideView = { hover: undefined, cards: [], top: undefined };
  /** Under the pointer, and not shown yet. */
  #coming: { readonly hover: Hover; readonly cancel: () => void } | undefined;
  #cancelClosing: () => void = () => undefined;
  #lastId = 0;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly read: ReadLayer,
    private readonly later: Later,
  ) {}

  readonly view = (): InsideView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** The moment has moved on: asks again for all that is shown. */
  readonly refresh = (): void => {
    const { hover, cards } = this.#view;
    for (const watch of [hover?.watch, this.#coming?.hover.watch, ...cards.map((card) => card.watch)]) {
      watch?.refresh();
    }
  };

  /** The pointer has come upon a layer. */
  enterLayer(layer: LayerId, anchor: Sides): void {
    this.#callOff();
    if (this.#view.hover?.watch.layer === layer) {
      this.#cancelClosing();
      return;
    }
    const hover = { watch: new LayerWatch(layer, this.read), anchor };
    const cancel = this.later(() => {
      this.#coming = undefined;
      this.#cancelClosing();
      this.#set({ hover });
    }, REST_MS);
    this.#coming = { hover, cancel };
  }

  /** The pointer is in the hover. */
  readonly enterHover = (): void => {
    this.#callOff();
    this.#cancelClosing();
  };

  /** The pointer has left the layer or the hover, and may be on its way to the other. */
  readonly leave = (): void => {
    this.#callOff();
    this.#cancelClosing();
    if (this.#view.hover === undefined) return;
    this.#cancelClosing = this.later(this.closeHover, GRACE_MS);
  };

  readonly closeHover = (): void => {
    this.#callOff();
    this.#cancelClosing();
    if (this.#view.hover !== undefined) this.#set({ hover: undefined });
  };

  /** Makes a card of the hover, where it stands, that goes on with what it shows. */
  pinHover(place: CardPlace): void {
    const { hover } = this.#view;
    if (hover === undefined) return;
    this.closeHover();
    this.#add(hover.watch, place);
  }

  /** Opens a card for a layer beside `anchor`, or takes the one that is open, and gives it the focus. */
  pin(layer: LayerId, anchor: Sides, window: WindowSize): void {
    this.closeHover();
    const open = this.#view.cards.find(({ watch }) => watch.layer === layer);
    if (open === undefined) this.#add(new LayerWatch(layer, this.read), cardPlace(anchor, window));
    else this.#change(open.id, { focus: open.focus + 1 });
  }

  move(id: number, place: CardPlace): void {
    this.#change(id, { place });
  }

  /** Puts a card over the others. */
  raise(id: number): void {
    if (this.#view.top !== id) this.#set({ top: id });
  }

  close(id: number): void {
    this.#set({ cards: this.#view.cards.filter((card) => card.id !== id) });
  }

  #add(watch: LayerWatch, place: CardPlace): void {
    const card = { id: ++this.#lastId, watch, place, focus: 1 };
    this.#set({ cards: [...this.#view.cards, card], top: card.id });
  }

  #change(id: number, change: Partial<PinnedCard>): void {
    this.#set({ cards: this.#view.cards.map((card) => (card.id === id ? { ...card, ...change } : card)) });
  }

  #callOff(): void {
    this.#coming?.cancel();
    this.#coming = undefined;
  }

  #set(change: Partial<InsideView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const NOWHERE = new InsideStore(
  () => Promise.reject(new Error('Nothing is connected that could be read.')),
  () => () => undefined,
);
export const InsideContext = createContext(NOWHERE);
