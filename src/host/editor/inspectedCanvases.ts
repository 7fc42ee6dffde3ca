/**
 * Tells open canvases which moment their weights are of: at once when the moment is another kind of one, a few times a
 * second while the run moves on by itself. What a canvas shows of it, it then asks for.
 */
import type { InspectedMoment } from '../../protocol/inspection';
import type { Clock } from './trainedCanvases';

/** A canvas as far as its weights are concerned. */
export interface InspectedCanvas {
  /** The file that it shows. */
  readonly uri: string;
  readonly show: (moment: InspectedMoment | null) => void;
}

/** What an open canvas reports. */
export interface OpenInspectedCanvas {
  /** The page has been made, and knows nothing yet. */
  readonly noteReady: () => void;
  /** The page is gone until it is ready again. */
  readonly noteHidden: () => void;
  readonly close: () => void;
}

/** Between two moments of a run that trains. */
const MOMENT_EVERY_MS = 400;

interface Page {
  ready: boolean;
  shown: InspectedMoment | null;
  shownAt: number;
}

export class InspectedCanvases {
  readonly #pages = new Map<InspectedCanvas, Page>();
  #callOff: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly momentOf: (uri: string) => InspectedMoment | null,
  ) {}

  /** Counts a canvas in until it is closed; it is told of the moment as soon as it is ready. */
  open(canvas: InspectedCanvas): OpenInspectedCanvas {
    const page: Page = { ready: false, shown: null, shownAt: -Infinity };
    this.#pages.set(canvas, page);
    return {
      noteReady: () => {
        Object.assign(page, { ready: true, shown: null, shownAt: -Infinity });
        this.update();
      },
      noteHidden: () => {
        page.ready = false;
      },
      close: () => {
        this.#pages.delete(canvas);
      },
    };
  }

  /** To be called whenever a moment may have changed. */
  update(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    const now = this.clock.now();
    let wait = Infinity;
    for (const [canvas, page] of this.#pages) {
      if (!page.ready) continue;
      const moment = this.momentOf(canvas.uri);
      if (JSON.stringify(moment) === JSON.stringify(page.shown)) continue;
      const due = page.shownAt + MOMENT_EVERY_MS - now;
      if (movesOn(page.shown, moment) && due > 0) {
        wait = Math.min(wait, due);
        continue;
      }
      page.shown = moment;
      page.shownAt = now;
      canvas.show(moment);
    }
    if (wait < Infinity) {
      this.#callOff = this.clock.after(wait, () => {
        this.update();
      });
    }
  }

  dispose(): void {
    this.#callOff?.();
    this.#pages.clear();
  }
}

/** Whether the second moment follows the first by training alone. */
function movesOn(before: InspectedMoment | null, after: InspectedMoment | null): boolean {
  return before?.training === true && after?.training === true && before.runId === after.runId;
}
