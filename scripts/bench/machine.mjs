/** What a benchmark's figures were measured on. */
import { cpus, loadavg, platform, release } from 'node:os';

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Readonly<Record<string, string>>>}
 */
export async function describeMachine(page) {
  const cores = cpus();
  return {
    processor: `${cores[0]?.model.trim() ?? 'unknown'}, ${String(cores.length)} cores`,
    system: `${platform()} ${release()}, Node ${process.version}`,
    browser: `Chromium ${page.context().browser()?.version() ?? (await page.evaluate(() => navigator.userAgent))}`,
    graphics: await page.evaluate(rendererName),
  };
}

/** @returns {string} the load of the last minute */
export function describeLoad() {
  const [lastMinute = 0] = loadavg();
  return lastMinute.toFixed(1);
}

/** In the page: what draws WebGL, which tells a graphics processor from its imitation in software. */
function rendererName() {
  const gl = document.createElement('canvas').getContext('webgl');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'no WebGL';
}
