/** The training panel in a person's hands: buttons, fields, the matrix, the slider, the Runs view. */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { RunEvent } from '../../../src/core/training/runEvents';
import { TestWorkbench } from './testWorkbench';

type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

describe('the training panel', () => {
  let workbench: TestWorkbench;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open({
      'layerwire.engine': 'tfjs-cpu',
      // It would lie over the buttons of a low panel.
      'layerwire.progressNotification': false,
    });
    await workbench.page.setViewportSize({ width: 1500, height: 1000 });
  });
  after(() => workbench.close());

  const train = async (name: string): Promise<{ events: readonly RunEvent[]; panel: Frame }> => {
    await workbench.openNetwork(name);
    const { events } = await workbench.watchRun();
    await workbench.runFromPalette('Layerwire: Train Network');
    await workbench.eventually('the start of the run', () => eventsOf(events, 'runStarted').length > 0);
    return { events, panel: await workbench.findWebview('.run-name') };
  };
  const press = (panel: Frame, name: string): Promise<void> =>
    panel.getByRole('button', { name, exact: true }).click();
  const told = async <T extends RunEvent['type']>(
    events: readonly RunEvent[],
    type: T,
    count = 1,
  ): Promise<EventOf<T>> => {
    await workbench.eventually(`${type} number ${count}`, () => eventsOf(events, type).length >= count);
    return eventsOf(events, type)[count - 1] ?? assert.fail();
  };

  it('pauses, takes a single step, changes the learning rate, and goes on', async () => {
    const { events, panel } = await train('long.nn.json');
    await told(events, 'stepsTrained');
    await press(panel, 'Pause');
    const paused = await told(events, 'runPaused');
    await panel.getByText('Paused', { exact: true }).waitFor();
    await press(panel, 'Single Step');
    assert.equal((await told(events, 'runPaused', 2)).step, paused.step + 1);
    const rate = panel.getByRole('textbox', { name: 'Learning rate' });
    await rate.fill('0.02');
    await rate.press('Enter');
    const change = await told(events, 'hyperparametersChanged');
    assert.deepEqual(change.hyperparameters, { learningRate: 0.02, momentum: 0, epochs: 200 });
    assert.equal(change.step, paused.step + 1);
    await press(panel, 'Resume');
    await told(events, 'epochEnded');
    await press(panel, 'Stop');
    await panel.getByText('Stopped', { exact: true }).waitFor();
    assert.equal(await panel.getByRole('button', { name: 'Pause', exact: true }).count(), 0);
  });

  it('shows what was misread as what, and the digits of a cell', async () => {
    const panel = await workbench.findWebview('.run-name');
    await panel.getByRole('tab', { name: 'Mistakes' }).click();
    const cells = panel.locator('.matrix-wrong .matrix-cell');
    await cells.first().waitFor();
    const label = (await cells.first().getAttribute('aria-label')) ?? '';
    const [, read, count] = /^(\d read as \d): ([\d,]+) times?$/.exec(label) ?? assert.fail(label);
    await cells.first().click();
    const title = await panel.locator('.gallery-title').innerText();
    assert.ok(title.startsWith(`${read} · ${count} `), `${title} for ${label}`);
    const tiles = panel.locator('.gallery .tile');
    assert.equal(await tiles.count(), Math.min(60, Number(count)));
    await panel.locator('.gallery .tile canvas').first().waitFor();
  });

  it('goes back to an earlier checkpoint, and trains on from there as a run of its own', async () => {
    const panel = await workbench.findWebview('.run-name');
    await panel.getByRole('tab', { name: 'Curves' }).click();
    await press(panel, 'Previous Checkpoint');
    await panel.getByText(/^You see the run as it was/).waitFor();
    const { events } = await workbench.watchRun();
    await press(panel, 'Branch from Here');
    const started = await told(events, 'runStarted');
    assert.ok(started.step > 0, `it began at step ${started.step}`);
    await told(events, 'epochEnded');
    await press(panel, 'Stop');
    await panel.getByText('Stopped', { exact: true }).waitFor();
  });

  it('pauses before a number that is not finite reaches the weights, and helps', async () => {
    const { events, panel } = await train('runaway.nn.json');
    const { trouble } = await told(events, 'runPaused');
    assert.ok(trouble !== null);
    const banner = panel.getByRole('alert').filter({ hasText: 'mini-batch' });
    const text = await banner.innerText();
    assert.ok(text.includes(`layer "${trouble.layer}"`), text);
    assert.ok(text.includes(`mini-batch ${trouble.batch} of 125`), text);
    const lower = panel.getByRole('button', { name: /^Lower the Learning Rate to 10 and Resume$/ });
    await lower.click();
    const changed = await told(events, 'hyperparametersChanged');
    assert.equal(changed.hyperparameters.learningRate, 10);
    await told(events, 'runResumed');
    await workbench.runCommand('layerwire.stopTraining');
  });

  it('repeats a run with one change, and says where the two part', async () => {
    const { events, panel } = await train('small.nn.json');
    await told(events, 'runEnded');
    await panel.getByText('Finished', { exact: true }).waitFor();
    await workbench.runCommand('layerwire.runs.focus');
    const rows = workbench.page.locator('.pane', { hasText: 'Runs' }).locator('.monaco-list-row');
    await rows.filter({ hasText: 'small' }).first().click({ button: 'right' });
    const item = workbench.page.getByRole('menuitem', { name: /Repeat with One Change/ });
    await item.hover();
    // VS Code's menus take no click in their first 100 ms, since it may be the end of the one that opened them.
    await workbench.page.waitForTimeout(300);
    await item.click();
    const input = workbench.page.locator('.quick-input-widget input[type=text]');
    await input.fill('Learning rate');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Learning rate' })
      .waitFor();
    await input.press('Enter');
    await workbench.page.locator('.quick-input-widget', { hasText: 'How far one step goes' }).waitFor();
    await input.fill('0.05');
    const { events: repeated } = await workbench.watchRun();
    await input.press('Enter');
    await told(repeated, 'runEnded');
    await panel.getByText('The two runs part at step 2', { exact: true }).first().waitFor();
    const [first, second] = [events, repeated].map((run) =>
      eventsOf(run, 'stepsTrained').flatMap(({ losses }) => [...losses]),
    );
    assert.ok(first !== undefined && second !== undefined && first.length === 250);
    assert.equal(first[0], second[0]);
    assert.notEqual(first[1], second[1]);
  });

  it('causes no error and no breach of the content policy in its pages', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});

function eventsOf<T extends RunEvent['type']>(events: readonly RunEvent[], type: T): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => event.type === type);
}
