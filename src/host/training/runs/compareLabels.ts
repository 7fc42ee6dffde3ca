/**
 * Labels for runs whose curves are drawn together: short, and no two the same.
 */
import type { RunRecord } from '../store/runRecord';
import { settingText, trainingSettings } from './trainingSettings';

/** What people know a setting by, where that is not its name. */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['file', ''],
  ['learning rate', 'η'],
  ['momentum', 'µ'],
]);
/** So many settings that differ are told; more would be no short label. */
const MOST_SETTINGS = 2;

/**
 * One label a run, in the order of the runs: the network's name, and of networks with the same name what sets them
 * apart. Where that is not enough, it says when the run began.
 */
export function compareLabels(records: readonly RunRecord[]): readonly string[] {
  const facts = records.map(factsOf);
  const differing = (index: number): string[] => {
    const others = facts.filter((_, i) => i !== index && nameOf(records[i]) === nameOf(records[index]));
    return [...(facts[index] ?? [])]
      .filter(([name, value]) => others.some((other) => other.get(name) !== value))
      .map(([name, value]) => `${SYMBOLS.get(name) ?? name} ${value}`.trim());
  };
  const labels = records.map((record, index) =>
    [nameOf(record), ...differing(index).slice(0, MOST_SETTINGS)].join(' '),
  );
  const taken = new Set<string>();
  return labels.map((label, index) => {
    const isShared = labels.some((other, i) => i !== index && other === label);
    const long = isShared ? `${label} ${clock(records[index]?.createdAt ?? 0)}` : label;
    let free = long;
    for (let number = 2; taken.has(free); number++) free = `${long} (${number})`;
    taken.add(free);
    return free;
  });
}

function nameOf(record: RunRecord | undefined): string {
  return record?.run.subject.networkName ?? '';
}

/** What may set two runs apart, the most telling first. */
function factsOf(record: RunRecord): ReadonlyMap<string, string> {
  const settings = trainingSettings(record.request);
  return new Map([
    ['file', record.run.subject.file.replace(/^.*\//, '')],
    ...settings.map(({ name, value }) => [name, settingText(value)] as const),
  ]);
}

/** 14:05:09 */
function clock(time: number): string {
  return new Date(time).toTimeString().slice(0, 8);
}
