/** Canvas and text of one file side by side: one truth, seen twice. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { card, changed } from './canvasHelpers';
import { TestWorkbench } from './testWorkbench';

const FILE = 'edited.nn.json';

/** The middle of several times that differ with the machine's load, in milliseconds. */
const REPEATS = 7;

describe('canvas and text side by side', () => {
  let workbench: TestWorkbench;
  let canvas: Frame;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.openWide();
    canvas = await workbench.openNetwork(FILE);
    await workbench.runCommand('workbench.action.splitEditorRight');
    await workbench.runFromPalette('Layerwire: Open Text');
    await workbench.page.locator('.monaco-editor .view-line', { hasText: '"hidden"' }).first().waitFor();
    canvas = await workbench.findWebview('.react-flow__node');
  });
  after(() => workbench.close());

  const cursorLine = async (): Promise<string> => {
    const { line } = await workbench.readCursor(FILE);
    return line;
  };
  const selected = async (): Promise<string> =>
    await canvas
      .locator('.react-flow__node.selected')
      .evaluateAll((cards) => cards.map((element) => element.getAttribute('data-id') ?? '').join());

  it('shows the selected layer in the text, and leaves the focus on the canvas', async () => {
    await card(canvas, 'hidden').click();
    await workbench.eventually('the cursor at "hidden"', async () =>
      (await cursorLine()).includes('"hidden": {'),
    );
    assert.equal(await canvas.evaluate(() => document.hasFocus()), true);
    await card(canvas, 'output').click();
    await workbench.eventually('the cursor at "output"', async () =>
      (await cursorLine()).includes('"output": {'),
    );
  });

  it('selects the layer that the cursor stands in', async () => {
    await workbench.page.locator('.monaco-editor .view-line', { hasText: '"flatten": {' }).first().click();
    await workbench.eventually('the layer selected', async () => (await selected()) === 'layer-flatten');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.eventually('the next one', async () => (await selected()) === 'layer-hidden');
    assert.equal(await canvas.evaluate(() => document.hasFocus()), false);
  });

  it('draws what is changed in the text', async function () {
    const before = await workbench.readDocument(FILE);
    const times: number[] = [];
    await workbench.page.locator('.monaco-editor .view-line', { hasText: '"hidden": {' }).first().click();
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const units = 40 + repeat;
      // Set in the host, as typing would: the clock starts when the document has changed, and stops in the page.
      const drawn = canvas.evaluate(async (text) => {
        while (!document.body.innerText.includes(text)) await new Promise(requestAnimationFrame);
        return Date.now();
      }, `${units} units`);
      const changedAt = await workbench.replaceText(
        FILE,
        /"units": \d+, "activation": "relu"/,
        `"units": ${units}, "activation": "relu"`,
      );
      times.push((await drawn) - changedAt);
    }
    const median = times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? Infinity;
    // Told, not judged: other programs may have the machine.
    this.runnable().title += ` (median ${median} ms)`;
    await workbench.replaceText(
      FILE,
      /"units": \d+, "activation": "relu"/,
      '"units": 32, "activation": "relu"',
    );
    assert.equal((await workbench.readDocument(FILE)).text, before.text);
  });

  it('keeps the last good graph under a banner while the text is torn, and writes nothing', async () => {
    const before = await workbench.readDocument(FILE);
    await workbench.replaceText(FILE, /"edges": \[/, '"edges" [');
    await canvas.locator('.lw-banner', { hasText: 'you see the network as it last was' }).waitFor();
    assert.equal(await canvas.locator('.react-flow__edge').count(), 3);
    const torn = await workbench.readDocument(FILE);
    await card(canvas, 'hidden').click();
    await workbench.page.keyboard.press('Delete');
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.waitForTimeout(1000);
    assert.equal((await workbench.readDocument(FILE)).text, torn.text);
    await canvas.getByRole('button', { name: 'Go to Error' }).click();
    await workbench.eventually('the cursor at the error', async () =>
      (await cursorLine()).includes('"edges" ['),
    );
    await workbench.replaceText(FILE, /"edges" \[/, '"edges": [');
    await workbench.eventually('no banner', async () => (await canvas.locator('.lw-banner').count()) === 0);
    assert.equal((await workbench.readDocument(FILE)).text, before.text);
    await card(canvas, 'hidden').click();
    await workbench.page.keyboard.press('ArrowRight');
    await changed(workbench, FILE, before);
  });
});
