/** Training from the command palette, in the panel's own worker. */
import assert from 'node:assert/strict';
import type { RunEvent, RunStarted } from '../../../src/core/training/runEvents';
import { TestWorkbench } from './testWorkbench';

describe('training from the palette', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open();
  });
  after(() => workbench.close());

  for (const engine of ['tfjs-webgpu', 'auto']) {
    it(`reaches its accuracy with the engine ${engine}`, async () => {
      await workbench.changeSetting('layerwire.engine', engine);
      await workbench.openNetwork('small.nn.json');
      const run = await workbench.watchRun();
      await workbench.runFromPalette('Layerwire: Train Network');
      const events = await run.ended;
      const started = events.find((event): event is RunStarted => event.type === 'runStarted');
      const end = events.at(-1);
      assert.ok(end?.type === 'runEnded', JSON.stringify(end));
      assert.ok(end.testAccuracy >= 0.7, `test accuracy ${end.testAccuracy}`);
      assert.equal(end.epochs, 2);
      if (engine === 'auto') {
        // On the software adapter the processor itself is faster.
        assert.match(started?.engine ?? '', /^tfjs-(wasm|cpu)$/);
      } else {
        assert.equal(started?.engine, engine);
      }
      const panel = await workbench.findWebview('.run-name');
      // The page hears of the end a moment after those who listen in the host.
      await panel.getByText('Finished', { exact: true }).waitFor();
      const accuracy = await panel.locator('.figure', { hasText: 'Test accuracy' }).innerText();
      const percent = Number(/([\d.]+)\s*%/.exec(accuracy)?.[1]);
      assert.ok(Math.abs(percent - 100 * end.testAccuracy) < 0.1, `the panel shows ${accuracy}`);
      assert.match(await panel.locator('body').innerText(), new RegExp(started?.engine ?? 'no engine'));
    });
  }

  it('goes on while the panel is hidden', async () => {
    await workbench.changeSetting('layerwire.engine', 'tfjs-cpu');
    await workbench.openNetwork('long.nn.json');
    const run = await workbench.watchRun();
    await workbench.runFromPalette('Layerwire: Train Network');
    await workbench.eventually('the first epoch', () => epochsOf(run.events) >= 1);
    await workbench.findWebview('.run-name');
    await workbench.runCommand('workbench.action.closePanel');
    await workbench.page.locator('.part.panel').waitFor({ state: 'hidden' });
    const hiddenAt = epochsOf(run.events);
    await workbench.eventually('three more epochs', () => epochsOf(run.events) >= hiddenAt + 3);
    await workbench.runFromPalette('Layerwire: Stop Training');
    assert.equal((await run.ended).at(-1)?.type, 'runStopped');
  });

  it('causes no error and no breach of the content policy in its pages', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});

function epochsOf(events: readonly RunEvent[]): number {
  return events.filter(({ type }) => type === 'epochEnded').length;
}
