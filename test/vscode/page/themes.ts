/** One theme of each kind that VS Code has. */
export const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrastDark: 'Default High Contrast',
  contrastLight: 'Default High Contrast Light',
} as const;

/** What VS Code calls their kinds in a webview's page. */
export const THEME_KINDS: Readonly<Record<string, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  contrastDark: 'vscode-high-contrast',
  contrastLight: 'vscode-high-contrast-light',
};
