/** The gestures by which a network is designed: each reaches the text, and one Ctrl+Z takes it back. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { card, changed, drag, layersOf, middleOf, undoOnce, wiresOf } from './canvasHelpers';
import { TestWorkbench } from './testWorkbench';

const FILE = 'edited.nn.json';

describe('designing on the canvas', () => {
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
    await canvas.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    // The view moves for a moment, and gestures aim at places on the screen.
    await workbench.page.waitForTimeout(400);
  });

  const selection = async (): Promise<string[]> =>
    await canvas
      .locator('.react-flow__node.selected')
      .evaluateAll((cards) => cards.map((element) => element.getAttribute('data-id') ?? '').sort());

  it('puts a layer from the palette into the wire that it is dropped on', async () => {
    const before = await workbench.readDocument(FILE);
    const [above, below] = [await middleOf(card(canvas, 'flatten')), await middleOf(card(canvas, 'hidden'))];
    const wire = { x: above.x, y: (above.y + below.y) / 2 };
    await drag(
      workbench.page,
      await middleOf(canvas.getByRole('option', { name: 'Dropout' })),
      wire,
      async () => {
        await canvas.locator('.wire-target').waitFor({ state: 'attached' });
      },
    );
    const after = await changed(workbench, FILE, before);
    assert.deepEqual(wiresOf(after).sort(), [
      'dropout > hidden',
      'flatten > dropout',
      'hidden > output',
      'input > flatten',
    ]);
    await undoOnce(workbench, FILE, before);
  });

  it('puts a layer down where it is dropped on nothing', async () => {
    const before = await workbench.readDocument(FILE);
    const beside = await middleOf(card(canvas, 'input'));
    const box = await canvas.locator('.react-flow__pane').boundingBox();
    assert.ok(box);
    const free = { x: box.x + 150, y: beside.y };
    await drag(workbench.page, await middleOf(canvas.getByRole('option', { name: 'Dense' })), free);
    const after = await changed(workbench, FILE, before);
    assert.deepEqual(wiresOf(after), wiresOf(before));
    assert.ok(layersOf(after).includes('dense'));
    await card(canvas, 'dense').waitFor();
    const place = await middleOf(card(canvas, 'dense'));
    assert.ok(
      Math.abs(place.x - free.x) < 12 && Math.abs(place.y - free.y) < 12,
      JSON.stringify({ place, free }),
    );
    await undoOnce(workbench, FILE, before);
  });

  it('finds a layer type as one types, and Enter puts it behind the selection', async () => {
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'hidden').click();
    await workbench.page.keyboard.press('Insert');
    await canvas.getByRole('combobox', { name: 'Layer to add' }).pressSequentially('batch norm');
    assert.equal(await canvas.getByRole('option').count(), 1);
    await workbench.page.keyboard.press('Enter');
    const after = await changed(workbench, FILE, before);
    assert.ok(wiresOf(after).includes('hidden > batchNormalization'));
    assert.ok(wiresOf(after).includes('batchNormalization > output'));
    await workbench.eventually('the new layer selected', async () => {
      return (await selection()).join() === 'layer-batchNormalization';
    });
    await undoOnce(workbench, FILE, before);
  });

  it('lights up the layers that can take a wire, and lets the others say why not', async () => {
    const before = await workbench.readDocument(FILE);
    // Without its input, "hidden" can take one; but not an image.
    await card(canvas, 'hidden').click();
    await canvas.getByRole('button', { name: 'Disconnect flatten from hidden' }).click();
    const unwired = await changed(workbench, FILE, before);
    const end = await middleOf(card(canvas, 'hidden'));
    await drag(workbench.page, await middleOf(card(canvas, 'input').locator('.source')), end, async () => {
      await card(canvas, 'hidden').locator('.card-refusal', { hasText: 'needs a flat input' }).waitFor();
      await card(canvas, 'flatten')
        .locator('.card-refusal', { hasText: 'feeds "flatten" already' })
        .waitFor();
    });
    await canvas.getByText('insert a Flatten layer').first().waitFor();
    assert.equal((await workbench.readDocument(FILE)).text, unwired.text);
    await drag(workbench.page, await middleOf(card(canvas, 'flatten').locator('.source')), end, async () => {
      await card(canvas, 'hidden').locator('.card-wire-fits').waitFor();
      await card(canvas, 'input').locator('.card-refusal', { hasText: 'Input layer' }).waitFor();
      await card(canvas, 'output').locator('.card-refusal', { hasText: 'takes one input' }).waitFor();
    });
    const wired = await changed(workbench, FILE, unwired);
    assert.ok(wiresOf(wired).includes('flatten > hidden'));
    await undoOnce(workbench, FILE, unwired);
    await undoOnce(workbench, FILE, before);
  });

  it('leads a wire elsewhere by its end, and takes it out where it is dropped on nothing', async () => {
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'output').click();
    await canvas.getByRole('button', { name: 'Disconnect hidden from output' }).click();
    const unwired = await changed(workbench, FILE, before);
    const end = canvas.locator(
      '[data-testid="rf__edge-wire-flatten-hidden-0"] .react-flow__edgeupdater-target',
    );
    await drag(workbench.page, await middleOf(end), await middleOf(card(canvas, 'output')));
    const led = await changed(workbench, FILE, unwired);
    assert.deepEqual(wiresOf(led), ['input > flatten', 'flatten > output']);
    await undoOnce(workbench, FILE, unwired);
    const beside = await middleOf(card(canvas, 'hidden'));
    await drag(workbench.page, await middleOf(end), { x: beside.x - 170, y: beside.y });
    const dropped = await changed(workbench, FILE, unwired);
    assert.deepEqual(wiresOf(dropped), ['input > flatten']);
    await undoOnce(workbench, FILE, unwired);
    await undoOnce(workbench, FILE, before);
  });

  it('selects by shift and by box; arrow keys and alignment move the selection as one step each', async () => {
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'input').click();
    await card(canvas, 'hidden').click({ modifiers: ['Shift'] });
    assert.deepEqual(await selection(), ['layer-hidden', 'layer-input']);

    await workbench.page.keyboard.press('Escape');
    const [first, last] = [await middleOf(card(canvas, 'flatten')), await middleOf(card(canvas, 'output'))];
    await workbench.page.keyboard.down('Shift');
    await drag(workbench.page, { x: first.x - 190, y: first.y }, { x: last.x + 150, y: last.y });
    await workbench.page.keyboard.up('Shift');
    assert.deepEqual(await selection(), ['layer-flatten', 'layer-hidden', 'layer-output']);

    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.press('ArrowRight');
    const moved = await changed(workbench, FILE, before);
    const { layout } = JSON.parse(moved.text) as { layout: Record<string, [number, number]> };
    assert.deepEqual(layout, { input: [0, 0], flatten: [20, 130], hidden: [20, 260], output: [20, 390] });

    await workbench.page.keyboard.press('ControlOrMeta+A');
    await workbench.eventually('all selected', async () => (await selection()).length === 4);
    await workbench.runFromPalette('Layerwire: Align Left Edges');
    const aligned = await changed(workbench, FILE, moved);
    assert.deepEqual((JSON.parse(aligned.text) as { layout: object }).layout, {
      input: [0, 0],
      flatten: [0, 130],
      hidden: [0, 260],
      output: [0, 390],
    });
    await card(canvas, 'input').click();
    await undoOnce(workbench, FILE, moved);
    await undoOnce(workbench, FILE, before);
  });

  it('copies to the clipboard as text, and pastes into another file', async () => {
    const other = 'small.nn.json';
    await card(canvas, 'hidden').click();
    await card(canvas, 'output').click({ modifiers: ['Shift'] });
    await workbench.page.keyboard.press('ControlOrMeta+C');
    const target = await workbench.openNetwork(other);
    const before = await workbench.readDocument(other);
    await target.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    await workbench.page.keyboard.press('ControlOrMeta+V');
    const after = await changed(workbench, other, before);
    assert.deepEqual(layersOf(after).slice(4), ['hidden2', 'output2']);
    assert.equal(wiresOf(after).at(-1), 'hidden2 > output2');
    await workbench.page.keyboard.press('ControlOrMeta+X');
    await workbench.eventually('the pasted layers cut', async () => {
      return (await workbench.readDocument(other)).text === before.text;
    });
    await workbench.page.keyboard.press('ControlOrMeta+V');
    const again = await changed(workbench, other, before);
    assert.deepEqual(layersOf(again).slice(4), ['hidden2', 'output2']);
    await undoOnce(workbench, other, before);
  });

  it('renames in place by F2, wherever the file names the layer, and refuses a name that is taken', async () => {
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'hidden').click();
    await workbench.page.keyboard.press('F2');
    const field = canvas.getByRole('textbox', { name: 'New name for hidden' });
    await field.fill('output');
    await field.press('Enter');
    await canvas.getByRole('alert').filter({ hasText: 'There is a layer output already.' }).waitFor();
    await field.fill('first');
    await field.press('Enter');
    const after = await changed(workbench, FILE, before);
    assert.deepEqual(layersOf(after), ['input', 'flatten', 'first', 'output']);
    assert.deepEqual(wiresOf(after), ['input > flatten', 'flatten > first', 'first > output']);
    assert.match(after.text, /"first": \[0, 260\]/);
    await card(canvas, 'first').waitFor();
    await undoOnce(workbench, FILE, before);
  });

  it('finds a layer by Ctrl+F, and walks along the wires by Ctrl and arrow keys', async () => {
    await card(canvas, 'input').click();
    await workbench.page.keyboard.press('ControlOrMeta+F');
    await canvas.getByRole('combobox', { name: 'Find a layer' }).pressSequentially('soft');
    await workbench.page.keyboard.press('Enter');
    await workbench.eventually('the layer found', async () => (await selection()).join() === 'layer-output');
    await workbench.page.keyboard.press('ControlOrMeta+ArrowUp');
    await workbench.eventually('the layer above', async () => (await selection()).join() === 'layer-hidden');
  });

  it('duplicates by Ctrl+D and tidies the layout, one step each', async () => {
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'hidden').click();
    await workbench.page.keyboard.press('ControlOrMeta+D');
    const doubled = await changed(workbench, FILE, before);
    assert.deepEqual(layersOf(doubled), ['input', 'flatten', 'hidden', 'output', 'hidden2']);
    assert.deepEqual(wiresOf(doubled), wiresOf(before));
    await undoOnce(workbench, FILE, before);

    await card(canvas, 'hidden').click();
    await workbench.page.keyboard.press('Shift+ArrowRight');
    const moved = await changed(workbench, FILE, before);
    await canvas.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    await canvas.getByRole('button', { name: 'Tidy the layout' }).click();
    const tidied = await changed(workbench, FILE, moved);
    const { layout } = JSON.parse(tidied.text) as { layout: Record<string, [number, number]> };
    assert.equal(new Set(Object.values(layout).map(([x]) => x)).size, 1, 'a chain stands in one column');
    await undoOnce(workbench, FILE, moved);
    await undoOnce(workbench, FILE, before);
  });

  it('offers in the menu of a wire to take it out', async () => {
    const before = await workbench.readDocument(FILE);
    const place = await middleOf(canvas.locator('[data-testid="rf__edge-wire-hidden-output-0"] .wire-shape'));
    await workbench.page.mouse.click(place.x, place.y, { button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    // VS Code's menu takes no click in its first moment.
    await workbench.page.keyboard.press('ArrowUp');
    await workbench.page.keyboard.press('Enter');
    const after = await changed(workbench, FILE, before);
    assert.deepEqual(wiresOf(after), ['input > flatten', 'flatten > hidden']);
    await card(canvas, 'input').click();
    await undoOnce(workbench, FILE, before);
  });

  it('causes no error and no breach of the content policy in its page', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});
