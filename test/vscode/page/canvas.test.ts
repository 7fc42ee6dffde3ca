/** A person's gestures on the canvas reach the text, and undo takes them back. */
import assert from 'node:assert/strict';
import { card, changed, middleOf, wiresOf } from './canvasHelpers';
import { TestWorkbench, type ShownDocument } from './testWorkbench';

const FILE = 'edited.nn.json';

describe('gestures on the canvas', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open();
  });
  after(() => workbench.close());

  /** Presses Ctrl+Z until the text is what it was. */
  const undoTo = async (before: ShownDocument): Promise<void> => {
    for (let step = 0; step < 5 && (await workbench.readDocument(FILE)).text !== before.text; step++) {
      const { text } = await workbench.readDocument(FILE);
      await workbench.page.keyboard.press('ControlOrMeta+Z');
      await workbench.eventually('the step undone', async () => {
        return (await workbench.readDocument(FILE)).text !== text;
      });
    }
    assert.deepEqual(await workbench.readDocument(FILE), before);
  };

  it('draws the layers, and looking at them does not make the file dirty', async () => {
    const canvas = await workbench.openNetwork(FILE);
    assert.equal(await canvas.locator('.react-flow__node').count(), 4);
    assert.equal(await canvas.locator('.react-flow__edge').count(), 3);
    await workbench.page.waitForTimeout(2000);
    assert.equal((await workbench.readDocument(FILE)).isDirty, false);
    assert.equal(await workbench.page.locator('.tab.active.dirty').count(), 0);
  });

  it('adds a layer to the text as one step, which Ctrl+Z takes back', async () => {
    const canvas = await workbench.openNetwork(FILE);
    const before = await workbench.readDocument(FILE);
    await canvas.locator('[role=toolbar] >> text=Add Layer').click();
    await canvas.locator('[role=option]', { hasText: 'Dropout' }).dblclick();
    await workbench.eventually('a fifth layer on the canvas', async () => {
      return (await canvas.locator('.react-flow__node').count()) === 5;
    });
    const after = await changed(workbench, FILE, before);
    assert.match(after.text, /"type": "Dropout"/);
    assert.equal(after.isDirty, true);
    await workbench.page.locator('.tab.active.dirty').waitFor();

    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.eventually('four layers again', async () => {
      return (await canvas.locator('.react-flow__node').count()) === 4;
    });
    assert.deepEqual(await workbench.readDocument(FILE), before);
  });

  it('deletes the selected layer from the text, and Ctrl+Z brings it back', async () => {
    const canvas = await workbench.openNetwork(FILE);
    const before = await workbench.readDocument(FILE);
    await canvas.getByRole('button', { name: 'Show the whole network' }).click();
    await canvas.locator('.react-flow__node', { hasText: 'Flatten' }).click();
    await workbench.page.keyboard.press('Delete');
    await workbench.eventually('no Flatten in the text', async () => {
      return !(await workbench.readDocument(FILE)).text.includes('Flatten');
    });
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.eventually('the old text', async () => {
      return (await workbench.readDocument(FILE)).text === before.text;
    });
  });

  it('unwires in the inspector, names what is missing, and wires again from handle to handle', async () => {
    const canvas = await workbench.openNetwork(FILE);
    const before = await workbench.readDocument(FILE);
    await canvas.getByRole('button', { name: 'Show the whole network' }).click();
    const hidden = card(canvas, 'hidden');
    await hidden.click();
    await canvas.getByRole('button', { name: 'Disconnect flatten from hidden' }).click();
    await hidden.locator('.card-badge').waitFor();
    assert.match((await hidden.locator('.card-badge').getAttribute('title')) ?? '', /"hidden"/);
    assert.deepEqual(wiresOf(await changed(workbench, FILE, before)), ['input > flatten', 'hidden > output']);

    const { mouse } = workbench.page;
    const start = await middleOf(card(canvas, 'flatten').locator('.react-flow__handle.source'));
    const end = await middleOf(hidden.locator('.react-flow__handle.target'));
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(end.x, end.y, { steps: 8 });
    await mouse.up();
    await workbench.eventually('the wire in the text', async () =>
      wiresOf(await workbench.readDocument(FILE)).includes('flatten > hidden'),
    );
    await hidden.locator('.card-badge').waitFor({ state: 'detached' });
    await undoTo(before);
  });

  it('moves the selected layer with the arrow keys, as one step', async () => {
    const canvas = await workbench.openNetwork(FILE);
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'output').click();
    for (let press = 0; press < 3; press++) await workbench.page.keyboard.press('ArrowRight');
    await workbench.eventually('a new position in the text', async () => {
      return !(await workbench.readDocument(FILE)).text.includes('"output": [0, 390]');
    });
    assert.match((await workbench.readDocument(FILE)).text, /"output": \[[1-9]\d*, 390\]/);
    await undoTo(before);
  });

  it('writes a parameter when it is right, and says why when it is not', async () => {
    const canvas = await workbench.openNetwork(FILE);
    const before = await workbench.readDocument(FILE);
    await card(canvas, 'output').click();
    const units = canvas.locator('.inspector vscode-text-field[aria-label="units"] input');
    await units.fill('-3');
    await units.press('Enter');
    await canvas.locator('.inspector', { hasText: 'at least 1' }).waitFor();
    assert.equal((await workbench.readDocument(FILE)).text, before.text);

    await units.fill('7');
    await units.press('Enter');
    await workbench.eventually('the new value in the text', async () => {
      return (await workbench.readDocument(FILE)).text.includes('"units": 7');
    });
    // 32 × 7 weights and 7 biases; and MNIST's look-alike has ten classes.
    await card(canvas, 'output').locator('.card-count', { hasText: '231' }).waitFor();
    await card(canvas, 'output').locator('.card-badge').waitFor();
    await canvas.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    await undoTo(before);
  });

  it('causes no error and no breach of the content policy in its page', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});
