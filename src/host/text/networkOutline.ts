/**
 * The Outline, the breadcrumbs and Go to Symbol of a network file.
 */
import * as vscode from 'vscode';
import { outlineOf } from '../../core/network/outline';
import type { OutlineEntry } from '../../core/network/outline';
import { documentRange } from '../documentRange';

const ICONS: Readonly<Record<OutlineEntry['kind'], vscode.SymbolKind>> = {
  network: vscode.SymbolKind.Module,
  layer: vscode.SymbolKind.Class,
  edges: vscode.SymbolKind.Array,
  training: vscode.SymbolKind.Event,
};

export class NetworkOutline implements vscode.DocumentSymbolProvider {
  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const network = outlineOf(document.getText());
    return network === undefined ? [] : [toSymbol(document, network)];
  }
}

function toSymbol(document: vscode.TextDocument, entry: OutlineEntry): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    entry.name,
    entry.detail,
    ICONS[entry.kind],
    documentRange(document, entry.range),
    documentRange(document, entry.nameRange),
  );
  symbol.children = entry.children.map((child) => toSymbol(document, child));
  return symbol;
}
