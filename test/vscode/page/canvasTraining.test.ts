/**
 * What the canvas shows of a run: badges on the layers that learn badly, and the buttons that steer the run. The run is
 * told to the page as the host tells it, so that each of its states can be had, and stays.
 */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { LEARNING_BADLY, card, tellTraining } from './canvasHelpers';
import { TestWorkbench } from './testWorkbench';

describe('a run on the canvas', () => {
  let workbench: TestWorkbench;
  let canvas: Frame;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.openWide();
    canvas = await workbench.openNetwork('edited.nn.json');
  });
  after(() => workbench.close());
  afterEach(() => tellTraining(canvas, null));

  /** Where everything is that must not move. */
  const places = (): Promise<readonly (readonly number[])[]> =>
    canvas.evaluate(() =>
      Array.from(
        document.querySelectorAll('.toolbar vscode-button, .react-flow__node, .react-flow__edge'),
      ).map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
      }),
    );

  it('puts the gravest finding on the card of a layer that learns badly, and all of it in its name', async () => {
    await tellTraining(canvas, LEARNING_BADLY);
    const badge = card(canvas, 'hidden').locator('.card-health');
    await badge.waitFor();
    assert.equal(await badge.locator('.card-health-label').textContent(), 'gradient explodes');
    const name = await card(canvas, 'hidden').innerText();
    assert.match(name, /In training: gradient explodes\. .* steps too large\. /);
    assert.equal(await canvas.locator('.card-health').count(), 2);
  });

  it('gives all figures where the pointer is, of a layer that is well too', async () => {
    const well = { saturated: null, dead: null, gradientNorm: 0.5, updateRatio: 0.001 };
    await tellTraining(canvas, { ...LEARNING_BADLY, health: { ...LEARNING_BADLY.health, output: well } });
    await card(canvas, 'hidden').locator('.card-health').waitFor();
    for (const [layer, figures] of [
      ['hidden', /^gradient explodes\n[^]*Gradient norm: 2\.35e\+3\n[^]*step 1,200/],
      ['output', /^Gradient norm: 0\.500\nUpdate to weight: 0\.00100\nMeasured/],
    ] as const) {
      await canvas.locator('.toolbar-title').hover();
      await card(canvas, layer).hover();
      await workbench.eventually(`the figures of ${layer}`, async () =>
        figures.test(await canvas.locator(`.inside-hover[data-layer="${layer}"] .inside-health`).innerText()),
      );
    }
    await canvas.locator('.toolbar-title').hover();
    await canvas.locator('.inside-hover').waitFor({ state: 'detached' });
  });

  it('moves nothing when badges and buttons come, change and go', async () => {
    const before = await places();
    for (const [label, training] of [
      ['Pause', LEARNING_BADLY],
      ['Resume', { ...LEARNING_BADLY, phase: 'paused', commands: ['train', 'resume', 'stop'] }],
      ['Train', null],
    ] as const) {
      await tellTraining(canvas, training);
      await canvas.getByRole('button', { name: label, exact: true }).waitFor();
      assert.deepEqual(await places(), before, label);
    }
  });

  it('keeps the keyboard on the button that turns from Train into Pause, also while it cannot be pressed', async () => {
    await canvas.getByRole('button', { name: 'Train', exact: true }).focus();
    const focused = (): Promise<string | null | undefined> =>
      canvas.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await tellTraining(canvas, { ...LEARNING_BADLY, phase: 'preparing', commands: ['train', 'stop'] });
    await workbench.eventually('Pause under the keyboard', async () => (await focused()) === 'Pause');
    const pause = canvas.locator('.train-buttons vscode-button').first();
    assert.equal(await pause.getAttribute('aria-disabled'), 'true');
    await tellTraining(canvas, LEARNING_BADLY);
    await workbench.eventually(
      'a Pause that can be pressed',
      async () => (await pause.getAttribute('aria-disabled')) === null,
    );
    assert.equal(await focused(), 'Pause');
  });
});
