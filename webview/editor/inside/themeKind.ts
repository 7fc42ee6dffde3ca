/** Which of VS Code's four kinds of theme the page is drawn in; the workbench says so by classes of the body. */
import { useSyncExternalStore } from 'react';
import type { ThemeKind } from '../../../src/core/inspection/colours';

/** A light theme of high contrast has the class of the dark one too. */
export function themeKindOf(classes: readonly string[]): ThemeKind {
  if (classes.includes('vscode-high-contrast-light')) return 'highContrastLight';
  if (classes.includes('vscode-high-contrast')) return 'highContrast';
  return classes.includes('vscode-light') ? 'light' : 'dark';
}

/** The kind of theme, drawn anew when another is chosen. */
export function useThemeKind(): ThemeKind {
  return useSyncExternalStore(subscribe, () => themeKindOf([...document.body.classList]));
}

function subscribe(listener: () => void): () => void {
  const themes = new MutationObserver(listener);
  themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return () => {
    themes.disconnect();
  };
}
