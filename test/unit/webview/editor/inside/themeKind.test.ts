import assert from 'node:assert/strict';
import { themeKindOf } from '../../../../../webview/editor/inside/themeKind';

describe('themeKindOf', () => {
  for (const [classes, kind] of [
    [['vscode-light'], 'light'],
    [['vscode-dark'], 'dark'],
    [['vscode-high-contrast'], 'highContrast'],
    [['vscode-high-contrast', 'vscode-high-contrast-light'], 'highContrastLight'],
    [[], 'dark'],
  ] as const) {
    it(`reads [${classes.join(' ')}] as ${kind}`, () => {
      assert.equal(themeKindOf(classes), kind);
    });
  }
});
