/**
 * Frames a second while the mouse works on the canvas: the intervals between the animation frames of the webview's own
 * page, while the mouse sends events faster than it can draw, as a hand does. (An event is answered only with the frame after
 * it: who waited for each answer would see every second frame rest.)
 */

import { setTimeout } from 'node:timers/promises';

/** How long each gesture lasts, in milliseconds. */
const GESTURE_MS = 4000;
/** Between two events, in milliseconds, and how many may be on their way. */
const [PAUSE_MS, MOST_PENDING] = [8, 4];
/** The circle that the mouse goes round: in pixels, and in steps. */
const [RADIUS, ROUND] = [120, 40];
/** How often the wheel turns before it turns back. */
const TURNS = 8;

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */
/** @typedef {{ x: number, y: number }} Place */
/** @typedef {{ events: number, framesPerSecond: readonly number[] }} Frames one rate for each interval */

/**
 * @param {Page} page
 * @param {Frame} canvas
 * @param {string} layer the id of one that is in sight
 * @returns {Promise<Frames>}
 */
export async function measureDrag(page, canvas, layer) {
  const card = canvas.locator(`.react-flow__node[data-id="layer-${layer}"]`);
  const box = await card.boundingBox();
  if (box === null) throw new Error(`The layer ${layer} is not in sight, so it cannot be dragged.`);
  return await measureMove(page, canvas, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

/**
 * @param {Page} page
 * @param {Frame} canvas
 * @returns {Promise<Frames>}
 */
export async function measurePan(page, canvas) {
  return await measureMove(page, canvas, await emptyPlace(canvas));
}

/**
 * @param {Page} page
 * @param {Frame} canvas
 * @returns {Promise<Frames>}
 */
export async function measureZoom(page, canvas) {
  const { x, y } = await emptyPlace(canvas);
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  const frames = await measureFrames(canvas, (step) =>
    page.mouse.wheel(0, Math.floor(step / TURNS) % 2 === 0 ? -10 : 10),
  );
  await page.keyboard.up('Control');
  return frames;
}

/**
 * @param {Page} page
 * @param {Frame} canvas
 * @param {Place} from
 */
async function measureMove({ mouse }, canvas, { x, y }) {
  await mouse.move(x, y);
  await mouse.down();
  const frames = await measureFrames(canvas, (step) => {
    const angle = (2 * Math.PI * (step % ROUND)) / ROUND;
    return mouse.move(x + RADIUS * Math.sin(angle), y + RADIUS * (1 - Math.cos(angle)));
  });
  await mouse.move(x, y);
  await mouse.up();
  return frames;
}

/**
 * @param {Frame} canvas the page, or the frame in it, whose frames count
 * @param {(step: number) => Promise<void>} act sends one event
 * @returns {Promise<Frames>}
 */
export async function measureFrames(canvas, act) {
  const recording = canvas.evaluate(recordFrames, GESTURE_MS);
  const end = Date.now() + GESTURE_MS;
  let events = 0;
  /** @type {Set<Promise<void>>} */
  const pending = new Set();
  while (Date.now() < end) {
    const sent = act(events).finally(() => pending.delete(sent));
    pending.add(sent);
    events++;
    await setTimeout(PAUSE_MS);
    if (pending.size >= MOST_PENDING) await Promise.race(pending);
  }
  await Promise.all(pending);
  return { events, framesPerSecond: (await recording).map((interval) => 1000 / interval) };
}

/**
 * In the page: the intervals between animation frames for so long.
 * @param {number} duration in milliseconds
 * @returns {Promise<number[]>}
 */
function recordFrames(duration) {
  return new Promise((resolve) => {
    /** @type {number[]} */
    const intervals = [];
    const start = performance.now();
    let last = start;
    /** @type {(now: number) => void} */
    const onFrame = (now) => {
      if (now > last) intervals.push(now - last);
      last = Math.max(now, last);
      if (performance.now() - start < duration) requestAnimationFrame(onFrame);
      else resolve(intervals);
    };
    requestAnimationFrame(onFrame);
  });
}

/**
 * @param {Frame} canvas
 * @returns {Promise<Place>} a place on the canvas, in the window's pixels, with nothing around it
 */
async function emptyPlace(canvas) {
  const stage = canvas.locator('.react-flow__pane');
  const inFrame = await stage.evaluate((pane) => {
    const { left, top, width, height } = pane.getBoundingClientRect();
    for (let step = 0; step < 400; step++) {
      const [x, y] = [left + (width * (step % 20)) / 20 + 5, top + (height * Math.floor(step / 20)) / 20 + 5];
      if (document.elementFromPoint(x, y) === pane) return { x: x - left, y: y - top };
    }
    throw new Error('The canvas shows no empty place to press on; it is covered by cards.');
  });
  const box = await stage.boundingBox();
  if (box === null) throw new Error('The canvas is not in sight.');
  return { x: box.x + inFrame.x, y: box.y + inFrame.y };
}
