/**
 * What VS Code's context menu reads from the elements of the page, nearest first: see `webview/context` in package.json.
 */

export interface MenuContext {
  readonly section: 'layer' | 'wire' | 'drawing';
  /** What would be selected when the menu opens; left out where that is told further up. */
  readonly selectedLayers?: number;
  readonly selectedWires?: number;
}

/** The value of an element's `data-vscode-context`. */
export function menuContext({ section, selectedLayers, selectedWires }: MenuContext): string {
  return JSON.stringify({
    webviewSection: section,
    preventDefaultContextMenuItems: true,
    'layerwire.canvasSelectedLayers': selectedLayers,
    'layerwire.canvasSelectedWires': selectedWires,
  });
}
