/**
 * What VS Code's own text editor offers for a network file, beside completion and the hovers of its settings, which come from its schema.
 *
 * Each feature is a thin provider over a pure function of the text.
 */
import * as vscode from 'vscode';
import type { Inspection } from '../inspection/inspection';
import { NetworkActions } from './networkActions';
import { NetworkHover } from './networkHover';
import { NetworkLayerNames } from './networkLayerNames';
import { NetworkOutline } from './networkOutline';
import { quickFixProvider } from './quickFixProvider';

/** Both languages, as a user may prefer plain JSON for these files. */
const NETWORK_TEXT: vscode.DocumentSelector = ['jsonc', 'json'].map((language) => ({
  language,
  pattern: '**/*.nn.json',
}));

/** Registers the features until they are disposed. */
export function registerTextFeatures(inspection: Inspection): vscode.Disposable {
  const { languages } = vscode;
  const layerNames = new NetworkLayerNames();
  return vscode.Disposable.from(
    languages.registerDocumentSymbolProvider(NETWORK_TEXT, new NetworkOutline(), { label: 'Layerwire' }),
    languages.registerHoverProvider(NETWORK_TEXT, new NetworkHover(inspection)),
    languages.registerCodeLensProvider(NETWORK_TEXT, new NetworkActions()),
    languages.registerCodeActionsProvider(NETWORK_TEXT, quickFixProvider, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    languages.registerRenameProvider(NETWORK_TEXT, layerNames),
    languages.registerDefinitionProvider(NETWORK_TEXT, layerNames),
    languages.registerReferenceProvider(NETWORK_TEXT, layerNames),
    languages.registerDocumentHighlightProvider(NETWORK_TEXT, layerNames),
  );
}
