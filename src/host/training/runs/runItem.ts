/**
 * What the Runs view shows of one run: its line, its tooltip and the rows below it. Pure.
 */
import { accuracyText } from '../../../core/training/figureTexts';
import type { Run, RunState } from '../../../core/training/runState';
import type { RunRecord } from '../store/runRecord';
import { lossCurve } from './lossCurve';
import {
  dateText,
  figuresOf,
  networkFileName,
  originText,
  runDescription,
  runName,
  standingOf,
  type RunStanding,
} from './runText';
import { settingText, trainingSettings } from './trainingSettings';

export interface RunItem {
  readonly label: string;
  readonly description: string;
  readonly icon: RunIcon;
  /** What can be done with it, for the menus; see `contextOf`. */
  readonly context: string;
}

export interface RunIcon {
  /** A codicon. */
  readonly id: string;
  /** A colour of the theme. */
  readonly colour?: string;
}

/** A fact of a run. */
export interface RunRow {
  /** In small letters: "learning rate". */
  readonly name: string;
  readonly value: string;
}

const ICONS: Readonly<Record<RunStanding, RunIcon>> = {
  preparing: { id: 'loading~spin' },
  // It stands still: an icon that turns is drawn sixty times a second, on the processor that trains.
  running: { id: 'play-circle' },
  paused: { id: 'debug-pause' },
  interrupted: { id: 'warning', colour: 'list.warningForeground' },
  ended: { id: 'pass', colour: 'testing.iconPassed' },
  stopped: { id: 'debug-stop' },
  failed: { id: 'error', colour: 'list.errorForeground' },
};

/** The line of a run. */
export function runItem(record: RunRecord, state: RunState): RunItem {
  const standing = standingOf(record, state);
  const run = figuresOf(record, state);
  return {
    // Short, so that there is room for the figures; the network's name is in the tooltip.
    label: networkFileName(run.subject.file),
    description: runDescription(run, standing),
    icon: ICONS[standing],
    context: contextOf(run, standing),
  };
}

/**
 * `run.active` for what this session trains, `run.resumable` for what can go on from a checkpoint, `run.finished` for the
 * rest; with `.weights` behind it where there are weights to restore.
 */
function contextOf({ checkpoints }: Run, standing: RunStanding): string {
  const hasWeights = checkpoints.length > 0;
  const suffix = hasWeights ? '.weights' : '';
  switch (standing) {
    case 'preparing':
    case 'running':
    case 'paused':
      return `run.active${suffix}`;
    case 'ended':
      return `run.finished${suffix}`;
    case 'interrupted':
    case 'stopped':
    case 'failed':
      return hasWeights ? 'run.resumable.weights' : 'run.finished';
  }
}

/** Where a run came from and the settings that it began with; what was changed in mid-run with the step. */
export function runRows(
  record: RunRecord,
  state: RunState,
  nameOf: (runId: string) => string | undefined,
): readonly RunRow[] {
  const { started, changes } = figuresOf(record, state);
  const changed = new Map<string, string>();
  for (const { step, hyperparameters } of changes) {
    for (const [key, value] of Object.entries(hyperparameters)) {
      const earlier = changes.filter((change) => change.step < step).at(-1)?.hyperparameters;
      const before = new Map<string, unknown>(Object.entries(earlier ?? started?.hyperparameters ?? {}));
      if (before.get(key) === value) continue;
      changed.set(key, `${changed.get(key) ?? ''} → ${settingText(value)} after step ${step}`);
    }
  }
  return [
    ...(record.origin.kind === 'new' ? [] : [{ name: 'origin', value: originText(record.origin, nameOf) }]),
    ...(started === null ? [] : [{ name: 'dataset', value: started.dataset }]),
    ...trainingSettings(record.request).map(({ name, definition, value }) => ({
      name,
      value: settingText(value) + (changed.get(definition.name) ?? ''),
    })),
    { name: 'engine', value: started === null ? record.request.engine : started.engine },
  ];
}

/**
 * Everything about a run as Markdown, with its curve.
 * @param losses Of all its steps.
 */
export function runTooltip(
  record: RunRecord,
  state: RunState,
  nameOf: (runId: string) => string | undefined,
  losses: Float32Array,
): string {
  const run = figuresOf(record, state);
  const standing = standingOf(record, state);
  const last = run.epochs.at(-1);
  const facts: readonly RunRow[] = [
    { name: 'file', value: run.subject.file },
    { name: 'begun', value: dateText(record.createdAt) },
    { name: 'state', value: record.message === null ? standing : `${standing}: ${record.message}` },
    ...(last === undefined ? [] : [{ name: 'test accuracy', value: accuracyText(last.testAccuracy) }]),
    ...(last === undefined || last.validationAccuracy === null
      ? []
      : [{ name: 'validation accuracy', value: accuracyText(last.validationAccuracy) }]),
    ...runRows(record, state, nameOf),
  ];
  const curve = lossCurve(losses);
  return [
    `**${escapeMarkdown(run.subject.networkName)}**`,
    ...(curve === undefined ? [] : [`![Training loss](${curve})`]),
    ['| | |', '|:--|:--|', ...facts.map(tableRow)].join('\n'),
  ].join('\n\n');
}

function tableRow({ name, value }: RunRow): string {
  return `| ${escapeMarkdown(capitalised(name))} | ${escapeMarkdown(value)} |`;
}

/** With a capital letter at its beginning. */
export function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The text as it is, on one line: names come from files and may hold anything. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** What other runs call a run; only of those that are kept. */
export function namesOf(records: readonly RunRecord[]): (runId: string) => string | undefined {
  const byId = new Map(records.map((record) => [record.runId, record]));
  return (runId) => {
    const record = byId.get(runId);
    return record === undefined ? undefined : runName(record);
  };
}
