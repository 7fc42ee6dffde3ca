/** A person's gestures on the canvas reach the text, and undo takes them back. */
import assert from 'node:assert/strict';
import { TestWorkbench } from './testWorkbench';

const FILE = 'edited.nn.json';

describe('gestures on the canvas', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open();
  });
  after(() => workbench.close());

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
    await canvas.locator('[role=option]', { hasText: 'Dropout' }).click();
    await workbench.eventually('a fifth layer on the canvas', async () => {
      return (await canvas.locator('.react-flow__node').count()) === 5;
    });
    const after = await workbench.readDocument(FILE);
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

  it('causes no error and no breach of the content policy in its page', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});
