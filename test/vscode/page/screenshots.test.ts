/** The workbench's pictures in three themes, for people to look at: `out/screenshots`. */
import assert from 'node:assert/strict';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { outFolder } from '../../../scripts/paths.mjs';
import { TestWorkbench } from './testWorkbench';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
};

describe('screenshots', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open({ 'layerwire.engine': 'tfjs-wasm' });
    await workbench.openNetwork('small.nn.json');
    const run = await workbench.watchRun();
    await workbench.runFromPalette('Layerwire: Train Network');
    await run.ended;
  });
  after(() => workbench.close());

  for (const [name, theme] of Object.entries(THEMES)) {
    it(`shows canvas and panel in ${theme}`, async () => {
      const canvas = await workbench.findWebview('.react-flow__node');
      const previous = await backgroundOf(canvas);
      await workbench.changeSetting('workbench.colorTheme', theme);
      if (name !== 'dark') {
        await workbench.eventually(
          'the theme on the canvas',
          async () => (await backgroundOf(canvas)) !== previous,
        );
      }
      await workbench.findWebview('.run-name');
      await workbench.page.waitForTimeout(1000);
      const file = path.join(outFolder, 'screenshots', `workbench-${name}.png`);
      await mkdir(path.dirname(file), { recursive: true });
      await workbench.page.screenshot({ path: file });
      assert.ok((await stat(file)).size > 10_000);
    });
  }
});

async function backgroundOf(frame: Frame): Promise<string> {
  return await frame.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background'),
  );
}
