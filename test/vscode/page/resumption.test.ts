/** A run that the window's reload cuts off goes on to the numbers of an undisturbed one. */
import assert from 'node:assert/strict';
import type { EpochEnded, RunEvent, RunStarted } from '../../../src/core/training/runEvents';
import { TestWorkbench } from './testWorkbench';

/** Epochs that are compared, and those that are done before the window is reloaded. */
const EPOCHS = 6;
const BEFORE = 2;

describe('a run that was cut off', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open({ 'layerwire.engine': 'tfjs-cpu' });
  });
  after(() => workbench.close());

  /** Trains until so many epochs are done. */
  const trainTo = async (epochs: number): Promise<readonly RunEvent[]> => {
    await workbench.openNetwork('long.nn.json');
    const { events } = await workbench.watchRun();
    await workbench.runFromPalette('Layerwire: Train Network');
    await workbench.eventually(`epoch ${epochs}`, () => epochsOf(events).length >= epochs);
    return events;
  };

  it('is offered for resumption, and continues to the same numbers', async () => {
    const undisturbed = await trainTo(EPOCHS);
    await workbench.runCommand('layerwire.stopTraining');

    const before = await trainTo(BEFORE);
    await workbench.reload();
    const offer = workbench.page.locator('.notifications-toasts .notification-list-item', {
      hasText: 'was interrupted',
    });
    await offer.waitFor();
    const panel = await workbench.findWebview('.run-name');
    await panel.getByText('Stopped', { exact: true }).waitFor();

    const { events } = await workbench.watchRun();
    await offer.getByRole('button', { name: 'Resume' }).click();
    await workbench.eventually('the last epoch', () => epochsOf(events).at(-1)?.epoch === EPOCHS);
    const started = events.find((event): event is RunStarted => event.type === 'runStarted');
    // The last checkpoint is that of an epoch before, where the reload came before that of the last one was on the disk.
    assert.ok((started?.step ?? 0) >= (BEFORE - 1) * 125, `it went on from step ${started?.step}`);
    await workbench.runCommand('layerwire.stopTraining');

    const known = [...epochsOf(before), ...epochsOf(events)];
    const numbers = new Map(known.map((epoch) => [epoch.epoch, figures(epoch)]));
    for (const epoch of epochsOf(undisturbed).slice(0, EPOCHS)) {
      assert.deepEqual(numbers.get(epoch.epoch), figures(epoch));
    }
  });

  it('is one of the runs that the view lists', async () => {
    await workbench.runCommand('layerwire.runs.focus');
    const rows = workbench.page.locator('.pane', { hasText: 'Runs' }).locator('.monaco-list-row', {
      hasText: 'long',
    });
    await rows.nth(1).waitFor();
    assert.equal(await rows.count(), 2);
  });
});

function epochsOf(events: readonly RunEvent[]): EpochEnded[] {
  return events.filter((event): event is EpochEnded => event.type === 'epochEnded');
}

function figures({ loss, testLoss, testAccuracy, step }: EpochEnded): unknown {
  return { loss, testLoss, testAccuracy, step };
}
