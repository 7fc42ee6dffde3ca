/**
 * What is looked into: what is under the pointer, in a hover that comes and goes, and what was pinned as cards.
 *
 * Outside React's state, so that a pointer that crosses the drawing draws nothing but the hover. The numbers are asked
 * for when the pointer arrives; the hover shows with them as soon as the pointer rests.
 */
import { createContext } from 'react';
import type { Sides } from '../../ui/tooltipPlace';
import { ProbeStore, type ProbeView } from '../probe/probeStore';
import { Arrival, type Later } from './arrival';
import { cardPlace, placeAside, type CardPlace, type WindowSize } from './hoverPlace';
import { lookAt, subjectOf, type InsideReader, type Look } from './look';
import { subjectKey, type Subject } from './subject';

/** Time to get from what is looked at into the hover. */
export const GRACE_MS = 300;

export interface Hover {
  readonly look: Look;
  /** What is looked at, in the window. */
  readonly anchor: Sides;
}

export interface PinnedCard {
  readonly id: number;
  readonly look: Look;
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

/** As much of the probe as is needed here. */
export interface ProbeSource {
  readonly view: () => Pick<ProbeView, 'probe' | 'answer'>;
  readonly subscribe: (listener: () => void) => () => void;
}

export class InsideStore {
  #view: InsideView = { hover: undefined, cards: [], top: undefined };
  /** Under the pointer, and not shown yet. */
  #coming: { readonly look: Look; readonly arrival: Arrival } | undefined;
  #cancelClosing: () => void = () => undefined;
  #lastId = 0;
  #probe: ProbeView['probe'];
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly reader: InsideReader,
    private readonly probes: ProbeSource,
    private readonly later: Later,
  ) {
    this.#probe = probes.view().probe;
    probes.subscribe(() => {
      this.#takeProbe();
    });
  }

  readonly view = (): InsideView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** The moment has moved on: asks again for all that is shown. */
  readonly refresh = (): void => {
    for (const look of this.#looks()) {
      if (look.kind !== 'wire') look.watch.refresh();
    }
  };

  /** The pointer has come upon something that can be looked into. */
  enter(subject: Subject, anchor: Sides): void {
    this.#callOff();
    const { hover: shown } = this.#view;
    if (shown !== undefined && isAt(shown.look, subject)) {
      this.#cancelClosing();
      return;
    }
    const look = lookAt(subject, this.reader, this.#probe);
    const arrival = new Arrival(this.later, () => {
      this.#coming = undefined;
      this.#cancelClosing();
      this.#set({ hover: { look, anchor } });
    });
    this.#coming = { look, arrival };
    if (look.kind === 'wire') {
      if (this.probes.view().answer !== undefined) arrival.know();
    } else {
      const leave = look.watch.subscribe(() => {
        leave();
        if (this.#coming?.arrival === arrival) arrival.know();
      });
    }
  }

  /** The pointer moves. */
  readonly stir = (): void => {
    this.#coming?.arrival.stir();
  };

  /** The pointer is in the hover. */
  readonly enterHover = (): void => {
    this.#callOff();
    this.#cancelClosing();
  };

  /** The pointer has left what is looked at, or the hover, and may be on its way to the other. */
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
    this.#add(hover.look, place);
  }

  /** Opens a card beside `anchor`, or takes the one that is open, and gives it the focus. */
  pin(subject: Subject, anchor: Sides, window: WindowSize): void {
    this.closeHover();
    const { cards } = this.#view;
    const open = cards.find(({ look }) => isAt(look, subject));
    if (open !== undefined) {
      this.#set({ top: open.id });
      this.#change(open.id, { focus: open.focus + 1 });
      return;
    }
    const place = cardPlace(anchor, window, subject.kind);
    const taken = cards.map((card) => card.place);
    this.#add(lookAt(subject, this.reader, this.#probe), placeAside(place, taken, window));
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

  #looks(): readonly Look[] {
    const { hover, cards } = this.#view;
    return [hover?.look, this.#coming?.look, ...cards.map(({ look }) => look)].filter(
      (look) => look !== undefined,
    );
  }

  /** Asks for the sums of another example; the numbers of the one before stay until they are there. */
  #takeProbe(): void {
    const { probe } = this.probes.view();
    if (probe === this.#probe) return;
    this.#probe = probe;
    for (const look of this.#looks()) {
      if (look.kind === 'unit') look.watch.ask({ ...look.watch.view().question, probe }, 'gradual');
    }
  }

  #add(look: Look, place: CardPlace): void {
    const card = { id: ++this.#lastId, look, place, focus: 1 };
    this.#set({ cards: [...this.#view.cards, card], top: card.id });
  }

  #change(id: number, change: Partial<PinnedCard>): void {
    this.#set({ cards: this.#view.cards.map((card) => (card.id === id ? { ...card, ...change } : card)) });
  }

  #callOff(): void {
    this.#coming?.arrival.callOff();
    this.#coming = undefined;
  }

  #set(change: Partial<InsideView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function isAt(look: Look, subject: Subject): boolean {
  return subjectKey(subjectOf(look)) === subjectKey(subject);
}

const refuse = (): Promise<never> => Promise.reject(new Error('Nothing is connected that could be read.'));
const NOWHERE = new InsideStore(
  { readLayer: refuse, readUnit: refuse },
  new ProbeStore(refuse),
  () => () => undefined,
);
export const InsideContext = createContext(NOWHERE);
