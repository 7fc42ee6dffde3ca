/**
 * The figures of a run for other programs: its epochs as CSV, everything as JSON.
 *
 * Numbers are written in full, with a point before the decimals. JSON knows no NaN: what is no number there is null.
 */
import type { Hyperparameters } from '../hyperparameters/hyperparameters';
import type { EpochEnded } from './runEvents';
import type { Run } from './runState';
import { withSteered, type SteeredHyperparameters } from './steering';

interface Column {
  readonly name: string;
  /** `null` where there is no figure. */
  readonly value: (epoch: EpochEnded, settings: SteeredHyperparameters | null) => number | null;
}

/** Shares are in [0, 1]; the settings are those of the epoch's last step. */
const COLUMNS: readonly Column[] = [
  { name: 'epoch', value: ({ epoch }) => epoch },
  { name: 'step', value: ({ step }) => step },
  { name: 'learningRate', value: (_, settings) => settings?.learningRate ?? null },
  { name: 'momentum', value: (_, settings) => settings?.momentum ?? null },
  { name: 'trainingLoss', value: ({ loss }) => loss },
  { name: 'validationLoss', value: ({ validationLoss }) => validationLoss },
  { name: 'validationAccuracy', value: ({ validationAccuracy }) => validationAccuracy },
  { name: 'testLoss', value: ({ testLoss }) => testLoss },
  { name: 'testAccuracy', value: ({ testAccuracy }) => testAccuracy },
  { name: 'examplesPerSecond', value: ({ examplesPerSecond }) => examplesPerSecond },
  { name: 'elapsedMs', value: ({ elapsedMs }) => elapsedMs },
];

/** One line an epoch after a line of names, as RFC 4180 says; a cell without a figure is empty. */
export function metricsCsv(run: Run): string {
  const lines = [COLUMNS.map(({ name }) => name)];
  for (const epoch of run.epochs) {
    const settings = settingsOfStep(run, epoch.step);
    lines.push(COLUMNS.map(({ value }) => String(value(epoch, settings) ?? '')));
  }
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

/**
 * What was trained, on what, with which settings, and what came of it.
 * @param hyperparameters Those of the network file; `undefined` where the file cannot be read any more.
 * @param losses The loss of every step.
 */
export function metricsJson(
  run: Run,
  hyperparameters: Hyperparameters | undefined,
  losses: Float32Array,
): string {
  const { subject, started } = run;
  const facts = {
    network: subject.networkName,
    file: subject.file,
    ...(started === null ? {} : { start: { ...started, type: undefined, hyperparameters: undefined } }),
    dataOrigin: run.dataOrigin,
    notes: run.notes,
    hyperparameters:
      hyperparameters === undefined || started === null
        ? (hyperparameters ?? started?.hyperparameters)
        : { ...withSteered(hyperparameters, started.hyperparameters), seed: started.seed },
    changes: run.changes,
    steps: run.step,
    elapsedMs: run.elapsedMs,
    test: run.test,
    epochs: run.epochs.map((epoch) => ({ ...epoch, type: undefined })),
  };
  const text = JSON.stringify(facts, undefined, 2);
  // By hand, since each of what may be millions of losses would get a line of its own.
  return `${text.slice(0, -'\n}'.length)},\n  "stepLosses": ${JSON.stringify(Array.from(losses))}\n}\n`;
}

/** What was in force for a step, from 1. */
function settingsOfStep({ started, changes }: Run, step: number): SteeredHyperparameters | null {
  const last = changes.filter((change) => change.step < step).at(-1);
  return last?.hyperparameters ?? started?.hyperparameters ?? null;
}
