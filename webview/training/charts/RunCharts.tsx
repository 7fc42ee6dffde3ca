/** Stands in until the charts are there. */
import type { RunStarted } from '../../../src/core/training/runEvents';
import type { Run } from '../../../src/core/training/runState';
import type { Comparison } from '../../../src/protocol/training';

export interface RunChartsProps {
  readonly run: Run;
  readonly started: RunStarted;
  readonly losses: Float32Array;
  readonly comparison: Comparison;
  readonly shownStep: number | null;
  readonly onComparisonRemoved: (runId: string) => void;
}

export function RunCharts({ losses, shownStep }: RunChartsProps) {
  return <div className="charts">{`${String(losses.length)} steps, at ${String(shownStep)}`}</div>;
}
