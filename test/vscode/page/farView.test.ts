/** A network seen from far away, in a real workbench: bare shapes, until one comes near again. */
import assert from 'node:assert/strict';
import { card, drag, middleOf } from './canvasHelpers';
import { TestWorkbench } from './testWorkbench';

const FILE = 'mnist-mlp.nn.json';

describe('A network seen from far away', () => {
  let workbench: TestWorkbench;

  before(async () => {
    workbench = await TestWorkbench.open();
  });

  after(() => workbench.close());

  it('is drawn without words, can be moved, and has its words again from near', async () => {
    const { page } = workbench;
    const canvas = await workbench.openNetwork(FILE);
    const shapes = canvas.locator('.card-shape');
    const wires = canvas.locator('.wire-shape');
    const bare = canvas.locator('.card-far');
    assert.equal(await shapes.count(), 4);
    const labels = await wires.count();

    for (const button of Array.from({ length: 10 }, () => 'Zoom out')) {
      await canvas.getByRole('button', { name: button }).click();
      await page.waitForTimeout(250);
    }
    await workbench.eventually('bare cards', async () => (await bare.count()) === 4);
    assert.equal(await shapes.count(), 0);
    assert.equal(await wires.count(), 0);
    assert.equal(await canvas.locator('.react-flow__edge-path').count(), 3, 'the wires themselves stay');

    const before = await workbench.readDocument(FILE);
    const from = await middleOf(card(canvas, 'hidden'));
    await drag(page, from, { x: from.x + 60, y: from.y });
    await workbench.eventually('the layer moved', async () => {
      return (await workbench.readDocument(FILE)).text !== before.text;
    });

    await canvas.getByRole('button', { name: 'Show the whole network' }).click();
    await workbench.eventually('words again', async () => (await shapes.count()) === 4);
    assert.equal(await bare.count(), 0);
    assert.equal(await wires.count(), labels);
  });
});
