/**
 * A workbench for tests that act as a person does: with mouse and keyboard on the page.
 */
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { shutdown } from '../../../scripts/lifetime.mjs';
import { root } from '../../../scripts/paths.mjs';
import { prepareWorkbench } from '../../../scripts/setup/prepareWorkbench.mjs';
import { makeWorkspace } from '../../../scripts/testing/workspace.mjs';
import { openWorkbench } from '../../../scripts/workbench/openWorkbench.mjs';
import { findWebview } from '../../../scripts/workbench/webviews.mjs';
import type { RunEvent } from '../../../src/core/training/runEvents';

const hostFunctions = path.join(root, 'scripts/testing/hostFunctions.cjs');

/** Longest wait for something to appear, in milliseconds; a software adapter on few cores is slow. */
const PATIENCE_MS = 60_000;

export interface ShownDocument {
  readonly text: string;
  readonly isDirty: boolean;
}

export class TestWorkbench {
  private constructor(
    readonly page: Page,
    private readonly folder: string,
    private readonly call: (
      name: string,
      argument: unknown,
      onEvent?: (event: unknown) => void,
    ) => Promise<unknown>,
    /** Reloads the window and waits until its new extension host runs. */
    readonly reload: () => Promise<void>,
    readonly close: () => Promise<void>,
    private readonly complaints: readonly string[],
  ) {}

  /** Opens a workbench on a fresh copy of the examples and the test networks. */
  static async open(settings: Readonly<Record<string, unknown>> = {}): Promise<TestWorkbench> {
    const parts = await prepareWorkbench();
    const folder = await makeWorkspace();
    const { page, driver, close } = await openWorkbench({ parts, folder, settings });
    const complaints: string[] = [];
    page.on('console', (message) => {
      const text = message.text();
      const { url } = message.location();
      const fromWebview = url === '' || WEBVIEW_ADDRESS.test(url);
      if (CSP_VIOLATION.test(text) || (message.type() === 'error' && fromWebview)) {
        complaints.push(`${text} (${url})`);
      }
    });
    page.on('pageerror', (error) => {
      if (!WORKBENCH_SCRIPT.test(error.stack ?? '')) {
        complaints.push(error.stack ?? error.message);
      }
    });
    const call = (name: string, argument: unknown, onEvent?: (event: unknown) => void): Promise<unknown> =>
      driver.call(hostFunctions, name, argument, onEvent);
    const reload = async (): Promise<void> => {
      const restarted = driver.nextDriver();
      await page.reload({ waitUntil: 'domcontentloaded' });
      await restarted;
    };
    const closeAll = async (): Promise<void> => {
      await close();
      await shutdown();
    };
    return new TestWorkbench(page, folder, call, reload, closeAll, complaints);
  }

  /** Opens a workbench in a large window without a side bar, so that there is room beside the layers of a canvas. */
  static async openWide(): Promise<TestWorkbench> {
    const workbench = await TestWorkbench.open();
    await workbench.page.setViewportSize({ width: 1600, height: 900 });
    await workbench.runCommand('workbench.action.closeSidebar');
    return workbench;
  }

  /** What the webviews' pages have complained about so far: errors, and what their content policy refused. */
  get webviewComplaints(): readonly string[] {
    return this.complaints;
  }

  async runCommand(command: string, ...args: readonly unknown[]): Promise<void> {
    await this.call('runCommand', { command, args });
  }

  async changeSetting(name: string, value: unknown): Promise<void> {
    await this.call('changeSetting', { name, value });
  }

  async readDocument(name: string): Promise<ShownDocument> {
    return (await this.call('readDocument', path.join(this.folder, name))) as ShownDocument;
  }

  /** Where the cursor of a file's text editor stands. */
  async readCursor(name: string): Promise<{ readonly line: string }> {
    return (await this.call('readCursor', path.join(this.folder, name))) as { line: string };
  }

  /** Replaces the first match in a document; returns when it had changed, as `Date.now()` tells it. */
  async replaceText(name: string, pattern: RegExp, replacement: string): Promise<number> {
    const file = path.join(this.folder, name);
    return (await this.call('replaceText', { file, pattern: pattern.source, replacement })) as number;
  }

  /** Opens a network on the canvas, by its name in the quick open box. */
  async openNetwork(name: string): Promise<Frame> {
    // By command: a key that is pressed while a webview is loading reaches nobody.
    await this.runCommand('workbench.action.quickOpen');
    const box = this.page.locator('.quick-input-widget input[type=text]');
    await box.fill(name);
    // Enter opens the focused row, which may for a moment still be one of the files opened before.
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
    await box.press('Enter');
    await this.page.locator('.tabs-container .tab.active', { hasText: name }).waitFor();
    return await this.findWebview('.react-flow__node');
  }

  /** Runs a command as a person does, by its title in the palette; see `openNetwork` for the palette itself. */
  async runFromPalette(title: string): Promise<void> {
    await this.runCommand('workbench.action.showCommands');
    const box = this.page.locator('.quick-input-widget input[type=text]');
    await box.waitFor();
    await box.fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
    await box.press('Enter');
  }

  /** The webview's page, among all that are open, that shows an element. */
  async findWebview(selector: string): Promise<Frame> {
    return await findWebview(this.page, selector, PATIENCE_MS);
  }

  /**
   * Listens to the next run.
   * @returns once listening; `ended` resolves with all of the run's events
   */
  async watchRun(): Promise<{
    readonly events: readonly RunEvent[];
    readonly ended: Promise<readonly RunEvent[]>;
  }> {
    const events: RunEvent[] = [];
    let ended: Promise<readonly RunEvent[]> = Promise.resolve(events);
    await new Promise<void>((resolve, reject) => {
      ended = this.call('watchRun', null, (event) => {
        const told = event as RunEvent | { readonly type: 'watching' };
        if (told.type === 'watching') {
          resolve();
        } else {
          events.push(told);
        }
      }).then(() => events);
      ended.catch(reject);
    });
    return { events, ended };
  }

  /** Waits until `check` holds. */
  async eventually(what: string, check: () => Promise<boolean> | boolean): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await check())) {
      if (Date.now() > deadline) {
        throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s.`);
      }
      await this.page.waitForTimeout(100);
    }
  }
}

/** The workbench's own scripts, whose troubles are not the extension's. */
const WORKBENCH_SCRIPT = /\/static\/out\/vs\/(code|workbench\/(api|services))\//;

/** Where a webview's scripts and workers come from. A message without an address is of an inline script. */
const WEBVIEW_ADDRESS = /vscode-resource\.|vscode-webview|\/webview\/browser\/pre\/|blob:/;

const CSP_VIOLATION = /Content Security Policy|Content-Security-Policy|Refused to /;
