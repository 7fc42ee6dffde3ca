/**
 * A layer's name wherever the text has it: rename it, go to its definition, find and highlight all its mentions.
 */
import * as vscode from 'vscode';
import { definitionOf, layerMentions, mentionAt } from '../../core/file/layerMentions';
import type { LayerMention } from '../../core/file/layerMentions';
import { renamableAt, renameLayerEdits } from '../../core/file/renameLayer';
import { documentRange } from '../documentRange';

export class NetworkLayerNames
  implements
    vscode.RenameProvider,
    vscode.DefinitionProvider,
    vscode.ReferenceProvider,
    vscode.DocumentHighlightProvider
{
  /** @throws GraphEditError, which VS Code shows at the cursor. */
  prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): { range: vscode.Range; placeholder: string } {
    const { id, range } = renamableAt(document.getText(), document.offsetAt(position));
    // Without the quotes, which belong to JSON and not to the name.
    const name = { offset: range.offset + 1, length: range.length - 2 };
    return { range: documentRange(document, name), placeholder: id };
  }

  /** @throws GraphEditError, which VS Code shows at the cursor. */
  provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newName: string,
  ): vscode.WorkspaceEdit {
    const change = new vscode.WorkspaceEdit();
    const edits = renameLayerEdits(document.getText(), document.offsetAt(position), newName);
    for (const edit of edits) change.replace(document.uri, documentRange(document, edit), edit.content);
    return change;
  }

  provideDefinition(document: vscode.TextDocument, position: vscode.Position): vscode.LocationLink[] {
    const mentions = layerMentions(document.getText());
    const mention = mentionAt(mentions, document.offsetAt(position));
    const definition = mention === undefined ? undefined : definitionOf(mentions, mention.id);
    if (mention === undefined || definition === undefined) return [];
    return [
      {
        originSelectionRange: documentRange(document, mention.range),
        targetUri: document.uri,
        targetRange: documentRange(document, definition.range),
      },
    ];
  }

  provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): vscode.Location[] {
    return sameLayer(document, position)
      .filter(({ part }) => includeDeclaration || part !== 'layers')
      .map(({ range }) => new vscode.Location(document.uri, documentRange(document, range)));
  }

  provideDocumentHighlights(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.DocumentHighlight[] {
    const { Read, Write } = vscode.DocumentHighlightKind;
    return sameLayer(document, position).map(
      ({ part, range }) =>
        new vscode.DocumentHighlight(documentRange(document, range), part === 'layers' ? Write : Read),
    );
  }
}

/** Every mention of the layer that is named at a position; none where none is. */
function sameLayer(document: vscode.TextDocument, position: vscode.Position): LayerMention[] {
  const mentions = layerMentions(document.getText());
  const id = mentionAt(mentions, document.offsetAt(position))?.id;
  return mentions.filter((mention) => mention.id === id);
}
