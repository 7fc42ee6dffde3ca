/** Looking inside: what a hover shows of a layer's weights, held against the file that the run itself exported. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { colourMap } from '../../../src/core/inspection/colours';
import { card } from './canvasHelpers';
import { tensorOf } from './exportedWeights';
import { TestWorkbench } from './testWorkbench';

describe('looking inside a layer', () => {
  let workbench: TestWorkbench;
  let folder: string;

  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(path.join(tmpdir(), 'layerwire-inside-'));
    workbench = await TestWorkbench.open({
      'layerwire.engine': 'tfjs-cpu',
      'layerwire.progressNotification': false,
    });
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Rests the pointer on a layer, coming from elsewhere. */
  const hover = async (canvas: Frame, layer: string): Promise<void> => {
    await canvas.locator('.toolbar-title').hover();
    await card(canvas, layer).hover();
  };

  it('says how to get weights while there are none', async () => {
    const canvas = await workbench.openNetwork('small.nn.json');
    await hover(canvas, 'hidden');
    await canvas.locator('.inside-hover', { hasText: 'Train' }).waitFor();
  });

  it('draws one 28 × 28 tile a neuron, pixel for pixel those of the exported weights', async function () {
    const canvas = await workbench.openNetwork('small.nn.json');
    const run = await workbench.watchRun();
    void workbench.runCommand('layerwire.train', null, { weightsFolder: folder });
    assert.equal((await run.ended).at(-1)?.type, 'runEnded');
    await hover(canvas, 'hidden');
    const picture = canvas.locator('.inside-hover canvas[data-tensor="hidden.kernel"]');
    await picture.waitFor();
    const drawn = await picture.evaluate((element: HTMLCanvasElement) => {
      const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
      return { width: element.width, height: element.height, pixels: [...data] };
    });

    const values = await tensorOf(path.join(folder, 'epoch-0002.safetensors'), 'hidden.kernel'); // [784, 32]
    const scale = values.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
    const isLight = await canvas.evaluate(() => document.body.classList.contains('vscode-light'));
    const colours = colourMap(isLight ? 'light' : 'dark');
    const columns = (drawn.width + 1) / 29;
    assert.equal(columns, Math.round(columns), 'tiles of 28 pixels, one apart');
    assert.equal(drawn.height, Math.ceil(32 / columns) * 29 - 1);
    let checked = 0;
    for (let unit = 0; unit < 32; unit++) {
      const [left, top] = [(unit % columns) * 29, Math.floor(unit / columns) * 29];
      for (let pixel = 0; pixel < 784; pixel++) {
        const level = Math.round((127 * values[pixel * 32 + unit]!) / scale);
        const at = 4 * ((top + Math.floor(pixel / 28)) * drawn.width + left + (pixel % 28));
        const expected = [...colours[level + 128]!, 255];
        assert.deepEqual(drawn.pixels.slice(at, at + 4), expected, `neuron ${unit}, pixel ${pixel}`);
        checked++;
      }
    }
    assert.equal(checked, values.length);
  });

  it('goes on showing newer numbers while the network trains', async () => {
    const canvas = await workbench.openNetwork('long.nn.json');
    const run = await workbench.watchRun();
    await workbench.runFromPalette('Layerwire: Train Network');
    await workbench.eventually('the first epoch', () => run.events.some(({ type }) => type === 'epochEnded'));
    await hover(canvas, 'hidden');
    const inside = canvas.locator('.inside-hover');
    await inside.locator('.inside-tensor').first().waitFor();
    const [moments, figures] = [new Set<string>(), new Set<string>()];
    await workbench.eventually('four moments with figures of their own in one hover', async () => {
      moments.add(await inside.locator('.inside-moment').innerText());
      figures.add(await inside.locator('.inside-tensor').first().innerText());
      return moments.size >= 4 && figures.size >= 4;
    });
    await workbench.runFromPalette('Layerwire: Stop Training');
    await run.ended;
  });

  it('is reached by the keyboard, and given back by Escape', async () => {
    const canvas = await workbench.openNetwork('small.nn.json');
    await card(canvas, 'hidden').click();
    await workbench.runFromPalette('Layerwire: Look Inside');
    const pinned = canvas.locator('.inside-card');
    await pinned.waitFor();
    await workbench.eventually('the focus in the card', () =>
      canvas.evaluate(() => document.activeElement?.closest('.inside-card') !== null),
    );
    await pinned.getByText('784 × 32').waitFor();
    await workbench.page.keyboard.press('Escape');
    await pinned.waitFor({ state: 'detached' });
    assert.equal(
      await canvas.evaluate(() => document.activeElement?.getAttribute('data-id')),
      'layer-hidden',
    );
  });

  it('shows the same in the text, with a picture', async () => {
    const { page } = workbench;
    await workbench.openNetwork('small.nn.json');
    await workbench.runFromPalette('Layerwire: Open Text to the Side');
    const name = page
      .locator('.view-line', { hasText: '"hidden": {' })
      .getByText('"hidden"', { exact: true });
    await name.hover();
    const hover = page.locator('.monaco-hover', { hasText: 'std. dev.' });
    await hover.waitFor();
    const picture = hover.locator('img').first();
    assert.match((await picture.getAttribute('src')) ?? '', /^data:image\/png;base64,/);
    await workbench.eventually('a picture that is drawn', () =>
      picture.evaluate((image: HTMLImageElement) => image.naturalWidth > 100 && image.naturalHeight > 28),
    );
    assert.match(
      (await picture.getAttribute('alt')) ?? '',
      /^Histogram and picture of the kernel: 25088 values/,
    );
  });

  it('causes no error and no breach of the content policy in its pages', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});
