/**
 * Tells the open canvases which moment's weights they can look at, so that they ask again for what they show.
 *
 * A new kind of moment (another run, the end of the training, a step back in time) is told at once; that the training
 * has moved on, a few times a second. Knows canvases through a narrow interface and not through VS Code.
 */
import type { InspectedMoment } from '../../protocol/inspectedMoment';
import type { Clock, OpenPage } from './canvasPage';

/** A canvas as far as looking inside is concerned. */
export interface InspectedCanvas {
  /** The file that it shows. */
  readonly uri: string;
  readonly show: (moment: InspectedMoment | null) => void;
}

/** Between two moments of a training on one canvas. */
const MOMENT_EVERY_MS = 400;

interface Page {
  ready: boolean;
  shown: InspectedMoment | null;
  shownAt: number;
}

export class InspectedCanvases {
  readonly #pages = new Map<InspectedCanvas, Page>();
  #callOff: (() => void) | undefined;

  /** @param momentOf says which moment of a file is shown. */
  constructor(
    private readonly clock: Clock,
    private readonly momentOf: (uri: string) => InspectedMoment | null,
  ) {}

  /** Counts a canvas in until it is closed; it is told of the moment as soon as it is ready. */
  open(canvas: InspectedCanvas): OpenPage {
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

  /** The moment of some file may have changed. */
  update(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    const now = this.clock.now();
    let wait = Infinity;
    for (const [canvas, page] of this.#pages) {
      if (!page.ready) continue;
      const moment = this.momentOf(canvas.uri);
      if (isSameKind(moment, page.shown)) {
        if (moment?.step === page.shown?.step && moment?.epoch === page.shown?.epoch) continue;
        const due = page.shownAt + MOMENT_EVERY_MS - now;
        if (moment?.training === true && due > 0) {
          wait = Math.min(wait, due);
          continue;
        }
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

/** Whether they differ only in how far the training is. */
function isSameKind(a: InspectedMoment | null, b: InspectedMoment | null): boolean {
  return a?.runId === b?.runId && a?.source === b?.source && a?.training === b?.training;
}
