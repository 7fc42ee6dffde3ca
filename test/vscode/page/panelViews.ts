/** The training panel as tests look at it: a run in it, and its views one after the other. */
import type { Frame } from 'playwright-core';
import type { TestWorkbench } from './testWorkbench';

const EPOCHS = 3;

/** For a workbench in which the panel is looked at: nothing of the workbench's own lies over it. */
export const PANEL_SETTINGS = { 'layerwire.engine': 'tfjs-cpu', 'layerwire.progressNotification': false };

/** Begins a long run.
 * @returns the panel, when some epochs are done
 */
export async function openRun(workbench: TestWorkbench): Promise<Frame> {
  await workbench.openNetwork('long.nn.json');
  const { events } = await workbench.watchRun();
  await workbench.runFromPalette('Layerwire: Train Network');
  await workbench.eventually(
    `${EPOCHS} epochs`,
    () => events.filter(({ type }) => type === 'epochEnded').length >= EPOCHS,
  );
  return await workbench.findWebview('.run-name');
}

/** What opens each of the views, in this order and again from the first. */
export const PANEL_VIEWS: Readonly<Record<string, (panel: Frame) => Promise<void>>> = {
  running: async (panel) => {
    if (await panel.locator('.past-strip').isVisible()) await press(panel, 'Newest');
    await panel.locator('.past-strip').waitFor({ state: 'detached' });
    await openTab(panel, 'Curves');
    if (await panel.getByText('Paused', { exact: true }).isVisible()) await press(panel, 'Resume');
    await panel.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  },
  mistakes: async (panel) => {
    await press(panel, 'Pause');
    await panel.getByRole('button', { name: 'Resume', exact: true }).waitFor();
    await openTab(panel, 'Mistakes');
    await panel.locator('.tile canvas').first().waitFor();
  },
  layers: async (panel) => {
    await openTab(panel, 'Layers');
    await panel.getByRole('cell').first().waitFor();
  },
  epochs: async (panel) => {
    await openTab(panel, 'Epochs');
    await panel.getByRole('cell').first().waitFor();
  },
  past: async (panel) => {
    await openTab(panel, 'Curves');
    await press(panel, 'Previous Checkpoint');
    await panel.locator('.past-strip').waitFor();
  },
};

async function press(panel: Frame, name: string): Promise<void> {
  await panel.getByRole('button', { name, exact: true }).click();
}

async function openTab(panel: Frame, name: string): Promise<void> {
  await panel.getByRole('tab', { name }).click();
}
