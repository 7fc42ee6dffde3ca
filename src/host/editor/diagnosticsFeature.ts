/**
 * Writes what is wrong with every open network file into the Problems panel, whichever editor shows it.
 */
import * as vscode from 'vscode';
import { checkNnFile } from '../../core/network/checkNnFile';
import type { Diagnostic, Severity } from '../../core/diagnostics/diagnostic';
import { documentRange } from '../documentRange';
import { isNetworkFile } from '../networkFiles';

/** By which the problems are known as this extension's. */
export const DIAGNOSTIC_SOURCE = 'Layerwire';

/** Long enough to skip the keystrokes of a word, short enough to feel immediate. */
const DELAY_MS = 80;

/** Keeps the diagnostics of all open `*.nn.json` documents up to date until it is disposed. */
export function registerDiagnostics(): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('layerwire');
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();

  const cancel = (document: vscode.TextDocument): void => {
    clearTimeout(waiting.get(document.uri.toString()));
    waiting.delete(document.uri.toString());
  };
  const check = (document: vscode.TextDocument): void => {
    cancel(document);
    if (!isMendable(document)) return;
    const { diagnostics } = checkNnFile(document.getText());
    collection.set(
      document.uri,
      diagnostics.map((diagnostic) => problem(document, diagnostic)),
    );
  };
  const checkSoon = (document: vscode.TextDocument): void => {
    if (!isMendable(document)) return;
    cancel(document);
    waiting.set(
      document.uri.toString(),
      setTimeout(() => {
        check(document);
      }, DELAY_MS),
    );
  };
  const forget = (document: vscode.TextDocument): void => {
    cancel(document);
    collection.delete(document.uri);
  };

  vscode.workspace.textDocuments.forEach(check);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument((event) => {
      checkSoon(event.document);
    }),
    vscode.workspace.onDidCloseTextDocument(forget),
    new vscode.Disposable(() => {
      waiting.forEach((timer) => {
        clearTimeout(timer);
      });
    }),
  );
}

/** A network file that can be mended; old versions that source control shows beside it are not. */
function isMendable({ uri }: vscode.TextDocument): boolean {
  return isNetworkFile(uri) && vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false;
}

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
};

function problem(
  document: vscode.TextDocument,
  { code, severity, message, range }: Diagnostic,
): vscode.Diagnostic {
  const found = new vscode.Diagnostic(documentRange(document, range), message, SEVERITIES[severity]);
  found.code = code;
  found.source = DIAGNOSTIC_SOURCE;
  return found;
}
