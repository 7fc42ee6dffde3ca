/**
 * One example on its way through the network, as the canvas shows it: held against the engine's own forward pass and
 * against the lecture's network, both with the weights that the run has exported.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { syntheticDigitsDataset } from '../../../src/core/data/syntheticDigits';
import { backpropagateByComponents, feedforwardByComponents } from '../../../src/core/lecture/componentForm';
import type { DenseLayer } from '../../../src/core/lecture/denseLayers';
import { checkNnFile } from '../../../src/core/network/checkNnFile';
import { openEngine } from '../../../src/engine/tfjs/openEngine';
import { nodeHost } from '../../numeric/nodeHost';
import { card } from './canvasHelpers';
import { tensorOf } from './exportedWeights';
import { closeCards, drawSeven, INSIDE_SETTINGS, openProbe } from './insideViews';
import { TestWorkbench } from './testWorkbench';

const FILE = 'lecture.nn.json';
/** Numbers go to the page in single precision. */
const TOLERANCE = 1e-5;

describe('the probe', () => {
  let workbench: TestWorkbench;
  let folder: string;
  let canvas: Frame;

  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(path.join(tmpdir(), 'layerwire-probe-'));
    workbench = await TestWorkbench.open(INSIDE_SETTINGS);
    await workbench.page.setViewportSize({ width: 1600, height: 1000 });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    canvas = await workbench.openNetwork(FILE);
    await openProbe(workbench, canvas);
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  const probe = (): Locator => canvas.getByRole('complementary', { name: 'Probe' });
  const bar = (label: number): Locator => probe().locator('.answer-bar').nth(label);
  const opened = (name: string): Locator =>
    canvas
      .locator('.inside-card')
      .filter({ has: canvas.getByRole('heading', { level: 2, name, exact: true }) });

  /** The pixels that the pad shows as what the network sees: ink is opacity. */
  const seen = (): Promise<number[]> =>
    probe()
      .locator('.probe-preview canvas')
      .evaluate((element: HTMLCanvasElement) => {
        const { data } = element.getContext('2d')!.getImageData(0, 0, element.width, element.height);
        return [...data].filter((_, at) => at % 4 === 3);
      });

  /** What a card's copy button writes, in cells. */
  const copied = async (opened: Locator): Promise<readonly (readonly string[])[]> => {
    await opened.getByRole('button', { name: 'Copy values' }).click();
    const text = await canvas.evaluate(() => navigator.clipboard.readText());
    return text.split('\n').map((line) => line.split('\t'));
  };

  /** Opens the card of the unit by the keyboard, from the layer's card, and closes that. */
  const openUnit = async (layer: string, unit: number): Promise<Locator> => {
    await card(canvas, layer).click();
    await workbench.runFromPalette('Layerwire: Look Inside');
    const picker = opened(layer).getByRole('slider').first();
    await picker.focus();
    await workbench.page.keyboard.press('Home');
    for (let at = 0; at < unit; at++) await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.press('Enter');
    const found = opened(`${layer}, unit ${unit}`);
    await found.locator('.inside-sum').waitFor();
    return found;
  };

  /** The network of the file in the lecture's form. */
  const exported = async (): Promise<readonly DenseLayer[]> => {
    const file = path.join(folder, 'epoch-0002.safetensors');
    const layers: DenseLayer[] = [];
    for (const name of ['hidden', 'output']) {
      const kernel = await tensorOf(file, `${name}.kernel`);
      const b = [...(await tensorOf(file, `${name}.bias`))];
      const inputs = kernel.length / b.length;
      const w = b.map((_, j) => Array.from({ length: inputs }, (_, k) => kernel[k * b.length + j]!));
      layers.push({ w, b });
    }
    return layers;
  };

  it('says how to get an answer while there are no weights', async () => {
    await drawSeven(workbench.page, probe());
    await probe().getByRole('button', { name: 'Train' }).waitFor();
    await probe().getByRole('button', { name: 'Clear the pad' }).click();
  });

  it('answers a drawn digit as the engine does', async function () {
    const run = await workbench.watchRun();
    void workbench.runCommand('layerwire.train', null, { weightsFolder: folder });
    assert.equal((await run.ended).at(-1)?.type, 'runEnded');
    await drawSeven(workbench.page, probe());
    await bar(9).waitFor();
    const pixels = Uint8Array.from(await seen());
    assert.equal(pixels.length, 784);
    assert.ok(pixels.filter((ink) => ink > 128).length > 40, 'there is a digit');

    const { network } = checkNnFile((await workbench.readDocument(FILE)).text);
    const engine = await openEngine('tfjs-cpu', nodeHost);
    const file = path.join(folder, 'epoch-0002.safetensors');
    const names = ['hidden.kernel', 'hidden.bias', 'output.kernel', 'output.bias'];
    const shapes = [[784, 12], [12], [12, 10], [10]];
    const weights = new Map<string, { shape: number[]; values: Float32Array }>();
    for (const [at, name] of names.entries()) {
      weights.set(name, { shape: shapes[at]!, values: await tensorOf(file, name) });
    }
    const model = await engine.compile(network!, weights);
    const example = {
      count: 1,
      imageShape: [28, 28, 1],
      classes: 10,
      images: pixels,
      labels: Uint8Array.of(0),
    };
    const outputs = (await model.forward(example, Uint32Array.of(0), ['output'])).get('output')!;
    model.dispose();
    engine.dispose();

    for (let label = 0; label < 10; label++) {
      const shown = Number((await bar(label).locator('.answer-value').innerText()).replace(/[^\d.]/g, ''));
      assert.ok(
        Math.abs(shown - 100 * outputs[label]!) <= 0.05 + 1e-3,
        `${label}: ${shown} % for ${outputs[label]}`,
      );
    }
    const unit = await openUnit('output', 7);
    const a = Number((await copied(unit)).find(([name]) => name === 'a (sigmoid)')?.[3]);
    assert.ok(Math.abs(a - outputs[7]!) < TOLERANCE, `${a} for ${outputs[7]}`);
    this.runnable().title += ` (unrounded, it is off by ${Math.abs(a - outputs[7]!).toExponential(1)})`;
    await closeCards(canvas);
  });

  it('shows sums, activations and errors of a test image as the lecture has them', async function () {
    const INDEX = 3;
    await probe().getByRole('button', { name: 'Example' }).click();
    const number = probe().getByRole('textbox', { name: 'Number of the image' });
    await number.fill(String(INDEX));
    await number.press('Enter');
    await canvas.getByRole('img', { name: `Image ${INDEX} of the test set` }).waitFor();
    await probe().locator('vscode-checkbox').click();

    const { test } = syntheticDigitsDataset(undefined, 1);
    const x = Array.from(test.images.subarray(INDEX * 784, (INDEX + 1) * 784), (byte) => byte / 255);
    const y = Array.from({ length: 10 }, (_, j) => (j === test.labels[INDEX] ? 1 : 0));
    const layers = await exported();
    const forward = feedforwardByComponents(layers, x);
    const { delta } = backpropagateByComponents(layers, forward, y);

    const errors: number[] = [];
    const compare = (shown: string | undefined, expected: number, what: string): void => {
      const error = Math.abs(Number(shown) - expected);
      assert.ok(error < TOLERANCE, `${what}: ${shown} is shown for ${expected}`);
      errors.push(error);
    };
    await workbench.eventually('the errors', () =>
      probe().getByText('Pixels that want to change').isVisible(),
    );
    // The wire from the hidden layer carries all of its activations and errors.
    await canvas.locator('.react-flow__edge').nth(2).click();
    await workbench.runFromPalette('Layerwire: Look Inside');
    const wire = opened('hidden → output');
    await wire.getByRole('heading', { name: /^Errors δ/ }).waitFor();
    const rows = (await copied(wire)).filter(([place]) => /^\d+$/.test(place ?? ''));
    assert.equal(rows.length, 12);
    for (const [at, [, a, error]] of rows.entries()) {
      compare(a, forward.a[1]![at]!, `a of hidden ${at}`);
      compare(error, delta[0]![at]!, `δ of hidden ${at}`);
    }
    await closeCards(canvas);
    for (const [layer, unit] of [
      ['hidden', 5],
      ['output', 2],
    ] as const) {
      const l = layer === 'hidden' ? 1 : 2;
      const cells = await copied(await openUnit(layer, unit));
      const at = (name: string): string | undefined => cells.find(([first]) => first === name)?.[3];
      compare(at('z'), forward.z[l]![unit]!, `z of ${layer} ${unit}`);
      compare(at('a (sigmoid)'), forward.a[l]![unit]!, `a of ${layer} ${unit}`);
      const first = cells.findIndex(([name]) => name === 'input') + 1;
      const last = cells.findIndex(([name]) => name === 'z');
      const sum = cells.slice(first, last).reduce((total, row) => total + Number(row[3]), 0);
      compare(String(sum), forward.z[l]![unit]!, `the terms of ${layer} ${unit}`);
      await closeCards(canvas);
    }
    this.runnable().title += ` (the worst error is ${Math.max(...errors).toExponential(1)})`;
  });

  it('lights up every layer, with δ while one asks backwards', async () => {
    for (const layer of ['input', 'flatten', 'hidden', 'output']) {
      await card(canvas, layer).locator('.light').waitFor();
    }
    assert.match((await card(canvas, 'hidden').textContent()) ?? '', /δ|error/i);
    await probe().getByRole('button', { name: 'Activations a' }).click();
    await card(canvas, 'output').locator('.class-bars').waitFor();
  });

  it('goes to the next image that is misread', async () => {
    await probe().getByRole('button', { name: 'Next misread' }).click();
    await probe()
      .getByText(/^misread, it is \d$/)
      .waitFor();
  });

  it('draws saliency and occlusion', async () => {
    for (const name of ['Saliency', 'Occlusion']) {
      await probe().getByRole('button', { name }).click();
      const picture = probe().locator(`canvas[data-tensor="${name}"]`);
      await picture.waitFor();
      assert.deepEqual(
        await picture.evaluate((element: HTMLCanvasElement) => [element.width, element.height]),
        [28, 28],
      );
    }
  });

  it('draws by keyboard alone', async () => {
    await probe().getByRole('button', { name: 'Draw', exact: true }).click();
    await probe().getByRole('button', { name: 'Clear the pad' }).click();
    await probe().locator('.probe-preview canvas').waitFor({ state: 'detached' });
    const pad = probe().locator('.probe-draw [tabindex="0"]').first();
    await pad.focus();
    await workbench.page.keyboard.press('Space');
    for (let step = 0; step < 12; step++) await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Space');
    await probe().locator('.probe-preview canvas').waitFor();
    assert.ok((await seen()).some((ink) => ink > 200));
    await bar(1).waitFor();
  });

  it('lists the dead units of the whole test set, and opens the card of one', async function () {
    canvas = await workbench.openNetwork('small.nn.json');
    // Steps so large that some units are thrown where no digit reaches them.
    await workbench.replaceText('small.nn.json', /"learningRate": 0.1/, '"learningRate": 1');
    const run = await workbench.watchRun();
    void workbench.runCommand('layerwire.train', null, { weightsFolder: folder });
    assert.equal((await run.ended).at(-1)?.type, 'runEnded');
    const dead = await deadUnits(path.join(folder, 'epoch-0002.safetensors'));
    await workbench.runFromPalette('Layerwire: Find Dead and Saturated Units');
    const findings = probe().getByRole('list', { name: 'Layers' });
    await findings.getByText('hidden').waitFor();
    const units = findings.getByRole('group', { name: 'Units of hidden that are dead' }).getByRole('button');
    assert.deepEqual((await units.allInnerTexts()).map(Number).sort(rising), dead);
    assert.ok(dead.length > 0 && dead.length < 32, `${dead.length} of 32 units are dead`);
    await units.first().click();
    await opened(`hidden, unit ${dead[0]}`).waitFor();
    this.runnable().title += ` (${dead.join(', ')} of 32)`;
  });

  it('causes no error and no breach of the content policy in its pages', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});

const rising = (a: number, b: number): number => a - b;

/** Of the 32 ReLU units of a file's hidden layer, those that are 0 for every test digit. */
async function deadUnits(file: string): Promise<readonly number[]> {
  const kernel = await tensorOf(file, 'hidden.kernel');
  const bias = await tensorOf(file, 'hidden.bias');
  const { test } = syntheticDigitsDataset(undefined, 1);
  const alive = new Set<number>();
  for (let at = 0; at < test.count; at++) {
    const z = Float64Array.from(bias);
    for (let pixel = 0; pixel < 784; pixel++) {
      const x = test.images[at * 784 + pixel]! / 255;
      if (x === 0) continue;
      for (let unit = 0; unit < 32; unit++) z[unit]! += x * kernel[pixel * 32 + unit]!;
    }
    z.forEach((each, unit) => {
      if (each > 0) alive.add(unit);
    });
  }
  return Array.from({ length: 32 }, (_, unit) => unit).filter((unit) => !alive.has(unit));
}
