import * as vscode from 'vscode';
import type { TextRange } from '../core/diagnostics/diagnostic';

/** A stretch of a document's text as lines and columns. */
export function documentRange(document: vscode.TextDocument, { offset, length }: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
}
