/**
 * `npm run bench:canvas`: how fast the canvas is with 1,000 layers and 1,500 wires, in a real workbench in a real
 * browser, beside the targets. Prints a table, or JSON with `--json`. What each figure means stands in the module that
 * measures it. Every sample counts, and a missed target does not fail the run: it is there to be read.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onShutdown, shutdown, shutdownOnSignals } from '../lifetime.mjs';
import { root } from '../paths.mjs';
import { prepareWorkbench } from '../setup/prepareWorkbench.mjs';
import { openWorkbench } from '../workbench/openWorkbench.mjs';
import { measureChecking } from './checking.mjs';
import { measureEdits } from './editing.mjs';
import { measureDrag, measurePan, measureZoom } from './frames.mjs';
import { largeNetwork } from './largeNetwork.mjs';
import { describeLoad, describeMachine } from './machine.mjs';
import { measureOpening } from './opening.mjs';
import { atMost, frameRate, ms, print } from './report.mjs';
import { median, percentile } from './statistics.mjs';

const OPENINGS = 6;
/** Layers of the trunk, which is in sight when the file opens. */
const [EDITED, BEHIND] = ['stem', 'stemDrop'];

shutdownOnSignals();
try {
  await bench();
} finally {
  await shutdown();
}

async function bench() {
  const loadBefore = describeLoad();
  const parts = await prepareWorkbench();
  const folder = await mkdtemp(path.join(tmpdir(), 'layerwire-bench-'));
  onShutdown(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = path.join(folder, 'large.nn.json');
  const text = largeNetwork();
  await writeFile(file, text);

  const checking = await measureChecking(text);
  const workbench = await openWorkbench({ parts, folder });
  const { page, driver } = workbench;
  const machine = await describeMachine(page);
  const openings = [];
  for (let opening = 0; opening < OPENINGS; opening++) {
    if (opening > 0) await closeEditors(driver);
    openings.push(await measureOpening(workbench, file, EDITED));
  }
  const canvas = openings.at(-1)?.canvas;
  if (canvas === undefined) throw new Error('The network was not opened.');
  const edits = await measureEdits(canvas, { edited: EDITED, parameter: 'units', shown: BEHIND });
  const frames = [];
  for (const where of ['as opened', 'all in sight']) {
    if (where === 'all in sight') {
      await canvas.getByRole('button', { name: 'Show the whole network' }).click();
      await page.waitForTimeout(1000);
    }
    frames.push({ what: `drag a layer, ${where}`, ...(await measureDrag(page, canvas, EDITED)) });
    frames.push({ what: `pan, ${where}`, ...(await measurePan(page, canvas)) });
    frames.push({ what: `zoom, ${where}`, ...(await measureZoom(page, canvas)) });
  }

  const [cold, ...warm] = openings;
  const drawn = median(warm.map((opening) => opening.drawn));
  /** @type {import('./report.mjs').Figure[]} */
  const figures = [
    atMost(
      'open, the first time',
      cold?.interactive ?? NaN,
      2000,
      `cards painted after ${ms(cold?.drawn ?? NaN)}`,
    ),
    atMost(
      'open',
      median(warm.map(({ interactive }) => interactive)),
      2000,
      `median of ${String(warm.length)}, cards painted after ${ms(drawn)}`,
    ),
    ...frames.map(({ what, ...gesture }) => frameRate(what, gesture)),
    atMost(
      `edit ${EDITED}.units until ${BEHIND} shows it`,
      median(edits.map(({ painted }) => painted)),
      50,
      `median of ${String(edits.length)}, in the page after ${ms(median(edits.map(({ changed }) => changed)))}, 95th percentile ${ms(
        percentile(
          edits.map(({ painted }) => painted),
          95,
        ),
      )}`,
    ),
    atMost(
      'parse, validate and infer',
      median(checking.rest),
      20,
      `median of ${String(checking.rest.length)} texts, the first ${ms(checking.first)}`,
    ),
  ];
  print({ ...machine, load: `${loadBefore} before, ${describeLoad()} after` }, figures);
}

/** @param {import('../workbench/driverLink.mjs').DriverLink} driver */
async function closeEditors(driver) {
  const hostFunctions = path.join(root, 'scripts/testing/hostFunctions.cjs');
  await driver.call(hostFunctions, 'runCommand', { command: 'workbench.action.closeAllEditors' });
}
