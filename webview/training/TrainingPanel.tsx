/**
 * The training panel: everything that is known of the run, drawn from the state that the host sent and from nothing else.
 */
import type { Run, RunState } from '../../src/core/training/runState';
import { Badge } from '../ui/Badge';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { LiveRegion } from '../ui/LiveRegion';
import { ProgressBar } from '../ui/ProgressBar';
import { Spinner } from '../ui/Spinner';
import { EpochCharts } from './EpochCharts';
import { EpochTable } from './EpochTable';
import { RunFacts } from './RunFacts';
import { RunFigures } from './RunFigures';
import { announcementOf, progressOf, statusOf } from './runView';

export interface TrainingPanelProps {
  readonly state: RunState;
  readonly onTrain: () => void;
  readonly onStop: () => void;
}

export function TrainingPanel({ state, onTrain, onStop }: TrainingPanelProps) {
  return (
    <>
      <LiveRegion message={announcementOf(state)} />
      {state.phase === 'idle' ? (
        <EmptyPanel onTrain={onTrain} />
      ) : (
        <RunPanel state={state} onTrain={onTrain} onStop={onStop} />
      )}
    </>
  );
}

function EmptyPanel({ onTrain }: { readonly onTrain: () => void }) {
  return (
    <main className="empty">
      <span className="empty-icon">
        <Icon name="graph-line" />
      </span>
      <h1>Nothing has been trained yet</h1>
      <p>
        Open a network file (<code>*.nn.json</code>) and train it. Loss and test accuracy appear here as it
        learns, on your own machine.
      </p>
      <Button label="Train Network" icon="play" appearance="primary" onClick={onTrain} />
    </main>
  );
}

interface RunPanelProps extends TrainingPanelProps {
  readonly state: Exclude<RunState, { phase: 'idle' }>;
}

function RunPanel({ state, onTrain, onStop }: RunPanelProps) {
  const { run } = state;
  const running = state.phase === 'running';
  const stoppable = state.phase === 'preparing' || running;
  const stopping = stoppable && state.stopping;
  const status = statusOf(state);
  const progress = progressOf(state);
  return (
    <main className="run">
      <header className="run-header">
        <h1 className="run-name">{run.subject.networkName}</h1>
        <Badge text={status.text} icon={status.icon} tone={status.tone} />
        <span className="run-file" title={run.subject.file}>
          {run.subject.file}
        </span>
        {progress !== undefined && running && <span className="run-progress-label">{progress.label}</span>}
        <div className="run-actions">
          {stoppable ? (
            <Button label="Stop" icon="debug-stop" disabled={stopping} onClick={onStop} />
          ) : (
            <Button label="Train Again" icon="debug-restart" onClick={onTrain} />
          )}
        </div>
      </header>
      <div className="run-progress">
        {progress !== undefined && <ProgressBar label={progress.of} value={progress.share} />}
      </div>
      {state.phase === 'failed' && <Banner severity="error" text={state.message} />}
      {run.notes.map((note) => (
        <Banner key={note} severity="information" text={note} />
      ))}
      {state.phase === 'preparing' && progress !== undefined && (
        <div className="preparing">
          <Spinner label={progress.label} />
        </div>
      )}
      {run.started !== null && <StartedRun run={run} started={run.started} running={running} />}
    </main>
  );
}

interface StartedRunProps {
  readonly run: Run;
  readonly started: NonNullable<Run['started']>;
  readonly running: boolean;
}

function StartedRun({ run, started, running }: StartedRunProps) {
  return (
    <>
      <div className="run-summary">
        <RunFigures run={run} started={started} running={running} />
        <RunFacts started={started} dataOrigin={run.dataOrigin} />
      </div>
      <div className="run-body">
        <EpochTable run={run} running={running} />
        <EpochCharts run={run} started={started} />
      </div>
    </>
  );
}
