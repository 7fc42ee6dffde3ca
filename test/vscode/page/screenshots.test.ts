/** The workbench's pictures in each kind of theme, for people to look at: `out/screenshots`. */
import assert from 'node:assert/strict';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { outFolder } from '../../../scripts/paths.mjs';
import { LEARNING_BADLY, card, tellTraining } from './canvasHelpers';
import { closeCards, hover, INSIDE_SETTINGS, INSIDE_VIEWS, openTable, openTrained } from './insideViews';
import { openRun, PANEL_SETTINGS, PANEL_VIEWS } from './panelViews';
import { TestWorkbench } from './testWorkbench';
import { THEMES, THEME_KINDS } from './themes';

const FOLDER = path.join(outFolder, 'screenshots');

async function picture({ page }: TestWorkbench, name: string): Promise<void> {
  // The view may still move.
  await page.waitForTimeout(600);
  await mkdir(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  assert.ok((await stat(file)).size > 10_000);
}

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
      await workbench.page.waitForTimeout(400);
      await picture(workbench, `workbench-${name}`);
    });
  }

  it('shows canvas, palette, inspector and a file with errors, large', async () => {
    await workbench.runCommand('workbench.action.closePanel');
    await workbench.runCommand('workbench.action.closeSidebar');
    await workbench.page.setViewportSize({ width: 1440, height: 960 });
    for (const [name, theme] of Object.entries(THEMES)) {
      await workbench.changeSetting('workbench.colorTheme', theme);
      const canvas = await workbench.openNetwork('mnist-cnn.nn.json');
      await canvas.getByRole('button', { name: 'Show the whole network' }).click();
      await canvas.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
      await picture(workbench, `canvas-${name}`);
      const search = canvas.getByRole('combobox', { name: 'Layer to add' });
      await search.fill('pool');
      await picture(workbench, `palette-${name}`);
      await search.fill('');
      await card(canvas, 'conv1').click();
      await picture(workbench, `inspector-${name}`);
      const edited = await workbench.openNetwork('edited.nn.json');
      await tellTraining(edited, LEARNING_BADLY);
      await card(edited, 'hidden').locator('.card-health').waitFor();
      await picture(workbench, `health-${name}`);
      await tellTraining(edited, null);
      const broken = await workbench.openNetwork('broken.nn.json');
      await broken.getByRole('button', { name: 'Show the whole network' }).click();
      const list = broken.getByRole('list', { name: 'Problems' });
      if (!(await list.isVisible())) await broken.locator('.problems-toggle').click();
      await list.waitFor();
      await picture(workbench, `errors-${name}`);
    }
  }).timeout(120_000);
});

async function backgroundOf(frame: Frame): Promise<string> {
  return await frame.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background'),
  );
}

describe('screenshots of the training panel', () => {
  let workbench: TestWorkbench;
  let panel: Frame;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open(PANEL_SETTINGS);
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
    panel = await openRun(workbench);
  });
  after(() => workbench.close());

  for (const [name, theme] of Object.entries(THEMES)) {
    it(`shows each of its views in ${theme}, low and maximised`, async () => {
      await workbench.changeSetting('workbench.colorTheme', theme);
      await panel.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        THEME_KINDS[name],
      );
      for (const size of ['low', 'maximised']) {
        for (const [view, open] of Object.entries(PANEL_VIEWS)) {
          await open(panel);
          await picture(workbench, `panel-${view}-${size}-${name}`);
        }
        await workbench.runCommand('workbench.action.toggleMaximizedPanel');
      }
    });
  }
});

describe('screenshots of what is inside', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open(INSIDE_SETTINGS);
  });
  after(() => workbench.close());

  it('shows hovers, cards, probe and table in each theme', async () => {
    const canvas = await openTrained(workbench, 'small.nn.json');
    for (const [name, theme] of Object.entries(THEMES)) {
      await workbench.changeSetting('workbench.colorTheme', theme);
      await canvas.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        THEME_KINDS[name],
      );
      for (const [view, open] of Object.entries(INSIDE_VIEWS)) {
        await open(workbench, canvas);
        await picture(workbench, `inside-${view.replaceAll(/[ ,]+/g, '-')}-${name}`);
      }
      await closeCards(canvas);
    }
    const table = await openTable(workbench, canvas);
    for (const [name, theme] of Object.entries(THEMES)) {
      await workbench.changeSetting('workbench.colorTheme', theme);
      await table.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        THEME_KINDS[name],
      );
      await picture(workbench, `weights-${name}`);
    }
  }).timeout(240_000);

  it('shows filters, bars and a heat map in each theme', async () => {
    const canvas = await openTrained(workbench, 'filters.nn.json');
    for (const [name, theme] of Object.entries(THEMES)) {
      await workbench.changeSetting('workbench.colorTheme', theme);
      await canvas.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        THEME_KINDS[name],
      );
      for (const layer of ['conv', 'norm', 'output']) {
        await hover(canvas, card(canvas, layer));
        await canvas.locator(`.inside-hover[data-layer="${layer}"] .inside-tensor`).first().waitFor();
        await picture(workbench, `inside-${layer}-${name}`);
      }
    }
  }).timeout(120_000);
});
