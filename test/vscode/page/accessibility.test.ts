/**
 * What axe finds in the canvas's page, in the real browser, with each of its parts open and in every kind of theme.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { LEARNING_BADLY, card, tellTraining } from './canvasHelpers';
import { TestWorkbench } from './testWorkbench';
import { THEMES } from './themes';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the canvas for everyone', () => {
  let workbench: TestWorkbench;
  let canvas: Frame;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.openWide();
    canvas = await workbench.openNetwork('edited.nn.json');
    await canvas.evaluate(await readFile(AXE, 'utf8'));
  });
  after(() => workbench.close());

  const violations = async (): Promise<string[]> => {
    const results = await canvas.evaluate(async () => {
      const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
      const { violations: found } = await loaded.run(document, {
        // The page is a part of VS Code's, which has the landmarks and the headings of level one.
        rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
      });
      return found.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ¦ ')}`,
      );
    });
    return results;
  };

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
      await canvas.waitForFunction((kind) => document.body.dataset.vscodeThemeKind === kind, KINDS[theme]);
      for (const [view, open] of Object.entries(views)) {
        await open();
        assert.deepEqual(await violations(), [], view);
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

/** What VS Code calls the kinds of themes in the page. */
const KINDS: Readonly<Record<string, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  contrastDark: 'vscode-high-contrast',
  contrastLight: 'vscode-high-contrast-light',
};
