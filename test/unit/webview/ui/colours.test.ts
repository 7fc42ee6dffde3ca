/** Colours come from VS Code's theme, through `theme.css` alone: a literal elsewhere would stand out in some theme. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = 'webview';
const THEME = path.join(ROOT, 'ui', 'theme.css');

/** `#fff`, `rgb(…)` and the like, theme variables, and the names of colours that CSS knows, as values. */
const LITERALS: readonly RegExp[] = [
  /#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b/i,
  /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/i,
  /--vscode-/,
  /:[^;]*\b(?:black|white|red|green|blue|yellow|orange|purple|gr[ae]y|silver|navy|teal|maroon|olive|lime|aqua|fuchsia)\b/i,
];

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => path.join(folder, name));
}

function literalsIn(file: string): string[] {
  const lines = readFileSync(file, 'utf8')
    .replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    // The names of our own variables may say what they stand for.
    .replace(/--lw-[\w-]+/g, '')
    .split('\n');
  return lines.flatMap((line, index) =>
    LITERALS.some((literal) => literal.test(line)) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
  );
}

describe('colours', () => {
  const sheets = filesIn(ROOT, /\.css$/);

  it('are written in the theme file and in no other style sheet', () => {
    assert.ok(sheets.length > 5);
    assert.deepEqual(sheets.filter((file) => file !== THEME).flatMap(literalsIn), []);
    assert.notDeepEqual(literalsIn(THEME), [], 'the check finds what it looks for');
  });

  it('are in no component', () => {
    const components = filesIn(ROOT, /\.tsx?$/);
    assert.ok(components.length > 30);
    const found = components.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          /['"`](?:#[0-9a-f]{3,8}|(?:rgb|hsl)a?\()/i.test(line)
            ? [`${file}:${index + 1}: ${line.trim()}`]
            : [],
        ),
    );
    assert.deepEqual(found, []);
  });
});
