/**
 * What axe finds in the pages of canvas and panel, in the real browser, with each of their parts open and in every kind
 * of theme.
 */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { axeFaults, loadAxe } from './axeFaults';
import { LEARNING_BADLY, card, tellTraining } from './canvasHelpers';
import { closeCards, INSIDE_SETTINGS, INSIDE_VIEWS, openTable, openTrained } from './insideViews';
import { openRun, PANEL_SETTINGS, PANEL_VIEWS } from './panelViews';
import { TestWorkbench } from './testWorkbench';
import { THEMES, THEME_KINDS } from './themes';

describe('the canvas for everyone', () => {
  let workbench: TestWorkbench;
  let canvas: Frame;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.openWide();
    canvas = await workbench.openNetwork('edited.nn.json');
    await loadAxe(canvas);
  });
  after(() => workbench.close());

  const views: Readonly<Record<string, () => Promise<void>>> = {
    'the whole page': async () => {
      await canvas.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    },
    'layers that learn badly': async () => {
      await tellTraining(canvas, LEARNING_BADLY);
      await canvas.getByRole('button', { name: 'Pause', exact: true }).waitFor();
      await card(canvas, 'hidden').locator('.card-health').waitFor();
    },
    'a run that is about to begin': async () => {
      await tellTraining(canvas, { ...LEARNING_BADLY, phase: 'preparing', commands: ['stop'] });
      await canvas.locator('.train-buttons [aria-disabled]').waitFor();
    },
    'a selected layer': async () => {
      await tellTraining(canvas, null);
      await card(canvas, 'hidden').click();
    },
    'several selected layers': async () => {
      await card(canvas, 'output').click({ modifiers: ['Shift'] });
    },
    'the list of layers to connect to': async () => {
      await card(canvas, 'hidden').click();
      await canvas.getByRole('button', { name: 'Connect to…' }).first().click();
      await canvas.getByRole('dialog').waitFor();
    },
    'a name being changed': async () => {
      await workbench.page.keyboard.press('Escape');
      await card(canvas, 'hidden').dblclick();
      await canvas.getByRole('textbox', { name: 'New name for hidden' }).waitFor();
    },
    'the list of problems': async () => {
      await workbench.page.keyboard.press('Escape');
      await workbench.replaceText('edited.nn.json', /"units": 10/, '"units": 9');
      const toggle = canvas.getByRole('button', { name: /1 error/ });
      await toggle.waitFor();
      // It stays open from one theme to the next.
      if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click();
      await canvas.getByRole('list', { name: 'Problems' }).waitFor();
    },
  };
  for (const [theme, label] of Object.entries(THEMES)) {
    it(`has no fault that axe finds in ${label}`, async () => {
      await workbench.changeSetting('workbench.colorTheme', label);
      await canvas.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        THEME_KINDS[theme],
      );
      for (const [view, open] of Object.entries(views)) {
        await open();
        assert.deepEqual(await axeFaults(canvas), [], view);
      }
      await workbench.replaceText('edited.nn.json', /"units": 9/, '"units": 10');
    });
  }

  it('moves without animation where a person asks for that', async () => {
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await canvas.evaluate(() =>
      Array.from(document.querySelectorAll('*'))
        .filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return (
            animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0)
          );
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    assert.deepEqual(moving, []);
  });
});

describe('the training panel for everyone', () => {
  let workbench: TestWorkbench;
  let panel: Frame;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open(PANEL_SETTINGS);
    await workbench.page.setViewportSize({ width: 1440, height: 900 });
    panel = await openRun(workbench);
    await loadAxe(panel);
  });
  after(() => workbench.close());

  for (const [theme, label] of Object.entries(THEMES)) {
    it(`has no fault that axe finds in ${label}, low and maximised`, async () => {
      await workbench.changeSetting('workbench.colorTheme', label);
      await panel.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        THEME_KINDS[theme],
      );
      for (const size of ['low', 'maximised']) {
        for (const [view, open] of Object.entries(PANEL_VIEWS)) {
          await open(panel);
          assert.deepEqual(await axeFaults(panel), [], `${view}, ${size}`);
        }
        await workbench.runCommand('workbench.action.toggleMaximizedPanel');
      }
    });
  }

  it('has room for its charts at the height that VS Code gives it, and scrolls as a whole in no view', async () => {
    for (const [view, open] of Object.entries(PANEL_VIEWS)) {
      await open(panel);
      for (const plot of view === 'running' ? await panel.locator('.chart-plot').all() : []) {
        const box = await plot.boundingBox();
        assert.ok((box?.height ?? 0) >= 120, `${box?.height} px`);
      }
      const room = await panel.locator('.run').evaluate((run) => {
        const { scrollHeight, clientHeight, scrollWidth, clientWidth } = run;
        return [scrollHeight - clientHeight, scrollWidth - clientWidth];
      });
      assert.deepEqual(room, [0, 0], view);
    }
  });
});

describe('what is inside, for everyone', () => {
  let workbench: TestWorkbench;
  let canvas: Frame;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open(INSIDE_SETTINGS);
    canvas = await openTrained(workbench, 'small.nn.json');
    await loadAxe(canvas);
  });
  after(() => workbench.close());

  for (const [theme, label] of Object.entries(THEMES)) {
    it(`has no fault that axe finds in ${label}`, async () => {
      await workbench.changeSetting('workbench.colorTheme', label);
      await canvas.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        THEME_KINDS[theme],
      );
      for (const [view, open] of Object.entries(INSIDE_VIEWS)) {
        await open(workbench, canvas);
        assert.deepEqual(await axeFaults(canvas), [], view);
      }
      await closeCards(canvas);
    });
  }

  it('has none in the table of weights either, in any theme', async () => {
    const table = await openTable(workbench, canvas);
    await loadAxe(table);
    for (const [theme, label] of Object.entries(THEMES)) {
      await workbench.changeSetting('workbench.colorTheme', label);
      await table.waitForFunction(
        (kind) => document.body.dataset.vscodeThemeKind === kind,
        THEME_KINDS[theme],
      );
      assert.deepEqual(await axeFaults(table), [], label);
    }
  });
});
