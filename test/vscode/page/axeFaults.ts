/** What axe finds in a webview's page. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Frame } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Gives the page what `axeFaults` needs. */
export async function loadAxe(frame: Frame): Promise<void> {
  await frame.evaluate(await readFile(AXE, 'utf8'));
}

/** Each rule that is broken in the page, with the elements that break it. */
export async function axeFaults(frame: Frame): Promise<string[]> {
  return await frame.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await loaded.run(document, {
      // The page is a part of VS Code's, which has the landmarks and the headings of level one.
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ¦ ')}`,
    );
  });
}
