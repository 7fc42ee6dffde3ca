/**
 * Hovering a layer in the text of a network file: a thin provider over `networkHoverText`.
 */
import * as vscode from 'vscode';
import type { ThemeKind } from '../../core/inspection/colours';
import type { Inspection } from '../inspection/inspection';
import { readLayerTensors } from '../inspection/layerTensors';
import { RUN_COMMAND_IDS } from '../training/runCommandIds';
import { layerHovered, networkHoverText } from './networkHoverText';

const THEMES: Readonly<Record<vscode.ColorThemeKind, ThemeKind>> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'highContrast',
  [vscode.ColorThemeKind.HighContrastLight]: 'highContrastLight',
};

export class NetworkHover implements vscode.HoverProvider {
  constructor(private readonly inspection: Pick<Inspection, 'readTensors' | 'networkOf'>) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const text = document.getText();
    const id = layerHovered(text, document.offsetAt(position));
    if (id === undefined) return undefined;
    const found = await readLayerTensors(this.inspection, document.uri.toString(), id, 'weights');
    const weights = found.kind === 'unavailable' ? found : found.read;
    if (token.isCancellationRequested) return undefined;
    const theme = THEMES[vscode.window.activeColorTheme.kind];
    const said = await networkHoverText(text, id, { weights, theme, uri: JSON.stringify(document.uri) });
    if (said === undefined) return undefined;
    const markdown = new vscode.MarkdownString(said);
    markdown.isTrusted = { enabledCommands: Object.values(RUN_COMMAND_IDS) };
    return new vscode.Hover(markdown);
  }
}
