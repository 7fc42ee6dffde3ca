/** The weights of a layer as a table in a tab of its own, held against the files that the run has exported. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { card } from './canvasHelpers';
import { tensorOf } from './exportedWeights';
import { INSIDE_SETTINGS, openTable } from './insideViews';
import { TestWorkbench } from './testWorkbench';

const UNITS = 32;

describe('the table of weights', () => {
  let workbench: TestWorkbench;
  let folder: string;
  let canvas: Frame;
  let table: Frame;

  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(path.join(tmpdir(), 'layerwire-table-'));
    workbench = await TestWorkbench.open(INSIDE_SETTINGS);
    await workbench.page.setViewportSize({ width: 1600, height: 1000 });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    canvas = await workbench.openNetwork('small.nn.json');
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** All numbers of the table as it copies them, row by row, without its headings. */
  const copied = async (): Promise<readonly (readonly number[])[]> => {
    await table.getByRole('button', { name: 'Copy Table' }).click();
    const text = await table.evaluate(() => navigator.clipboard.readText());
    return text
      .split('\n')
      .map((line) => line.split('\t').slice(1).map(Number))
      .filter((row, at) => at > 0 && row.length === UNITS);
  };
  const exported = async (epoch: number): Promise<Float32Array> =>
    await tensorOf(path.join(folder, `epoch-000${epoch}.safetensors`), 'hidden.kernel');
  const choose = async (label: string, option: RegExp): Promise<void> => {
    await table.locator(`vscode-dropdown[aria-label="${label}"]`).click();
    await table.getByRole('option', { name: option }).filter({ visible: true }).first().click();
  };

  it('says how to get weights while there are none', async () => {
    void workbench.runCommand('layerwire.showWeights');
    await workbench.page
      .locator('.notifications-toasts .notification-list-item', { hasText: /Train/ })
      .first()
      .waitFor();
    await workbench.runCommand('notifications.clearAll');
  });

  it('opens from the menu of a layer, and holds every weight of the exported file', async () => {
    const run = await workbench.watchRun();
    void workbench.runCommand('layerwire.train', null, { weightsFolder: folder });
    assert.equal((await run.ended).at(-1)?.type, 'runEnded');
    table = await openTable(workbench, canvas);
    const values = await exported(2);
    const rows = await copied();
    assert.equal(rows.length, 784);
    rows.forEach((row, at) => {
      assert.deepEqual(row.map(Math.fround), [...values.subarray(at * UNITS, (at + 1) * UNITS)], `row ${at}`);
    });
  });

  it('sorts by a unit at a click on its heading', async () => {
    await table.getByRole('columnheader', { name: 'unit 3', exact: true }).click();
    const column = (await copied()).map((row) => row[3]!);
    const [rising, falling] = [[...column].sort((a, b) => a - b), [...column].sort((a, b) => b - a)];
    assert.notDeepEqual(rising, falling);
    assert.ok([String(rising), String(falling)].includes(String(column)), 'the column is in order');
    await table.getByRole('columnheader').first().click();
  });

  it('shows the difference between two checkpoints', async () => {
    await choose('Minus', /step 0|start/i);
    const [start, end] = [await exported(0), await exported(2)];
    await table.getByText(/minus/i).first().waitFor();
    const rows = await copied();
    let worst = 0;
    rows.forEach((row, at) => {
      row.forEach((value, unit) => {
        const expected = end[at * UNITS + unit]! - start[at * UNITS + unit]!;
        worst = Math.max(worst, Math.abs(value - expected));
      });
    });
    assert.equal(rows.length, 784);
    assert.ok(worst < 1e-7, `off by ${worst}`);
    assert.ok(
      rows.flat().some((value) => Math.abs(value) > 1e-3),
      'something has been learnt',
    );
  });

  it('is walked over by the keyboard', async () => {
    const grid = table.getByRole('grid');
    await grid.focus();
    await workbench.page.keyboard.press('Control+End');
    await table.getByText('pixel (27, 27) → unit 31').waitFor();
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('ArrowRight');
    await table.getByText('pixel (0, 0) → unit 0').waitFor();
  });

  it('is opened from a hover, too', async () => {
    await workbench.runCommand('workbench.action.closeAllEditors');
    canvas = await workbench.openNetwork('small.nn.json');
    await card(canvas, 'output').click();
    await workbench.runFromPalette('Layerwire: Look Inside');
    await canvas.locator('.inside-card').getByRole('button', { name: 'Open as table' }).click();
    table = await workbench.findWebview('.grid');
    await table.getByRole('grid', { name: /output/ }).waitFor();
    await workbench.page.locator('.tab.active', { hasText: 'output' }).waitFor();
    await workbench.runCommand('workbench.action.closeActiveEditor');
  });

  it('causes no error and no breach of the content policy in its pages', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});
