/** *New Network…* with the template that brings its own data: from the palette to a run that has learned. */
import assert from 'node:assert/strict';
import { TestWorkbench } from './testWorkbench';

describe('a new perceptron from the palette', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open();
  });
  after(() => workbench.close());

  /** Answers both questions, with the suggested folder and another file name. */
  async function create(name: string): Promise<void> {
    await workbench.runFromPalette('Layerwire: New Network');
    const box = workbench.page.locator('.quick-input-widget input[type=text]');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'LeNet-5' }).waitFor();
    await box.fill('Single Perceptron');
    await box.press('Enter');
    let suggested = '';
    await workbench.eventually('the suggested file', async () => {
      suggested = await box.inputValue();
      return suggested.endsWith('/perceptron.nn.json');
    });
    await box.fill(suggested.replace('perceptron.nn.json', name));
    await box.press('Enter');
    await workbench.page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
    await workbench.findWebview('.react-flow__node');
  }

  it('writes the network and its data, each under a free name', async () => {
    await create('first.nn.json');
    await create('second.nn.json');
    assert.match((await workbench.readDocument('first.nn.json')).text, /"idx": "zeros-and-ones"/);
    assert.match((await workbench.readDocument('second.nn.json')).text, /"idx": "zeros-and-ones-2"/);
  });

  it('tells zeros from ones after its epochs', async () => {
    await workbench.openNetwork('second.nn.json');
    const run = await workbench.watchRun();
    await workbench.runFromPalette('Layerwire: Train Network');
    const events = await run.ended;
    const [started] = events;
    assert.equal(started?.type === 'runStarted' && started.dataset, 'idx:zeros-and-ones-2');
    const end = events.at(-1);
    assert.ok(end?.type === 'runEnded', JSON.stringify(end));
    assert.ok(end.testAccuracy > 0.95, `test accuracy ${end.testAccuracy}`);
  });
});
