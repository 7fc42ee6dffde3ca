/**
 * What the host does for one canvas: shows it the document, and turns its gestures into edits of the text.
 *
 * An edit counts only for the version that it was made for; edits are written one after the other, so that two fast
 * gestures cannot both pass that check. Knows the document through a narrow interface and not through VS Code.
 */
import { startEdit } from '../../core/file/newNetwork';
import { textEditsFor, type TextEdit } from '../../core/file/textEdits';
import type { TextRange } from '../../core/diagnostics/diagnostic';
import type { EditOutcome, EditRequest, EditorHostMethods, ShownDocument } from '../../protocol/editor';
import type { Handlers } from '../../protocol/rpc';

/** The text document behind the canvas. */
export interface EditableDocument {
  readonly version: () => number;
  readonly text: () => string;
  readonly fileName: string;
  /** Makes the changes in one undo step; false when the document changed under them and nothing was written. */
  readonly apply: (edits: readonly TextEdit[]) => Promise<boolean>;
}

/** What the canvas may start outside of itself. */
export interface CanvasActions {
  readonly openText: (range: TextRange | undefined) => Promise<void>;
  readonly train: () => Promise<void>;
}

/** The document as it is sent to a canvas. */
export function shownDocument(document: EditableDocument): ShownDocument {
  return { version: document.version(), text: document.text(), fileName: document.fileName };
}

/**
 * Serves a canvas. `applyEdit` throws a GraphEditError when the text is not well formed or the edit does not apply,
 * `startNetwork` an error when the text says something already.
 */
export function canvasHandlers(
  document: EditableDocument,
  actions: CanvasActions,
): Handlers<EditorHostMethods> {
  let lastWrite: Promise<unknown> = Promise.resolve();

  const write = async ({ baseVersion, edit }: EditRequest): Promise<EditOutcome> => {
    if (document.version() !== baseVersion) return { kind: 'stale', version: document.version() };
    const edits = textEditsFor(document.text(), edit);
    const written = edits.length === 0 || (await document.apply(edits));
    return { kind: written ? 'applied' : 'stale', version: document.version() };
  };

  const start = async (): Promise<void> => {
    const edit = startEdit(document.text());
    if (edit === undefined)
      throw new Error('The file is no longer empty, so no network was written into it.');
    if (!(await document.apply([edit]))) throw new Error('The file could not be written; try again.');
  };
  /** Runs a write when all before it are done. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const result = lastWrite.then(task);
    lastWrite = result.catch(() => undefined);
    return result;
  };

  return {
    ready: () => shownDocument(document),
    applyEdit: (request) => inTurn(() => write(request)),
    startNetwork: () => inTurn(start),
    openText: ({ range }) => actions.openText(range),
    train: () => actions.train(),
  };
}
