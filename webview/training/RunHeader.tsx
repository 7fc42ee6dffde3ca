/** What is trained, how it stands, and what can be done with it. */
import type { RunCommand } from '../../src/core/training/runCommands';
import { Badge } from '../ui/Badge';
import { ProgressBar } from '../ui/ProgressBar';
import { RunToolbar } from './RunToolbar';
import { progressOf, statusOf, type ShownState } from './runView';

export interface RunHeaderProps {
  readonly state: ShownState;
  readonly onCommand: (command: RunCommand) => void;
}

export function RunHeader({ state, onCommand }: RunHeaderProps) {
  const { subject } = state.run;
  const status = statusOf(state);
  const progress = progressOf(state);
  return (
    <>
      <header className="run-header">
        <h1 className="run-name" title={subject.networkName}>
          {subject.networkName}
        </h1>
        <Badge text={status.text} icon={status.icon} tone={status.tone} />
        <span className="run-file" title={subject.file}>
          {subject.file}
        </span>
        {progress !== undefined && state.phase !== 'preparing' && (
          <span className="run-progress-label">{progress.label}</span>
        )}
        <RunToolbar state={state} onCommand={onCommand} />
      </header>
      <div className="run-progress">
        {progress !== undefined && <ProgressBar label={progress.of} value={progress.share} />}
      </div>
    </>
  );
}
