/**
 * The canvases that are open, and the one in front: commands go to it, and keys and menus go by what it has selected.
 *
 * Keys, menus and the palette ask context keys, which belong to the window; these follow the canvas in front and say
 * "nothing" when there is none. Knows canvases through a narrow interface and not through VS Code.
 */
import type { CanvasCommand, CanvasFocus } from '../../protocol/editor';

/** A canvas as far as commands are concerned. */
export interface CommandableCanvas {
  /** Whether it is the active editor of the window. */
  readonly isInFront: () => boolean;
  readonly invoke: (command: CanvasCommand) => void;
}

/** What an open canvas reports. */
export interface OpenCanvas {
  readonly noteFocus: (focus: CanvasFocus) => void;
  /** The canvas may have come to the front or left it. */
  readonly noteFront: () => void;
  /** The canvas is hidden: its page is gone, and what had been selected in it. */
  readonly noteHidden: () => void;
  readonly close: () => void;
}

const NO_FOCUS: CanvasFocus = { onDrawing: false, selectedLayers: 0, selectedWires: 0 };

export class OpenCanvases {
  readonly #focusOf = new Map<CommandableCanvas, CanvasFocus>();
  readonly #shown = new Map<string, boolean | number>();

  /** @param setContext sets a context key of the window. */
  constructor(private readonly setContext: (key: string, value: boolean | number) => void) {}

  /** Counts a canvas in until it is closed. */
  open(canvas: CommandableCanvas): OpenCanvas {
    const note = (focus: CanvasFocus): void => {
      if (!this.#focusOf.has(canvas)) return;
      this.#focusOf.set(canvas, focus);
      this.#show();
    };
    this.#focusOf.set(canvas, NO_FOCUS);
    this.#show();
    return {
      noteFocus: note,
      noteFront: () => {
        this.#show();
      },
      noteHidden: () => {
        note(NO_FOCUS);
      },
      close: () => {
        this.#focusOf.delete(canvas);
        this.#show();
      },
    };
  }

  /** Passes a command on to the canvas in front; false when there is none. */
  invoke(command: CanvasCommand): boolean {
    const canvas = this.#inFront();
    canvas?.invoke(command);
    return canvas !== undefined;
  }

  #inFront(): CommandableCanvas | undefined {
    return [...this.#focusOf.keys()].find((canvas) => canvas.isInFront());
  }

  #show(): void {
    const canvas = this.#inFront();
    const focus = (canvas === undefined ? undefined : this.#focusOf.get(canvas)) ?? NO_FOCUS;
    this.#set('layerwire.canvasFocus', focus.onDrawing);
    this.#set('layerwire.canvasSelectedLayers', focus.selectedLayers);
    this.#set('layerwire.canvasSelectedWires', focus.selectedWires);
  }

  #set(key: string, value: boolean | number): void {
    if (this.#shown.get(key) === value) return;
    this.#shown.set(key, value);
    this.setContext(key, value);
  }
}
