/**
 * Shows the run on the open canvases: its phase, what can be done with it, and the health of the layers it trains.
 *
 * A run reports many times a second, while a canvas is told only what it draws, and only when that has changed: the
 * phase and the commands at once, new health of the layers twice a second at most. Knows canvases through a narrow
 * interface and not through VS Code.
 */
import { allowedCommands } from '../../core/training/runCommands';
import { IDLE, type RunState } from '../../core/training/runState';
import type { CanvasTraining } from '../../protocol/editor';
import type { Clock, OpenPage } from './canvasPage';

/** A canvas as far as the run is concerned. */
export interface TrainedCanvas {
  /** The file that it shows. */
  readonly uri: string;
  readonly show: (training: CanvasTraining | null) => void;
}

/** Between two measurements of health on one canvas. */
const HEALTH_EVERY_MS = 500;

interface Page {
  ready: boolean;
  shown: CanvasTraining | null;
  /** When it was last told of health. */
  healthAt: number;
}

export class TrainedCanvases {
  readonly #pages = new Map<TrainedCanvas, Page>();
  #uri: string | undefined;
  #state: RunState = IDLE;
  #callOff: (() => void) | undefined;

  constructor(private readonly clock: Clock) {}

  /** Counts a canvas in until it is closed; it is told of the run as soon as it is ready. */
  open(canvas: TrainedCanvas): OpenPage {
    const page: Page = { ready: false, shown: null, healthAt: -Infinity };
    this.#pages.set(canvas, page);
    return {
      noteReady: () => {
        Object.assign(page, { ready: true, shown: null, healthAt: -Infinity });
        this.#update();
      },
      noteHidden: () => {
        page.ready = false;
      },
      close: () => {
        this.#pages.delete(canvas);
      },
    };
  }

  /**
   * The run is now in this state.
   * @param uri the file that it trains; `undefined` where that is not known.
   */
  showTraining(uri: string | undefined, state: RunState): void {
    this.#uri = uri;
    this.#state = state;
    this.#update();
  }

  dispose(): void {
    this.#callOff?.();
    this.#pages.clear();
  }

  #update(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    const now = this.clock.now();
    let wait = Infinity;
    for (const [canvas, page] of this.#pages) {
      if (!page.ready) continue;
      const training = trainingOn(canvas.uri, this.#uri, this.#state);
      if (sameButHealth(training, page.shown)) {
        if (training?.health === page.shown?.health) continue;
        const due = page.healthAt + HEALTH_EVERY_MS - now;
        if (due > 0) {
          wait = Math.min(wait, due);
          continue;
        }
      }
      if (training?.health !== page.shown?.health) page.healthAt = now;
      page.shown = training;
      canvas.show(training);
    }
    if (wait < Infinity) {
      this.#callOff = this.clock.after(wait, () => {
        this.#update();
      });
    }
  }
}

function trainingOn(canvasUri: string, uri: string | undefined, state: RunState): CanvasTraining | null {
  if (state.phase === 'idle') return null;
  const isThisFile = canvasUri === uri;
  const { health, networkChanged } = state.run;
  const shownHealth = isThisFile ? health : null;
  return {
    phase: state.phase,
    commands: [...allowedCommands(state)],
    isThisFile,
    health: shownHealth?.layers ?? null,
    healthStep: shownHealth?.step ?? null,
    networkChanged,
  };
}

function sameButHealth(a: CanvasTraining | null, b: CanvasTraining | null): boolean {
  return (
    a?.phase === b?.phase &&
    a?.isThisFile === b?.isThisFile &&
    a?.networkChanged === b?.networkChanged &&
    a?.commands.join() === b?.commands.join()
  );
}
