/** What is written into the inspector reaches the text, each gesture as one undo step. */
import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { TestWorkbench } from './testWorkbench';

const FILE = 'edited.nn.json';

interface WrittenNetwork {
  readonly name?: string;
  readonly layers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly edges: readonly (readonly [string, string])[];
  readonly training: Readonly<Record<string, unknown>>;
}

describe('the inspector', () => {
  let workbench: TestWorkbench;
  let canvas: Frame;
  let original: string;

  before(async function () {
    this.timeout(300_000);
    workbench = await TestWorkbench.open();
    canvas = await workbench.openNetwork(FILE);
    await canvas.getByRole('button', { name: 'Show the whole network' }).click();
    original = await textOf();
  });
  after(() => workbench.close());

  const textOf = async (): Promise<string> => (await workbench.readDocument(FILE)).text;
  const network = async (): Promise<WrittenNetwork> => JSON.parse(await textOf()) as WrittenNetwork;
  const written = async (what: string, check: (now: WrittenNetwork) => boolean): Promise<void> => {
    await workbench.eventually(what, async () => check(await network()));
  };
  const undo = async (): Promise<void> => {
    await canvas.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    await workbench.page.keyboard.press('ControlOrMeta+Z');
  };
  /** One step back, and the file is what it was. */
  const undoOnce = async (): Promise<void> => {
    const { page } = workbench;
    const before = await textOf();
    await undo();
    await workbench.eventually('a step undone', async () => (await textOf()) !== before);
    await page.waitForTimeout(300);
    assert.equal(await textOf(), original);
  };
  const inspector = (): Locator => canvas.locator('.inspector');
  const textField = (label: string): Locator =>
    inspector().locator(`vscode-text-field[aria-label="${label}"] input`);
  const dropdown = (label: string): Locator => inspector().getByRole('combobox', { name: label });
  const enter = async (label: string, value: string): Promise<void> => {
    await textField(label).fill(value);
    await textField(label).press('Enter');
  };
  const choose = async (label: string, option: string): Promise<void> => {
    await dropdown(label).click();
    await dropdown(label).locator(`vscode-option[value="${option}"]`).click();
  };
  const select = async (id: string, added = false): Promise<void> => {
    const card = canvas.locator(`.react-flow__node[data-id="layer-${id}"]`);
    await card.click(added ? { modifiers: ['ControlOrMeta'] } : {});
  };

  it('writes a parameter of two layers together, as one step', async () => {
    await select('hidden');
    await select('output', true);
    await inspector().getByText('2 Dense').waitFor();
    assert.equal(await textField('units').inputValue(), '');
    assert.equal(await textField('units').getAttribute('placeholder'), 'mixed values');
    await enter('units', '12');
    await written('both units', ({ layers }) => layers.hidden?.units === 12 && layers.output?.units === 12);
    await undoOnce();
  });

  it('steps a number with the arrow keys, and writes it once on Enter', async () => {
    await select('hidden');
    await textField('units').press('ArrowUp');
    await textField('units').press('Shift+ArrowUp');
    await workbench.eventually('11 steps up', async () => (await textField('units').inputValue()) === '43');
    assert.equal(await textOf(), original);
    await textField('units').press('Enter');
    await written('43 units', ({ layers }) => layers.hidden?.units === 43);
    await undoOnce();
  });

  it('resets what is written to its default, and leaves the focus at the field', async () => {
    await select('hidden');
    await inspector().getByRole('button', { name: 'Reset activation to its default' }).click();
    await written('no activation', ({ layers }) => !('activation' in (layers.hidden ?? {})));
    assert.equal((await dropdown('activation').innerText()).includes('linear'), true);
    assert.equal(
      await dropdown('activation').evaluate((element) => element === document.activeElement),
      true,
    );
    assert.equal(await inspector().getByRole('button', { name: 'Reset units to its default' }).count(), 0);
    await undoOnce();
  });

  it('renames a layer wherever the file names it, keeps it selected, and refuses a name that is taken', async () => {
    await select('hidden');
    await enter('name', 'output');
    await inspector().getByRole('alert').filter({ hasText: 'output already' }).waitFor();
    assert.equal(await textOf(), original);
    await enter('name', 'fc1');
    await written('the new name', ({ layers, edges }) => {
      return (
        'fc1' in layers && !('hidden' in layers) && edges.flat().filter((id) => id === 'fc1').length === 2
      );
    });
    await canvas.locator('.inspector[aria-label="Layer fc1"]').waitFor();
    assert.equal(await textField('name').inputValue(), 'fc1');
    await undoOnce();
  });

  it('shows the network while nothing is selected, and names it', async () => {
    await canvas.locator('.inspector[aria-label="Network"]').waitFor();
    await enter('name', 'Renamed');
    await written('the name', ({ name }) => name === 'Renamed');
    await canvas.locator('.toolbar-title', { hasText: 'Renamed' }).waitFor();
    await undoOnce();
  });

  it('changes the optimiser and keeps what both take, then sets its learning rate', async () => {
    await choose('optimizer', 'adam');
    await written('adam', ({ training }) => {
      return JSON.stringify(training.optimizer) === '{"type":"adam","learningRate":0.1}';
    });
    await textField('beta1').waitFor();
    await enter('learningRate', '0.002');
    await written('the learning rate', ({ training }) => {
      return JSON.stringify(training.optimizer) === '{"type":"adam","learningRate":0.002}';
    });
    await undo();
    await written('the first step', ({ training }) => {
      return JSON.stringify(training.optimizer) === '{"type":"adam","learningRate":0.1}';
    });
    await undoOnce();
  });

  it('explains a field while the keyboard is in it, and to screen readers', async () => {
    const explanation = 'How many times training goes through the training set.';
    const tooltip = inspector().getByRole('tooltip').filter({ hasText: explanation });
    assert.equal(await tooltip.count(), 0);
    await textField('epochs').focus();
    await tooltip.waitFor();
    await workbench.page.keyboard.press('Escape');
    await tooltip.waitFor({ state: 'detached' });
    assert.match((await textField('epochs').getAttribute('aria-description')) ?? '', new RegExp(explanation));
  });

  it('writes an IDX folder only when it is named', async () => {
    await choose('dataset', 'IDX folder');
    await textField('folder').waitFor();
    assert.equal(await textOf(), original);
    await enter('folder', '/letters');
    await inspector().getByRole('alert').filter({ hasText: 'relative' }).waitFor();
    await enter('folder', 'letters');
    await written('the folder', ({ training }) => JSON.stringify(training.dataset) === '{"idx":"letters"}');
    await undoOnce();
  });

  it('causes no error and no breach of the content policy in its page', () => {
    assert.deepEqual(workbench.webviewComplaints, []);
  });
});
