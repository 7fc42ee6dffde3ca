/**
 * The handful of figures that one looks for first, in large type.
 */
import type { RunStarted } from '../../src/core/training/runEvents';
import { timeLeftMs } from '../../src/core/training/runProgress';
import type { Run, TestResult } from '../../src/core/training/runState';
import { formatAccuracy, formatDuration, formatLoss, formatRate, formatStepTime, NO_FIGURE } from './formats';
import { momentText, stepMsOf } from './runView';

export interface RunFiguresProps {
  /** As it is at the moment shown. */
  readonly run: Run;
  readonly started: RunStarted;
  /** The measurement of the test set at that moment. */
  readonly test: Pick<TestResult, 'step' | 'accuracy'> | null;
  readonly running: boolean;
}

export function RunFigures({ run, started, test, running }: RunFiguresProps) {
  const last = run.epochs.at(-1);
  const newest = run.progress ?? last;
  const left = running ? timeLeftMs(run) : undefined;
  return (
    <dl className="figures">
      <Figure
        name="Test accuracy"
        value={formatAccuracy(test?.accuracy ?? null)}
        detail={test === null ? undefined : `Measured ${momentText(test.step, started.stepsPerEpoch)}`}
        prominent
      />
      {started.validationExamples > 0 && (
        <Figure name="Validation accuracy" value={formatAccuracy(last?.validationAccuracy ?? null)} />
      )}
      <Figure name="Training loss" value={formatLoss(newest?.loss ?? null)} />
      <Figure
        name="Examples/s"
        value={newest === undefined ? NO_FIGURE : formatRate(newest.examplesPerSecond)}
      />
      <Figure name="Time per step" value={formatStepTime(stepMsOf(run))} />
      <Figure name="Elapsed" value={formatDuration(run.elapsedMs)} long />
      <Figure name="Time left" value={left === undefined ? NO_FIGURE : `≈ ${formatDuration(left)}`} long />
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly detail?: string | undefined;
  readonly prominent?: boolean;
  /** Keeps room for a duration of two units. */
  readonly long?: boolean;
}

function Figure({ name, value, detail, prominent = false, long = false }: FigureProps) {
  const classes = ['figure', ...(prominent ? ['figure-prominent'] : []), ...(long ? ['figure-long'] : [])];
  return (
    <div className={classes.join(' ')} title={detail}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
