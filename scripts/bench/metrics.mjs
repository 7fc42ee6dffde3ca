/**
 * `npm run bench:metrics`: what the training panel takes to show 2,000,000 steps and 300 epochs, beside the targets: memory,
 * the work of one update, and frames a second while five updates a second come in and the mouse is on a chart. Prints a
 * table, or JSON with `--json`. A missed target does not fail the run: it is there to be read.
 */
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { shutdown, shutdownOnSignals } from '../lifetime.mjs';
import { root } from '../paths.mjs';
import { runCommand } from '../setup/commands.mjs';
import { measureFrames } from './frames.mjs';
import { EPOCHS, LONG_RUN, STEPS, tellLongRun } from './longRun.mjs';
import { describeLoad, describeMachine } from './machine.mjs';
import { atMost, frameRate, ms, print } from './report.mjs';
import { openTrainingPage } from './trainingPage.mjs';

/** How long updates come in without a mouse, in milliseconds. */
const UPDATING_MS = 6000;
/** How often the wheel turns before it turns back. */
const TURNS = 12;
/** Points of the mouse's way to and fro over a chart. */
const WAY = 120;

shutdownOnSignals();
try {
  await bench();
} finally {
  await shutdown();
}

async function bench() {
  const loadBefore = describeLoad();
  process.stderr.write('Building the training page…\n');
  await runCommand(process.execPath, ['esbuild.config.mjs', '--production'], { cwd: root, quiet: true });
  const page = await openTrainingPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const machine = await describeMachine(page);

  const empty = await memoryOf(page, devtools);
  const workBefore = await workMs(devtools);
  await page.evaluate(tellLongRun, LONG_RUN);
  const chart = page.getByRole('application', { name: /^Loss/ });
  await chart.waitFor();
  await setTimeout(2000);
  const opening = (await workMs(devtools)) - workBefore;

  const updateFrom = await workMs(devtools);
  await keepTelling(page, true);
  await setTimeout(UPDATING_MS);
  await keepTelling(page, false);
  const updates = UPDATING_MS / LONG_RUN.pauseMs;
  const update = ((await workMs(devtools)) - updateFrom) / updates;

  await keepTelling(page, true);
  const box = await chart.boundingBox();
  if (box === null) throw new Error('The chart of the losses is not in sight.');
  const [left, middle] = [box.x + box.width * 0.2, box.y + box.height / 2];
  const frame = page.mainFrame();
  const waiting = await measureFrames(frame, () => Promise.resolve());
  const hovering = await measureFrames(frame, (step) => {
    const way = Math.abs((step % (2 * WAY)) - WAY) / WAY;
    return page.mouse.move(left + way * box.width * 0.6, middle);
  });
  await page.keyboard.down('Control');
  const zooming = await measureFrames(frame, (step) =>
    page.mouse.wheel(0, Math.floor(step / TURNS) % 2 === 0 ? -60 : 60),
  );
  await page.keyboard.up('Control');
  await keepTelling(page, false);
  const full = await memoryOf(page, devtools);

  print({ ...machine, load: `${loadBefore} before, ${describeLoad()} after` }, [
    atMost(
      'memory of the page after collecting',
      full.heap,
      200,
      `JavaScript, DOM and buffers; ${empty.heap.toFixed(1)} MB before the run was told`,
      'MB',
    ),
    ...(full.process === undefined
      ? []
      : [
          atMost(
            'memory of its process',
            full.process,
            200,
            `private, the browser's own share in it; ${(empty.process ?? NaN).toFixed(1)} MB before the run was told`,
            'MB',
          ),
        ]),
    atMost(`work to show ${String(STEPS)} steps`, opening, 2000, `and ${String(EPOCHS)} epochs, once`),
    atMost(
      'work of an update',
      update,
      50,
      `mean of ${String(updates)}, ${ms(LONG_RUN.pauseMs)} apart, drawing included`,
    ),
    frameRate('updates alone', waiting),
    frameRate('hover over a chart, with updates', hovering),
    frameRate('zoom by the wheel, with updates', zooming),
  ]);
}

/**
 * @param {import('playwright-core').Page} page
 * @param {boolean} isOn
 */
async function keepTelling(page, isOn) {
  await page.evaluate(`keepTelling(${String(isOn)})`);
}

/**
 * The time that the page's main thread has worked, in milliseconds.
 * @param {import('playwright-core').CDPSession} devtools
 */
async function workMs(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

/**
 * In megabytes; of the process only where the system tells it (Linux).
 * @param {import('playwright-core').Page} page
 * @param {import('playwright-core').CDPSession} devtools
 * @returns {Promise<{ heap: number, process: number | undefined }>}
 */
async function memoryOf(page, devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  await setTimeout(500);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
  return {
    heap: (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6,
    process: await processMemory(page),
  };
}

/** @param {import('playwright-core').Page} page */
async function processMemory(page) {
  const browser = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo } = (await browser?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = await Promise.all(
    renderers.map(async ({ id }) => {
      const text = await readFile(`/proc/${String(id)}/smaps_rollup`, 'utf8').catch(() => '');
      const lines = [...text.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)];
      return lines.reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0) / 1e6;
    }),
  );
  const largest = Math.max(0, ...sizes);
  return largest === 0 ? undefined : largest;
}
