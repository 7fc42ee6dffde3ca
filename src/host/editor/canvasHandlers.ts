/**
 * What the host does for one canvas: shows it the document, and turns its gestures into edits of the text.
 *
 * An edit counts only for the version that it was made for; edits are written one after the other, so that two fast
 * gestures cannot both pass that check. A fix is only named by the canvas and worked out here. Knows the document through a narrow interface and not through VS Code.
 */
import { startEdit } from '../../core/file/newNetwork';
import { textEditsFor, type TextEdit } from '../../core/file/textEdits';
import type { TextRange } from '../../core/diagnostics/diagnostic';
import { checkNnFile } from '../../core/network/checkNnFile';
import { quickFixNamed } from '../../core/network/quickFixes';
import type { LayerId } from '../../core/graph/graph';
import type { RunCommand } from '../../core/training/runCommands';
import type {
  CanvasFocus,
  EditOutcome,
  EditRequest,
  EditorHostMethods,
  FixRequest,
  ShownDocument,
} from '../../protocol/editor';
import type { InspectionHostMethods } from '../../protocol/inspection';
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
  readonly runCommand: (command: RunCommand) => Promise<void>;
  /** The page has been made, and can be told things. */
  readonly noteReady: () => void;
  /** Shows the layers that are selected on the canvas in a text editor beside it. */
  readonly showSelection: (ids: readonly LayerId[]) => void;
  readonly noteFocus: (focus: CanvasFocus) => void;
}

/** The document as it is sent to a canvas. */
export function shownDocument(document: EditableDocument): ShownDocument {
  return { version: document.version(), text: document.text(), fileName: document.fileName };
}

/**
 * Serves a canvas in all but looking inside (`inspectionHandlers`). `applyEdit` throws a GraphEditError when the text is not well formed or the edit does not apply,
 * `applyFix` an error when the file has no such problem or fix, `startNetwork` an error when the text says something already.
 */
export function canvasHandlers(
  document: EditableDocument,
  actions: CanvasActions,
): Handlers<Omit<EditorHostMethods, keyof InspectionHostMethods>> {
  let lastWrite: Promise<unknown> = Promise.resolve();

  /** @param editsOf works out the edits of the text as it is. */
  const write = async (
    baseVersion: number,
    editsOf: (text: string) => readonly TextEdit[],
  ): Promise<EditOutcome> => {
    if (document.version() !== baseVersion) return { kind: 'stale', version: document.version() };
    const edits = editsOf(document.text());
    const written = edits.length === 0 || (await document.apply(edits));
    return { kind: written ? 'applied' : 'stale', version: document.version() };
  };

  const edit = ({ baseVersion, edit: gesture }: EditRequest): Promise<EditOutcome> =>
    write(baseVersion, (text) => textEditsFor(text, gesture));

  const fix = ({ baseVersion, title, ...problem }: FixRequest): Promise<EditOutcome> =>
    write(baseVersion, (text) => {
      const found = quickFixNamed(checkNnFile(text), problem, title);
      if (found === undefined)
        throw new Error('The file no longer has this problem, so nothing was changed.');
      return found.edits();
    });

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
    ready: () => {
      actions.noteReady();
      return shownDocument(document);
    },
    applyEdit: (request) => inTurn(() => edit(request)),
    applyFix: (request) => inTurn(() => fix(request)),
    startNetwork: () => inTurn(start),
    openText: ({ range }) => actions.openText(range),
    runCommandRequested: (command) => actions.runCommand(command),
    selectionChanged: ({ ids }) => {
      actions.showSelection(ids);
    },
    focusChanged: (focus) => {
      actions.noteFocus(focus);
    },
  };
}
