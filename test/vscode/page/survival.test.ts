/** Unsaved work on a canvas outlives the window. */
import assert from 'node:assert/strict';
import { TestWorkbench } from './testWorkbench';

const FILE = 'edited.nn.json';
/** VS Code backs unsaved work up a second after the last change; milliseconds. */
const BACKUP_MS = 3000;

describe('unsaved work', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open();
  });
  after(() => workbench.close());

  it('is there again when the window has been reloaded, on the canvas and in the text', async () => {
    const canvas = await workbench.openNetwork(FILE);
    const saved = await workbench.readDocument(FILE);
    await canvas.locator('.react-flow__node', { hasText: 'Flatten' }).click();
    await workbench.page.keyboard.press('Delete');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    const unsaved = await workbench.readDocument(FILE);
    assert.ok(!unsaved.text.includes('Flatten'));
    await workbench.page.waitForTimeout(BACKUP_MS);

    await workbench.reload();
    const restored = await workbench.findWebview('.react-flow__node');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    assert.equal(await restored.locator('.react-flow__node').count(), 3);
    assert.deepEqual(await workbench.readDocument(FILE), unsaved);

    await workbench.runCommand('workbench.action.files.revert');
    await workbench.eventually('the saved network on the canvas', async () => {
      return (await restored.locator('.react-flow__node').count()) === 4;
    });
    assert.deepEqual(await workbench.readDocument(FILE), saved);
  });
});
