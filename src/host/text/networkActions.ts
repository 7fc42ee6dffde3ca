/**
 * What can be done with a network, as links above its text: *Train* and *Open Canvas* at the top, *Train* at its training.
 */
import * as vscode from 'vscode';
import { outlineOf } from '../../core/network/outline';
import { documentRange } from '../documentRange';

export class NetworkActions implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const network = outlineOf(document.getText());
    if (network === undefined) return [];
    const command = (title: string, id: string): vscode.Command => ({
      title,
      command: id,
      arguments: [document.uri],
    });
    const train = command('$(play) Train', 'layerwire.train');
    const top = documentRange(document, network.nameRange);
    const training = network.children.filter(({ kind }) => kind === 'training');
    return [
      new vscode.CodeLens(top, train),
      new vscode.CodeLens(top, command('$(type-hierarchy) Open Canvas', 'layerwire.openCanvas')),
      ...training.map(({ nameRange }) => new vscode.CodeLens(documentRange(document, nameRange), train)),
    ];
  }
}
