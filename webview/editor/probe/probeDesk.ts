/**
 * What is sent through the network: the digit on the pad, or an example of the run's data, and the class that it should
 * have been answered with.
 *
 * Kept while the panel is closed; only while it is open is anything sent. Leaves out what comes back (`ProbeStore`).
 */
import { centreDigit } from '../../../src/core/data/centreDigit';
import type { Shape } from '../../../src/core/shape';
import { messageOf } from '../../../src/core/wording';
import type { InspectedMoment, Unavailable } from '../../../src/protocol/inspectedMoment';
import type { ExampleSearch, ExampleSetName, FoundExample, Probe } from '../../../src/protocol/probe';
import { Ink, SHEET_SIDE, type SheetPoint } from './ink';
import type { ProbeStore } from './probeStore';

export type FindExample = (search: ExampleSearch) => Promise<FoundExample | Unavailable>;

export interface DeskView {
  readonly open: boolean;
  readonly source: 'drawn' | 'example';
  /** Grows whenever the ink on the pad changes. */
  readonly strokes: number;
  /** The digit on the pad as the network is sent it; `undefined` while there is none, or it takes none. */
  readonly digit: Uint8Array | undefined;
  readonly set: ExampleSetName;
  /** The example that is sent; `undefined` until one was found. */
  readonly example: FoundExample | undefined;
  readonly searching: boolean;
  /** Why the last search found nothing. */
  readonly refusal: Unavailable | undefined;
  /** Whether an example's label is the class that should have been answered. */
  readonly byLabel: boolean;
}

export class ProbeDesk {
  readonly ink = new Ink();
  #view: DeskView = {
    open: false,
    source: 'drawn',
    strokes: 0,
    digit: undefined,
    set: 'test',
    example: undefined,
    searching: false,
    refusal: undefined,
    byLabel: false,
  };
  #size: readonly [height: number, width: number] | undefined;
  #searches = 0;
  /** The run whose data the examples are of. */
  #run: string | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly store: ProbeStore,
    private readonly find: FindExample,
  ) {
    store.subscribe(() => {
      this.#askByLabel();
    });
  }

  readonly view = (): DeskView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Sends what is chosen while the panel is open, and puts the lights out when it is closed. */
  setOpen(open: boolean): void {
    if (open === this.#view.open) return;
    this.#set({ open });
    this.#send(null);
  }

  /** What the network takes: a drawing is brought to its form. */
  setInput(shape: Shape | undefined): void {
    const size = drawingSize(shape);
    if (String(size) === String(this.#size)) return;
    this.#size = size;
    this.#set({ digit: this.#drawn() });
    if (this.#view.source === 'drawn') this.#send(null);
  }

  choose(source: DeskView['source']): void {
    if (source === this.#view.source) return;
    this.#set({ source });
    this.#send(null);
    if (source === 'example' && this.#view.example === undefined) this.search('at', 0);
  }

  stroke(from: SheetPoint, to: SheetPoint): void {
    this.ink.stroke(from, to);
    this.#inked(this.store.view().target);
  }

  clear(): void {
    this.ink.clear();
    this.#inked(null);
  }

  /** Goes to the first example of a set. */
  chooseSet(set: ExampleSetName): void {
    if (set === this.#view.set) return;
    this.#set({ set });
    this.search('at', 0);
  }

  /** Looks for another example; of several searches the last one counts. */
  search(which: ExampleSearch['which'], from = this.#view.example?.index ?? 0): void {
    const search = ++this.#searches;
    const set = which === 'nextMisread' ? 'test' : this.#view.set;
    // A walk through the misread ones that begins in the other set begins at its start.
    const start = set === this.#view.set ? from : 0;
    this.#set({ searching: true });
    void this.find({ set, from: start, which })
      .catch((error: unknown): Unavailable => ({
        kind: 'unavailable',
        reason: messageOf(error),
        command: null,
      }))
      .then((found) => {
        if (search !== this.#searches) return;
        this.#set({ searching: false, refusal: found.kind === 'unavailable' ? found : undefined });
        if (found.kind === 'unavailable') return;
        this.#set({ set: found.set, example: found });
        if (this.#view.source === 'example') this.#send(null);
      });
  }

  /** Another run may have other data: finds the example there, or one where there was none before. */
  readonly follow = (moment: InspectedMoment | null): void => {
    if (moment === null || moment.runId === this.#run) return;
    this.#run = moment.runId;
    if (this.#view.open && this.#view.source === 'example') this.search('at');
  };

  /** Chooses the class that should have been answered; `null`: nothing is sent back. */
  ask(target: number | null): void {
    this.#set({ byLabel: false });
    this.#send(target);
  }

  askByLabel(byLabel: boolean): void {
    this.#set({ byLabel });
    if (byLabel) this.#askByLabel();
    else this.#send(null);
  }

  #inked(target: number | null): void {
    this.#set({ strokes: this.#view.strokes + 1, digit: this.#drawn() });
    this.#send(target);
  }

  #drawn(): Uint8Array | undefined {
    return this.ink.empty || this.#size === undefined
      ? undefined
      : centreDigit(this.ink.values, SHEET_SIDE, SHEET_SIDE, this.#size);
  }

  #send(target: number | null): void {
    this.store.show(this.#view.open ? this.#probe() : null, target);
  }

  #probe(): Probe | null {
    const { source, digit, example } = this.#view;
    if (source === 'drawn') return digit === undefined ? null : { kind: 'drawn', pixels: digit };
    return example === undefined ? null : { kind: 'example', set: example.set, index: example.index };
  }

  /** The label is known with the first answer for an example. */
  #askByLabel(): void {
    const { probe, target, answer, answered } = this.store.view();
    if (!this.#view.byLabel || probe?.kind !== 'example' || answered?.probe !== probe) return;
    if (answer?.kind !== 'probe' || answer.label === null || answer.label === target) return;
    this.store.show(probe, answer.label);
  }

  #set(change: Partial<DeskView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Height and width of the drawing that a network takes; `undefined` where its input is no grey image. */
export function drawingSize(shape: Shape | undefined): readonly [height: number, width: number] | undefined {
  const [height, width, channels = 1, ...more] = shape ?? [];
  return height === undefined || width === undefined || channels !== 1 || more.length > 0
    ? undefined
    : [height, width];
}
