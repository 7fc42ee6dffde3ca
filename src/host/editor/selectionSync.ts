/**
 * Keeps the selection of one canvas and the cursor in the text editors of its document in step.
 *
 * The side that has the focus leads and the other one follows, so that neither answers to its own echo: a selection is
 * shown in the text while the canvas is the active editor, the cursor on the canvas while a text editor is. Typing, undo
 * and other edits move the cursor too, but nobody pointed at a layer: they are not followed.
 */
import * as vscode from 'vscode';
import { layerPlaces, layersAt, type LayerPlaces } from '../../core/file/layerPlaces';
import type { LayerId } from '../../core/graph/graph';
import { documentRange } from '../documentRange';

/** The canvas's side. */
export interface SelectingCanvas {
  readonly isInFront: () => boolean;
  /** Selects layers on the canvas. */
  readonly select: (ids: readonly LayerId[]) => void;
}

export class SelectionSync implements vscode.Disposable {
  /** What is selected on the canvas, as far as is known. */
  #selected: readonly LayerId[] = [];
  /** What the canvas was asked to select last. */
  #asked: readonly LayerId[] = [];
  /** Selected on the canvas before VS Code told that the canvas is in front. */
  #waiting: readonly LayerId[] | undefined;
  /** An edit was made whose move of the cursor has not been reported yet. */
  #edited = false;
  #read: { readonly version: number; readonly places: LayerPlaces } | undefined;
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly canvas: SelectingCanvas,
  ) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || event.contentChanges.length === 0) return;
        this.#edited = vscode.window.activeTextEditor?.document === document;
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => {
        if (event.textEditor.document === document) this.#followCursor(event);
      }),
    );
  }

  /** The canvas has other layers selected: text editors that are visible show the first one, without the focus. */
  noteSelection(ids: readonly LayerId[]): void {
    this.#selected = ids;
    if (this.canvas.isInFront()) this.#reveal(ids);
    else this.#waiting = isSame(ids, this.#asked) ? undefined : ids;
  }

  /** The canvas has come to the front. A click that brings it there may have been heard of before. */
  noteFront(): void {
    if (this.#waiting !== undefined) this.#reveal(this.#waiting);
    this.#waiting = undefined;
  }

  /** The page is gone, and its selection with it. */
  noteHidden(): void {
    this.#selected = [];
    this.#asked = [];
    this.#waiting = undefined;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #followCursor({ textEditor, selections, kind }: vscode.TextEditorSelectionChangeEvent): void {
    const moved = kind === vscode.TextEditorSelectionChangeKind.Mouse || !this.#edited;
    this.#edited = false;
    if (!moved || kind === undefined || vscode.window.activeTextEditor !== textEditor) return;
    const ranges = selections.map((selection) => {
      const offset = this.document.offsetAt(selection.start);
      return { offset, length: this.document.offsetAt(selection.end) - offset };
    });
    const ids = layersAt(this.#places(), ranges);
    // Between layers the cursor is about none of them, and the canvas keeps what it has.
    if (ids.length === 0 || isSame(ids, this.#selected)) return;
    this.#selected = ids;
    this.#asked = ids;
    this.#waiting = undefined;
    this.canvas.select(ids);
  }

  #reveal(ids: readonly LayerId[]): void {
    const { definitions } = this.#places();
    const [first] = ids
      .map((id) => definitions.get(id))
      .filter((range) => range !== undefined)
      .sort((a, b) => a.offset - b.offset);
    if (first === undefined) return;
    // Behind the opening quote: in the layer's name, where it can be renamed.
    const cursor = documentRange(this.document, { offset: first.offset + 1, length: 0 }).start;
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== this.document) continue;
      editor.selection = new vscode.Selection(cursor, cursor);
      editor.revealRange(
        new vscode.Range(cursor, cursor),
        vscode.TextEditorRevealType.InCenterIfOutsideViewport,
      );
    }
  }

  #places(): LayerPlaces {
    const { version } = this.document;
    if (this.#read?.version !== version) {
      this.#read = { version, places: layerPlaces(this.document.getText()) };
    }
    return this.#read.places;
  }
}

function isSame(a: readonly LayerId[], b: readonly LayerId[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === a.length;
}
