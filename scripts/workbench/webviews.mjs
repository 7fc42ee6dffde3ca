/**
 * Webviews as the browser sees them: a frame that VS Code makes, and inside it the one with the extension's own page.
 */

/** The document that holds a webview's own content. */
const CONTENT = '/webview/browser/pre/fake.html';

/**
 * Waits until a webview shows what a selector asks for.
 * @param {import('playwright-core').Page} page the workbench
 * @param {string} selector
 * @param {number} limitMs
 * @param {number} [pauseMs] between two looks
 * @returns {Promise<import('playwright-core').Frame>} the webview's own frame
 * @throws when none does in time
 */
export async function findWebview(page, selector, limitMs, pauseMs = 100) {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      if (frame.url().includes(CONTENT) && (await isVisibleIn(frame, selector))) {
        return frame;
      }
    }
    await page.waitForTimeout(pauseMs);
  }
  throw new Error(`No webview showed ${selector} within ${String(limitMs / 1000)} s.`);
}

/**
 * @param {import('playwright-core').Frame} frame
 * @param {string} selector
 */
async function isVisibleIn(frame, selector) {
  try {
    return await frame.locator(selector).first().isVisible();
  } catch {
    // The frame went away while it was asked.
    return false;
  }
}
