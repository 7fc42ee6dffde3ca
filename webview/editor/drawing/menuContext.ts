/**
 * What VS Code's context menu reads from the elements of the page, nearest first: see `webview/context` in package.json.
 */
import type { LayerId } from '../../../src/core/graph/graph';

export interface MenuContext {
  readonly section: 'layer' | 'wire' | 'drawing';
  /** The layer that the menu is of, for commands that are carried out by the host. */
  readonly layer?: LayerId;
  /** What would be selected when the menu opens; left out where that is told further up. */
  readonly selectedLayers?: number;
  readonly selectedWires?: number;
}

/** The value of an element's `data-vscode-context`. */
export function menuContext({ section, layer, selectedLayers, selectedWires }: MenuContext): string {
  return JSON.stringify({
    webviewSection: section,
    preventDefaultContextMenuItems: true,
    layer,
    'layerwire.canvasSelectedLayers': selectedLayers,
    'layerwire.canvasSelectedWires': selectedWires,
  });
}
