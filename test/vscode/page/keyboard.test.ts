/** A network is designed by keyboard alone, and nothing of it is lost on the way. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { card, changed, layersOf, middleOf, undoOnce, wiresOf } from './canvasHelpers';
import { TestWorkbench } from './testWorkbench';

const FILE = 'edited.nn.json';

describe('the canvas by keyboard', () => {
  let workbench: TestWorkbench;
  let canvas: Frame;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.openWide();
  });
  after(() => workbench.close());
  beforeEach(async () => {
    canvas = await workbench.openNetwork(FILE);
    await canvas.getByRole('button', { name: 'Show the whole network' }).click();
    await workbench.page.waitForTimeout(400);
  });

  const press = (key: string): Promise<void> => workbench.page.keyboard.press(key);
  const focused = async (): Promise<string> =>
    await canvas.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('data-id') ?? activeElement?.className ?? '';
    });

  it('goes from layer to layer with Tab, selects with Enter, and adds with Shift+Enter', async () => {
    await card(canvas, 'input').focus();
    await press('Enter');
    await press('Tab');
    await press('Shift+Enter');
    const selected = canvas.locator('.react-flow__node.selected');
    await workbench.eventually('two layers selected', async () => (await selected.count()) === 2);
    assert.equal(await focused(), 'layer-flatten');
    await press('Escape');
    await workbench.eventually('none selected', async () => (await selected.count()) === 0);
  });

  it('puts a layer into a wire and leads a wire elsewhere, one step each', async () => {
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'hidden').focus();
    await press('Enter');
    await canvas.getByRole('button', { name: 'Insert a layer between hidden and output' }).focus();
    await press('Enter');
    await canvas
      .getByRole('combobox', { name: 'Insert between hidden and output' })
      .pressSequentially('dropout');
    await press('Enter');
    const inserted = await changed(workbench, FILE, before);
    assert.deepEqual(wiresOf(inserted).slice(2).sort(), ['dropout > output', 'hidden > dropout']);

    // A second way to the output, whose one input is then free for it.
    await card(canvas, 'dropout').focus();
    await press('Enter');
    await canvas.getByRole('button', { name: 'Disconnect dropout from output' }).focus();
    await press('Enter');
    const free = await changed(workbench, FILE, inserted);
    await card(canvas, 'hidden').focus();
    await press('Enter');
    await canvas
      .getByRole('button', { name: 'Lead the wire from hidden to another layer than dropout' })
      .focus();
    await press('Enter');
    await canvas.getByRole('combobox', { name: /^Lead the wire/ }).pressSequentially('output');
    await press('Enter');
    const led = await changed(workbench, FILE, free);
    assert.ok(wiresOf(led).includes('hidden > output'));
    assert.ok(!wiresOf(led).includes('hidden > dropout'));
    await undoOnce(workbench, FILE, free);
    await undoOnce(workbench, FILE, inserted);
    await undoOnce(workbench, FILE, before);
  });

  it('keeps the focus on the canvas when the layer that had it is deleted, and when that is undone', async () => {
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'hidden').focus();
    await press('Enter');
    await press('Delete');
    const after = await changed(workbench, FILE, before);
    assert.ok(!layersOf(after).includes('hidden'));
    await workbench.eventually('the focus on the canvas', async () =>
      /react-flow|layer-/.test(await focused()),
    );
    await undoOnce(workbench, FILE, before);
    await workbench.eventually('the focus on the canvas', async () =>
      /react-flow|layer-/.test(await focused()),
    );
  });

  it('takes back by Ctrl+Z the move that was just made, and only that', async () => {
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'hidden').focus();
    await press('Enter');
    await press('ArrowRight');
    const first = await changed(workbench, FILE, before);
    await press('ArrowRight');
    await press('ControlOrMeta+Z');
    await workbench.page.waitForTimeout(1200);
    assert.equal((await workbench.readDocument(FILE)).text, first.text);
    await undoOnce(workbench, FILE, before);
  });

  it('calls a drag off by Escape', async () => {
    const before = await workbench.readDocument(FILE);
    const { mouse } = workbench.page;
    const start = await middleOf(card(canvas, 'hidden'));
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(start.x + 90, start.y + 10, { steps: 5 });
    await press('Escape');
    await mouse.move(start.x + 120, start.y + 10, { steps: 3 });
    await mouse.up();
    await workbench.page.waitForTimeout(500);
    assert.equal((await workbench.readDocument(FILE)).text, before.text);
    const end = await middleOf(card(canvas, 'hidden'));
    assert.ok(Math.abs(end.x - start.x) < 2);
  });
});
