/**
 * The headless run: the packaged extension in a real workbench trains one file by its own command, and its run events
 * become the lines of the contract.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.mjs';
import { prepareWorkbench } from './setup/prepareWorkbench.mjs';
import { openWorkbench } from './workbench/openWorkbench.mjs';
import { findWebview } from './workbench/webviews.mjs';

/** @typedef {Readonly<Record<string, unknown>>} Event */

/** A run that says nothing for so long has died without a word. In milliseconds. */
const SILENCE_LIMIT = 10 * 60_000;

/** How long the canvas may take to draw the file, in milliseconds. */
const CANVAS_LIMIT = 120_000;

/**
 * Trains the file and reports as it goes.
 * @param {import('./startArguments.mjs').HeadlessArguments} request
 * @param {(event: Event) => void} report receives the events `start`, `epoch` and `end`
 * @throws when the run does not end as asked; with `diagnostics` on the error where the network is not valid
 */
export async function runHeadless(request, report) {
  const { file, absoluteFile, ...options } = request;
  if (options.weightsFolder !== undefined) {
    await mkdir(options.weightsFolder, { recursive: true });
  }
  const parts = await prepareWorkbench();
  process.stderr.write('Starting the workbench…\n');
  const workbench = await openWorkbench({ parts, adapter: 'best' });
  try {
    await showCanvas(workbench, absoluteFile);
    process.stderr.write(`Training ${absoluteFile}…\n`);
    const module = path.join(root, 'scripts/workbench/train.cjs');
    const run = { ended: false };
    const watch = watchForSilence(workbench.driver);
    /** @param {unknown} emitted */
    const onEvent = (emitted) => {
      watch.heard();
      const event = toContract(/** @type {Event} */ (emitted), file);
      if (event !== undefined) {
        report(event);
      }
      run.ended ||= event?.event === 'end';
    };
    const argument = { file: absoluteFile, options: { ...options, interactive: false } };
    try {
      const outcome = /** @type {{ message?: string, diagnostics?: unknown }} */ (
        await workbench.driver.call(module, 'train', argument, onEvent)
      );
      if (outcome.message !== undefined) {
        throw Object.assign(new Error(outcome.message), outcome.diagnostics === undefined ? {} : outcome);
      }
      if (!run.ended) {
        throw new Error('The run was stopped before its end.');
      }
    } finally {
      watch.stop();
    }
  } finally {
    await workbench.close();
  }
}

/**
 * Opens the file as a person would, and waits until it is drawn. In a fresh profile VS Code loads two webviews that
 * start at the same moment one upon the other's service worker, and sometimes one of them stays empty.
 * @param {import('./workbench/openWorkbench.mjs').Workbench} workbench
 * @param {string} file
 */
async function showCanvas({ driver, page }, file) {
  await driver.call(path.join(root, 'scripts/workbench/openNetwork.cjs'), 'openNetwork', file);
  await findWebview(page, '#root > *', CANVAS_LIMIT);
}

/**
 * @param {import('./workbench/driverLink.mjs').DriverLink} driver fails when nothing is heard for too long
 */
function watchForSilence(driver) {
  const timer = setTimeout(() => {
    driver.fail(new Error(`The run gave no sign of life for ${String(SILENCE_LIMIT / 60_000)} minutes.`));
  }, SILENCE_LIMIT);
  return {
    heard: () => {
      timer.refresh();
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}

/** The fields of each event of the contract, by the run event that carries them. */
const CONTRACT = {
  runStarted: {
    event: 'start',
    fields: [
      ...['engine', 'adapter', 'reason', 'dataset'],
      ...['trainingExamples', 'validationExamples', 'testExamples', 'parameters', 'seed'],
    ],
  },
  epochEnded: {
    event: 'epoch',
    fields: [
      ...['epoch', 'loss', 'validationLoss', 'validationAccuracy', 'testAccuracy'],
      ...['examplesPerSecond', 'elapsedMs'],
    ],
  },
  runEnded: { event: 'end', fields: ['epochs', 'testAccuracy', 'elapsedMs'] },
};

/**
 * A run event as the contract writes it.
 * @param {Event} runEvent
 * @param {string} file as the caller wrote it
 * @returns {Event | undefined} `undefined` for events that the contract does not know
 */
export function toContract(runEvent, file) {
  const type = String(runEvent.type);
  if (type !== 'runStarted' && type !== 'epochEnded' && type !== 'runEnded') {
    return undefined;
  }
  const { event, fields } = CONTRACT[type];
  const pairs = fields.map((field) => [field, runEvent[field] ?? null]);
  return { event, ...(event === 'start' ? { file } : {}), ...Object.fromEntries(pairs) };
}
