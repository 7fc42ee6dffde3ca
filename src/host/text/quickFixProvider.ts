/**
 * The fixes of a network file's problems as code actions: the light bulb of the text editor and of the Problems panel.
 *
 * Finds again, in the text as it is, the problems that VS Code asks about; what the fixes do is known in
 * `src/core/network`.
 */
import * as vscode from 'vscode';
import type { Diagnostic } from '../../core/diagnostics/diagnostic';
import { checkNnFile } from '../../core/network/checkNnFile';
import type { QuickFix } from '../../core/network/quickFix';
import { quickFixesFor } from '../../core/network/quickFixes';
import { documentRange } from '../documentRange';
import { DIAGNOSTIC_SOURCE } from '../editor/diagnosticsFeature';

/** The remedies of a problem as VS Code's code actions. */
export const quickFixProvider: vscode.CodeActionProvider = { provideCodeActions };

function provideCodeActions(
  document: vscode.TextDocument,
  _range: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const asked = context.diagnostics.filter(({ source }) => source === DIAGNOSTIC_SOURCE);
  if (asked.length === 0) return [];
  const checked = checkNnFile(document.getText());
  return asked.flatMap((problem) => {
    // The message tells problems apart that have the same place.
    const found = checked.diagnostics.find(
      (diagnostic) => diagnostic.code === problem.code && isSame(document, diagnostic, problem),
    );
    if (found === undefined) return [];
    return quickFixesFor(checked, found).map((fix) => codeAction(document, problem, fix));
  });
}

function isSame(
  document: vscode.TextDocument,
  { message, range }: Diagnostic,
  problem: vscode.Diagnostic,
): boolean {
  return message === problem.message && documentRange(document, range).isEqual(problem.range);
}

function codeAction(
  document: vscode.TextDocument,
  problem: vscode.Diagnostic,
  { title, preferred, edits }: QuickFix,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [problem];
  action.isPreferred = preferred;
  action.edit = new vscode.WorkspaceEdit();
  for (const edit of edits()) action.edit.replace(document.uri, documentRange(document, edit), edit.content);
  return action;
}
