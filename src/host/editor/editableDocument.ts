/**
 * VS Code's text document as what the canvas's handlers edit.
 */
import * as vscode from 'vscode';
import type { TextEdit } from '../../core/file/textEdits';
import { documentRange } from '../documentRange';
import type { EditableDocument } from './canvasHandlers';

/** Each `apply` is one `WorkspaceEdit` and so one undo step; VS Code refuses it when the document has moved on. */
export function editableDocument(document: vscode.TextDocument): EditableDocument {
  return {
    version: () => document.version,
    text: () => document.getText(),
    fileName: document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1),
    apply: async (edits: readonly TextEdit[]) => {
      const change = new vscode.WorkspaceEdit();
      for (const { offset, length, content } of edits) {
        change.replace(document.uri, documentRange(document, { offset, length }), content);
      }
      return vscode.workspace.applyEdit(change);
    },
  };
}
