/** What `package.json` contributes for the canvas, against the commands that the canvas knows. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CANVAS_COMMANDS } from '../../../../src/protocol/editor';

interface Item {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
interface Contributions {
  readonly commands: readonly { command: string; title: string; category?: string; enablement?: string }[];
  readonly keybindings: readonly { command: string; key: string; mac?: string; when: string }[];
  readonly menus: Readonly<Record<string, readonly Item[]>>;
  readonly submenus: readonly { id: string }[];
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: Contributions };
const PREFIX = 'layerwire.canvas.';
const names = CANVAS_COMMANDS.map((name) => PREFIX + name);
const commands = contributes.commands.filter(({ command }) => command.startsWith(PREFIX));
const itemsOf = (menu: string): readonly Item[] => contributes.menus[menu] ?? [];
const commandsIn = (menu: string, section: string): string[] =>
  itemsOf(menu)
    .filter(({ when }) => when?.includes(`webviewSection == ${section}`))
    .map(({ command, submenu }) => command ?? submenu ?? '');

describe('the canvas in package.json', () => {
  it('has each command of the canvas once, with a title of its own', () => {
    assert.deepEqual(commands.map(({ command }) => command).sort(), [...names].sort());
    assert.equal(new Set(commands.map(({ title }) => title)).size, commands.length);
    for (const { category } of commands) assert.equal(category, 'Layerwire');
  });

  it('offers them in the palette only where a canvas is in front', () => {
    const palette = new Map(itemsOf('commandPalette').map(({ command, when }) => [command, when]));
    for (const name of names) assert.equal(palette.get(name), 'activeCustomEditorId == layerwire.network');
  });

  it('binds keys only while the keyboard acts on the drawing, and each key once', () => {
    const own = contributes.keybindings.filter(({ command }) => command.startsWith(PREFIX));
    for (const { command, when } of own) {
      assert.ok(names.includes(command), command);
      assert.equal(when, 'layerwire.canvasFocus && activeCustomEditorId == layerwire.network');
    }
    assert.equal(new Set(own.map(({ key }) => key)).size, own.length);
    // VS Code's own zoom, save and undo, and what the page does itself.
    const taken = ['ctrl+=', 'ctrl+-', 'ctrl+0', 'ctrl+s', 'ctrl+z', 'ctrl+c', 'ctrl+x', 'ctrl+v', 'delete'];
    for (const { key } of own) assert.ok(!taken.includes(key), key);
    // From a webview, Alt and a letter also open the menu of that letter, which differs between languages.
    for (const { key } of own) assert.doesNotMatch(key, /alt\+[a-z]$/);
    // The drawing's own keys: Enter selects, the arrows move, Space and Escape select and leave.
    for (const { key } of own) assert.doesNotMatch(key, /(enter|space|escape|left|right|up|down)$/);
  });

  it('shows nothing in a menu that it does not contribute', () => {
    const submenus = contributes.submenus.map(({ id }) => id);
    for (const menu of ['webview/context', ...submenus]) {
      assert.ok(itemsOf(menu).length > 0, menu);
      for (const { command, submenu } of itemsOf(menu)) {
        const isThere = contributes.commands.some((one) => one.command === command);
        assert.ok(command === undefined ? submenus.includes(submenu ?? '') : isThere, command);
      }
    }
  });

  it('has a menu for layers, for wires and for the drawing, on the canvas alone', () => {
    for (const { when } of itemsOf('webview/context'))
      assert.match(when ?? '', /^webviewId == layerwire\.network && /);
    for (const name of [
      'lookInside',
      'renameLayer',
      'connect',
      'duplicate',
      'cut',
      'copy',
      'delete',
      'arrange',
    ]) {
      assert.ok(commandsIn('webview/context', 'layer').includes(PREFIX + name), name);
    }
    assert.deepEqual(commandsIn('webview/context', 'wire'), [`${PREFIX}lookInside`, `${PREFIX}delete`]);
    for (const name of [
      'toggleProbe',
      'addLayer',
      'paste',
      'selectAll',
      'findLayer',
      'tidyLayout',
      'zoomToFit',
    ]) {
      assert.ok(commandsIn('webview/context', 'drawing').includes(PREFIX + name), name);
    }
  });

  it('enables what works on a selection by the number of selected layers', () => {
    const enablement = (name: string): string | undefined =>
      commands.find(({ command }) => command === PREFIX + name)?.enablement;
    for (const name of CANVAS_COMMANDS) {
      if (/^align|^tidySelection/.test(name)) {
        assert.equal(enablement(name), 'layerwire.canvasSelectedLayers > 1', name);
      }
      if (name.startsWith('distribute')) {
        assert.equal(enablement(name), 'layerwire.canvasSelectedLayers > 2', name);
      }
    }
    // A key may be pressed before the workbench has heard of the selection; the page knows it, and says what is missing.
    for (const name of ['connect', 'renameLayer', 'duplicate'])
      assert.equal(enablement(name), undefined, name);
    assert.equal(enablement('paste'), undefined);
  });
});
