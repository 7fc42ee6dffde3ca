/** Says that the figures are those of an earlier moment. */
import type { RunStarted } from '../../src/core/training/runEvents';
import type { Run } from '../../src/core/training/runState';
import type { ShownMoment } from '../../src/protocol/training';
import { formatCount } from '../ui/formats';
import { Icon } from '../ui/Icon';
import { momentText } from './runView';

export interface PastStripProps {
  readonly moment: ShownMoment;
  readonly run: Run;
  readonly started: RunStarted;
}

export function PastStrip({ moment, run, started }: PastStripProps) {
  return (
    <div className="past-strip" role="status">
      <Icon name="history" />
      <span className="past-strip-text">
        <span className="past-strip-aside">You see the run as it was </span>
        {momentText(moment.step, started.stepsPerEpoch)}
        <span className="past-strip-aside">. The run itself is at step {formatCount(run.step)}.</span>
      </span>
    </div>
  );
}
