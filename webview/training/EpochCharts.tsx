/**
 * The two curves of a run: the training loss at every report, the accuracies after every epoch.
 */
import { useMemo } from 'react';
import type { RunStarted } from '../../src/core/training/runEvents';
import type { Run } from '../../src/core/training/runState';
import { formatAccuracy, formatLoss } from './formats';
import { SeriesChart } from './SeriesChart';

export interface EpochChartsProps {
  readonly run: Run;
  readonly started: RunStarted;
}

export function EpochCharts({ run, started }: EpochChartsProps) {
  const { lossCurve, epochs } = run;
  const lossXs = useMemo(() => lossCurve.map((point) => point.epoch), [lossCurve]);
  const loss = useMemo(
    () => [
      {
        label: 'Training',
        color: '--lw-blue',
        dashed: false,
        values: lossCurve.map((point) => point.loss),
      },
    ],
    [lossCurve],
  );
  const epochXs = useMemo(() => epochs.map(({ epoch }) => epoch), [epochs]);
  const validated = started.validationExamples > 0;
  const accuracies = useMemo(
    () => [
      {
        label: 'Test',
        color: '--lw-green',
        dashed: false,
        values: epochs.map(({ testAccuracy }) => testAccuracy),
      },
      ...(validated
        ? [
            {
              label: 'Validation',
              color: '--lw-purple',
              dashed: true,
              values: epochs.map(({ validationAccuracy }) => validationAccuracy),
            },
          ]
        : []),
    ],
    [epochs, validated],
  );
  return (
    <div className="charts">
      <SeriesChart
        title="Loss by epoch"
        xs={lossXs}
        epochs={started.epochs}
        series={loss}
        format={formatLoss}
        formatMark={lossMark}
        emptyText="The first figures come after a few steps."
      />
      <SeriesChart
        title="Accuracy by epoch"
        xs={epochXs}
        epochs={started.epochs}
        series={accuracies}
        format={formatAccuracy}
        formatMark={accuracyMark}
        emptyText="The accuracy is measured at the end of each epoch."
      />
    </div>
  );
}

function lossMark(loss: number): string {
  return String(Number(loss.toPrecision(3)));
}

function accuracyMark(accuracy: number): string {
  return `${Number((accuracy * 100).toPrecision(4))} %`;
}
