/**
 * What a network reads in the examples of a test set, and what it confuses with what: the confusion matrix, the accuracy
 * of each class, and the examples behind any of these numbers.
 *
 * An example whose outputs are no numbers is read as nothing: it is unreadable, and wrong.
 */

/** The test set, and what the network said of each of its examples. */
export interface Answers {
  /** One byte an example. */
  readonly labels: Uint8Array;
  /** The class read of each example; −1, or anything that is no class, where none can be read. */
  readonly predicted: Int16Array;
  readonly confidence: Float32Array;
}

/** Stands for what is read where no class can be. */
export const UNREADABLE = -1;

/** How the examples of one class were read. */
export interface ConfusionRow {
  /** How many were read as each class. */
  readonly counts: readonly number[];
  readonly unreadable: number;
  readonly total: number;
  /** Share that was read right, in [0, 1]; `null` where the test set has none of this class. */
  readonly accuracy: number | null;
}

export interface Confusion {
  /** One a class, in their order. */
  readonly rows: readonly ConfusionRow[];
  readonly total: number;
  readonly misread: number;
  readonly unreadable: number;
}

/** An example as it was read; `read` is a class or `UNREADABLE`. */
export interface Reading {
  /** Its number in the test set. */
  readonly index: number;
  readonly label: number;
  readonly read: number;
  readonly confidence: number;
}

/** One cell of the matrix, or with one of both a whole row or column; with neither everything. */
export interface ReadingFilter {
  readonly label?: number;
  readonly read?: number;
}

/** Counts what was read as what; labels that are no class are left out. */
export function confusionOf(answers: Answers, classes: number): Confusion {
  const width = classes + 1;
  const counts = new Uint32Array(classes * width);
  answers.labels.forEach((label, index) => {
    if (label >= classes) return;
    const read = classRead(answers, index, classes);
    const at = label * width + (read === UNREADABLE ? classes : read);
    counts[at] = (counts[at] ?? 0) + 1;
  });
  const rows = Array.from({ length: classes }, (_, label) => {
    const row = [...counts.subarray(label * width, (label + 1) * width)];
    return rowOf(row.slice(0, classes), row[classes] ?? 0, label);
  });
  const total = sum(rows.map((row) => row.total));
  const right = sum(rows.map(({ counts: reads }, label) => reads[label] ?? 0));
  return { rows, total, misread: total - right, unreadable: sum(rows.map((row) => row.unreadable)) };
}

function rowOf(counts: readonly number[], unreadable: number, label: number): ConfusionRow {
  const total = sum(counts) + unreadable;
  return { counts, unreadable, total, accuracy: total === 0 ? null : (counts[label] ?? 0) / total };
}

/**
 * The misread examples behind a number of the matrix, the most confident mistakes first. A filter for one class read as
 * itself gives the examples that were read right, the most doubtful first.
 */
export function readingsOf(
  answers: Answers,
  classes: number,
  filter: ReadingFilter = {},
): readonly Reading[] {
  const wantsRight = filter.label !== undefined && filter.label === filter.read;
  const readings: Reading[] = [];
  answers.labels.forEach((label, index) => {
    if (label >= classes) return;
    const read = classRead(answers, index, classes);
    if ((read === label) !== wantsRight) return;
    if (filter.label !== undefined && filter.label !== label) return;
    if (filter.read !== undefined && filter.read !== read) return;
    readings.push({ index, label, read, confidence: answers.confidence[index] ?? Number.NaN });
  });
  const sign = wantsRight ? -1 : 1;
  return readings.sort((a, b) => sign * moreConfident(a, b) || a.index - b.index);
}

/** Sorts downwards; what is no number has no confidence at all. */
function moreConfident(a: Reading, b: Reading): number {
  return rank(b) === rank(a) ? 0 : rank(b) - rank(a);
}

function rank({ confidence }: Reading): number {
  return Number.isNaN(confidence) ? Number.NEGATIVE_INFINITY : confidence;
}

function classRead({ predicted }: Answers, index: number, classes: number): number {
  const read = predicted[index] ?? UNREADABLE;
  return read >= 0 && read < classes ? read : UNREADABLE;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
