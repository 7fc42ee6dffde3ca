/**
 * The handful of figures that one looks for first, in large type.
 */
import type { RunStarted } from '../../src/core/training/runEvents';
import type { Run } from '../../src/core/training/runState';
import { formatAccuracy, formatDuration, formatLoss, formatRate, NO_FIGURE } from './formats';
import { timeLeftMs } from './runView';

export interface RunFiguresProps {
  readonly run: Run;
  readonly started: RunStarted;
  readonly running: boolean;
}

export function RunFigures({ run, started, running }: RunFiguresProps) {
  const last = run.epochs.at(-1);
  const newest = run.progress ?? last;
  const left = running ? timeLeftMs(run) : undefined;
  return (
    <dl className="figures">
      <Figure name="Test accuracy" value={formatAccuracy(last?.testAccuracy ?? null)} prominent />
      {started.validationExamples > 0 && (
        <Figure name="Validation accuracy" value={formatAccuracy(last?.validationAccuracy ?? null)} />
      )}
      <Figure name="Training loss" value={formatLoss(newest?.loss ?? null)} />
      <Figure
        name="Examples/s"
        value={newest === undefined ? NO_FIGURE : formatRate(newest.examplesPerSecond)}
      />
      <Figure name="Elapsed" value={formatDuration(run.elapsedMs)} />
      {running && (
        <Figure name="Time left" value={left === undefined ? NO_FIGURE : `≈ ${formatDuration(left)}`} />
      )}
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly prominent?: boolean;
}

function Figure({ name, value, prominent = false }: FigureProps) {
  return (
    <div className={prominent ? 'figure figure-prominent' : 'figure'}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
