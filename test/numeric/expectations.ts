/**
 * What the reports must say, wherever the engine ran.
 */
import assert from 'node:assert/strict';
import { TOLERANCE, worstOf } from './goldenCase';
import type { CaseReport, Deviation, GoldenFile } from './goldenCase';
import type { RepeatReport } from './repeatability';
import type { RunawayReport } from './runaway';

/** Cases by what they are about, the first word of their names: "activation", "loss", "Conv2D", … */
export function caseGroups(golden: GoldenFile): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { network } of golden.cases) {
    const group = network.name.split(' ')[0] ?? '';
    groups.set(group, [...(groups.get(group) ?? []), network.name]);
  }
  return groups;
}

/** Every number within the tolerance; returns the worst error for the test's title. */
export function assertAgreement(reports: readonly CaseReport[]): string {
  const { caseName, worst } = worstOf(reports);
  assert.ok(
    worst.error <= TOLERANCE,
    `${caseName}: ${worst.quantity} is off by ${worst.error} of its scale, more than ${TOLERANCE}`,
  );
  return `worst error ${worst.error.toExponential(1)}`;
}

export function assertRepeatable(report: RepeatReport): void {
  const [losses, weights] = [report.losses, report.weights];
  assert.ok(losses[0].length > 0 && losses[0].every(Number.isFinite));
  assert.deepEqual(losses[1], losses[0]);
  assert.ok(weights[0].length > 0);
  assert.deepEqual(weights[1], weights[0]);
}

export function assertNoLeak(report: RepeatReport): void {
  assert.ok((report.tensors[0] ?? 0) > 0);
  assert.equal(new Set(report.tensors).size, 1, `tensors after each epoch: ${report.tensors.join(', ')}`);
  assert.equal(new Set(report.bytes).size, 1, `bytes after each epoch: ${report.bytes.join(', ')}`);
  assert.equal(report.tensorsOutside[1], report.tensorsOutside[0], 'tensors left behind by disposed models');
}

/** Every figure as plain arithmetic has it, and each kind of figure somewhere between its extremes. */
export function assertHealth(deviations: readonly Deviation[]): string {
  for (const kind of ['saturated of output', 'saturated of tanh', 'dead of relu', 'gradientNorm of output']) {
    const found = deviations.find(({ quantity }) => quantity.startsWith(kind))?.quantity ?? '';
    assert.match(found, /, 0\.\d+$/, `${kind} is there to be compared`);
  }
  return assertAgreement([{ name: 'health', declined: undefined, deviations }]);
}

/** The bad step was found alone, and left no trace. */
export function assertStopped({ losses, nonFinite, weights }: RunawayReport): string {
  assert.ok(losses[0].length > 5 && losses[0].every(Number.isFinite), losses[0].join());
  assert.deepEqual(losses[1], losses[0]);
  assert.deepEqual(weights[1], weights[0]);
  assert.deepEqual(nonFinite[1], nonFinite[0]);
  assert.equal(nonFinite[0]?.layer, 'output');
  return `after ${losses[0].length} steps: ${nonFinite[0].place}, ${nonFinite[0].value}`;
}
