/** Looking inside as tests look at it: a trained network, and one after the other what can be seen of it on its canvas. */
import type { Frame, Locator, Page } from 'playwright-core';
import { card } from './canvasHelpers';
import type { TestWorkbench } from './testWorkbench';

/** For a workbench in which the canvas is looked into: nothing of the workbench's own lies over it. */
export const INSIDE_SETTINGS = { 'layerwire.engine': 'tfjs-cpu', 'layerwire.progressNotification': false };

/** Trains a network and leaves the window to its canvas. */
export async function openTrained(workbench: TestWorkbench, file: string): Promise<Frame> {
  await workbench.page.setViewportSize({ width: 1600, height: 1000 });
  await workbench.runCommand('workbench.action.closeSidebar');
  const canvas = await workbench.openNetwork(file);
  const run = await workbench.watchRun();
  void workbench.runCommand('layerwire.train', null, {});
  await run.ended;
  await workbench.runCommand('workbench.action.closePanel');
  return canvas;
}

/** The panel of the probe, which is opened where it is not. */
export async function openProbe(workbench: TestWorkbench, canvas: Frame): Promise<Locator> {
  const probe = canvas.getByRole('complementary', { name: 'Probe' });
  if (!(await probe.isVisible())) await workbench.runFromPalette('Layerwire: Toggle Probe');
  await probe.waitFor();
  return probe;
}

/** Draws a seven on the pad. */
export async function drawSeven({ mouse }: Page, probe: Locator): Promise<void> {
  const box = await probe.locator('.probe-draw canvas').first().boundingBox();
  if (box === null) throw new Error('The pad is not drawn.');
  const at = (x: number, y: number): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await mouse.move(...at(0.3, 0.25));
  await mouse.down();
  await mouse.move(...at(0.7, 0.25), { steps: 8 });
  await mouse.move(...at(0.45, 0.8), { steps: 8 });
  await mouse.up();
}

/** Rests the pointer on something of the drawing, coming from elsewhere. */
export async function hover(canvas: Frame, what: Locator): Promise<void> {
  await canvas.locator('.toolbar-title').hover();
  await canvas.locator('.react-flow__pane').hover({ position: { x: 5, y: 5 } });
  await what.hover();
}

/** Closes all hovers and cards. */
export async function closeCards(canvas: Frame): Promise<void> {
  await canvas.locator('.toolbar-title').hover();
  await canvas.locator('.inside-hover').waitFor({ state: 'detached' });
  const close = canvas.locator('.inside-card').getByRole('button', { name: 'Close' });
  while ((await close.count()) > 0) await close.first().click();
}

type Open = (workbench: TestWorkbench, canvas: Frame) => Promise<void>;

/** What opens each of the views, in this order and again from the first. */
export const INSIDE_VIEWS: Readonly<Record<string, Open>> = {
  'a digit that is drawn': async (workbench, canvas) => {
    await closeCards(canvas);
    const probe = await openProbe(workbench, canvas);
    const clear = probe.getByRole('button', { name: 'Clear the pad' });
    if (await clear.isEnabled()) await clear.click();
    await drawSeven(workbench.page, probe);
    await card(canvas, 'output').locator('.class-bars').waitFor();
  },
  'an answer that is asked backwards': async (workbench, canvas) => {
    const probe = await openProbe(workbench, canvas);
    await probe.locator('.answer-bar').nth(3).click();
    await probe.getByText('Pixels that want to change').waitFor();
  },
  'what the answer rests on, and the units': async (workbench, canvas) => {
    const probe = await openProbe(workbench, canvas);
    for (const name of ['Saliency', 'Occlusion']) {
      const button = probe.getByRole('button', { name });
      if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
      await probe.locator(`canvas[data-tensor="${name}"]`).waitFor();
    }
    await workbench.runFromPalette('Layerwire: Find Dead and Saturated Units');
    const findings = probe.getByRole('list', { name: 'Layers' });
    await findings.waitFor();
    await findings.scrollIntoViewIfNeeded();
  },
  'the hover over a layer': async (_, canvas) => {
    await hover(canvas, card(canvas, 'hidden'));
    await canvas.locator('.inside-hover .inside-tensor').first().waitFor();
  },
  'the hover over a wire': async (_, canvas) => {
    await hover(canvas, canvas.locator('.react-flow__edge').nth(1));
    await canvas
      .locator('.inside-hover', { hasText: 'flatten → hidden' })
      .locator('canvas')
      .first()
      .waitFor();
  },
  'pinned cards of a layer and of a unit': async (workbench, canvas) => {
    await closeCards(canvas);
    await card(canvas, 'hidden').click();
    await workbench.runFromPalette('Layerwire: Look Inside');
    const picker = canvas.locator('.inside-card').getByRole('slider').first();
    await picker.focus();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.page.keyboard.press('Enter');
    await canvas.locator('.inside-sum').waitFor();
  },
};

/** Opens the table of the hidden layer's weights. */
export async function openTable(workbench: TestWorkbench, canvas: Frame): Promise<Frame> {
  await card(canvas, 'hidden').click({ button: 'right' });
  const item = workbench.page.locator('.monaco-menu .action-item', { hasText: 'Show Weights' });
  await item.waitFor();
  // For the first tenth of a second VS Code's menu takes a click for the end of the one that opened it.
  await workbench.page.waitForTimeout(300);
  await item.click();
  const table = await workbench.findWebview('.grid');
  await table.getByRole('gridcell').first().waitFor();
  return table;
}
