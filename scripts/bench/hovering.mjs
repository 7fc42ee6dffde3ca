/**
 * `npm run bench:hovering`: the hover over a layer of 784 × 128, in a real workbench. How soon its numbers are drawn after
 * the pointer has come, how often they are new while the network trains, and what that costs the training: steps a second
 * with the hover open against without it, in turn within one run.
 */
import { shutdown, shutdownOnSignals } from '../lifetime.mjs';
import { findWebview } from '../workbench/webviews.mjs';
import { describeLoad, describeMachine } from './machine.mjs';
import { median, percentile } from './statistics.mjs';
import { startTraining, stepsASecond } from './trainingWorkbench.mjs';

/** @typedef {import('playwright-core').Frame} Frame */

const PAIRS = 10;
const HOVERS = 20;
const REST_MS = 700;
const PATIENCE_MS = 30_000;
const REFRESH_WINDOW_MS = 5000;
const TARGET = { cost: 0.03, milliseconds: 50, refreshes: 2 };

shutdownOnSignals();
try {
  await bench();
} finally {
  await shutdown();
}

async function bench() {
  const loadBefore = describeLoad();
  const training = await startTraining();
  const { page, run, events } = training;
  const machine = await describeMachine(page);
  const canvas = await findWebview(page, '.react-flow__node', PATIENCE_MS);
  await run('layerwire.training.focus');

  const whileTraining = await hoverTimes(canvas);
  const refreshes = await refreshesASecond(canvas);
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    await hover(canvas);
    const open = await stepsASecond(page, events);
    await leave(canvas);
    const closed = await stepsASecond(page, events);
    pairs.push({ open, closed });
  }
  await run('layerwire.pauseTraining');
  await page.waitForTimeout(REST_MS);
  const whilePaused = await hoverTimes(canvas);
  await training.stop();

  const lost = 1 - median(pairs.map(({ open, closed }) => open / closed));
  const lines = [
    ...Object.entries(machine).map(([name, value]) => `${name.padEnd(10)} ${value}`),
    `load       ${loadBefore} before, ${describeLoad()} after`,
    '',
    timesLine('paused', whilePaused),
    timesLine('training', whileTraining),
    `New numbers while training: ${refreshes.toFixed(1)} a second (target ≥ ${String(TARGET.refreshes)}): ` +
      verdict(refreshes >= TARGET.refreshes),
    '',
    ...pairs.map(
      ({ open, closed }) =>
        `hover ${open.toFixed(0)} steps/s   none ${closed.toFixed(0)} steps/s   ratio ${(open / closed).toFixed(3)}`,
    ),
    '',
    `The hover costs ${(lost * 100).toFixed(1)} % of the steps (median of ${String(PAIRS)} pairs; target ≤ ` +
      `${String(TARGET.cost * 100)} %): ${verdict(lost <= TARGET.cost)}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** @param {boolean} met */
function verdict(met) {
  return met ? 'met' : 'missed';
}

/** @param {string} when @param {readonly number[]} times */
function timesLine(when, times) {
  const middle = median(times);
  return (
    `Numbers after the pointer has come, ${when}: ${middle.toFixed(0)} ms (median of ${String(times.length)}; 95th ` +
    `percentile ${percentile(times, 95).toFixed(0)} ms; target ≤ ${String(TARGET.milliseconds)} ms): ` +
    verdict(middle <= TARGET.milliseconds)
  );
}

/** @param {Frame} canvas */
async function hover(canvas) {
  await canvas.locator('.react-flow__node[data-id="layer-hidden"]').hover();
  await canvas.locator('.inside-hover .inside-tensor').first().waitFor();
}

/** @param {Frame} canvas */
async function leave(canvas) {
  await canvas.locator('.toolbar-title').hover();
  await canvas.locator('.inside-hover').waitFor({ state: 'detached' });
}

/**
 * From the pointer's event on the card until its figures are painted, in milliseconds of the page's own clock.
 * @param {Frame} canvas
 */
async function hoverTimes(canvas) {
  const times = [];
  for (let sample = 0; sample < HOVERS; sample++) {
    await leave(canvas);
    await canvas.page().waitForTimeout(REST_MS);
    const measured = canvas.evaluate(
      () =>
        new Promise((/** @type {(milliseconds: number) => void} */ resolve) => {
          const card = document.querySelector('.react-flow__node[data-id="layer-hidden"]');
          let from = Infinity;
          card?.addEventListener('pointerover', ({ timeStamp }) => (from = Math.min(from, timeStamp)), {
            once: true,
          });
          const watcher = new MutationObserver(() => {
            if (document.querySelector('.inside-hover .inside-tensor td') === null) return;
            watcher.disconnect();
            // A task that is posted in a frame runs when the frame is painted.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              resolve(performance.now() - from);
            };
            requestAnimationFrame(() => {
              port2.postMessage(null);
            });
          });
          watcher.observe(document.body, { childList: true, subtree: true });
        }),
    );
    await hover(canvas);
    times.push(await measured);
  }
  return times;
}

/**
 * How many moments one hover shows in a second.
 * @param {Frame} canvas
 */
async function refreshesASecond(canvas) {
  await hover(canvas);
  const shown = await canvas.evaluate(
    (milliseconds) =>
      new Promise((/** @type {(count: number) => void} */ resolve) => {
        const moments = new Set();
        const watcher = new MutationObserver(() => {
          moments.add(document.querySelector('.inside-hover .inside-moment')?.textContent);
        });
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
        setTimeout(() => {
          watcher.disconnect();
          resolve(moments.size);
        }, milliseconds);
      }),
    REFRESH_WINDOW_MS,
  );
  return (shown * 1000) / REFRESH_WINDOW_MS;
}
