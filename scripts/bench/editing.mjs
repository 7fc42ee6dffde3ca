/**
 * How long a parameter edit takes to show its shapes: from the Enter key in the inspector's field to the frame that has
 * painted the new output shape on the card of a layer behind the edited one. `changed` is when the page has put it there,
 * `painted` when that frame has been made. Before each edit there is a rest, so that the one before it is over and done.
 */

const EDITS = 20;
const REST_MS = 500;

/**
 * @param {import('playwright-core').Frame} canvas
 * @param {{ edited: string, parameter: string, shown: string }} what the layer edited, its parameter (an integer), and
 *   the layer whose card is watched
 * @returns {Promise<readonly { changed: number, painted: number }[]>} in milliseconds, one for each edit
 */
export async function measureEdits(canvas, { edited, parameter, shown }) {
  await canvas.locator(`.react-flow__node[data-id="layer-${edited}"]`).click();
  const field = canvas.locator(`.inspector vscode-text-field[aria-label="${parameter}"] input`);
  /** @type {{ changed: number, painted: number }[]} */
  const times = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const value = String(40 + edit);
    await canvas.waitForTimeout(REST_MS);
    await field.fill(value);
    const selector = `.react-flow__node[data-id="layer-${shown}"] .card-shape`;
    const measured = canvas.evaluate(watchEdit, { selector, value });
    await field.press('Enter');
    times.push(await measured);
  }
  return times;
}

/**
 * In the page: waits for Enter, then for the text.
 * @param {{ selector: string, value: string }} wanted
 * @returns {Promise<{ changed: number, painted: number }>}
 */
function watchEdit({ selector, value }) {
  return new Promise((resolve) => {
    let start = NaN;
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        start = timeStamp;
      },
      { capture: true, once: true },
    );
    const observer = new MutationObserver(() => {
      // The shape stands behind a word for screen readers.
      if (document.querySelector(selector)?.textContent !== `output ${value}`) return;
      observer.disconnect();
      const changed = performance.now() - start;
      // A task that was posted in a frame runs after that frame's painting.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve({ changed, painted: performance.now() - start });
      };
      requestAnimationFrame(() => {
        port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
