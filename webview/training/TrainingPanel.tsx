/**
 * The training panel: everything that is known of the run, drawn from what the host sent and from nothing else.
 */
import { useMemo, useState } from 'react';
import { confusionOf, type Confusion } from '../../src/core/training/confusion';
import { healthFindings } from '../../src/core/training/health';
import type { RunStarted } from '../../src/core/training/runEvents';
import type { Run } from '../../src/core/training/runState';
import { formatCount } from '../ui/formats';
import { LiveRegion } from '../ui/LiveRegion';
import { Spinner } from '../ui/Spinner';
import { Tabs, type Tab } from '../ui/Tabs';
import { EmptyPanel } from './EmptyPanel';
import { EpochTable } from './EpochTable';
import { KeptCharts } from './KeptCharts';
import { LayerHealthTable } from './LayerHealthTable';
import { MistakesView } from './mistakes/MistakesView';
import { TestImageCache } from './mistakes/testImageCache';
import type { PanelActions } from './panelActions';
import type { PanelPicture } from './panelContent';
import { PastStrip } from './PastStrip';
import { RunBanners } from './RunBanners';
import { RunFacts } from './RunFacts';
import { RunFigures } from './RunFigures';
import { RunHeader } from './RunHeader';
import { RunSettings } from './RunSettings';
import { progressOf, runAt, type ShownState } from './runView';
import { TimeTravel } from './TimeTravel';
import { isPanelTab, type PanelTab } from './panelTabs';

export interface TrainingPanelProps {
  readonly picture: PanelPicture;
  readonly actions: PanelActions;
  /** The view that was open when the page was last hidden. */
  readonly rememberedTab: unknown;
  readonly onTab: (tab: PanelTab) => void;
}

export function TrainingPanel({ picture, actions, rememberedTab, onTab }: TrainingPanelProps) {
  const { state } = picture;
  const [tab, setTab] = useState<PanelTab>(isPanelTab(rememberedTab) ? rememberedTab : 'curves');
  return (
    <>
      <LiveRegion message={picture.announcement} />
      {state.phase === 'idle' ? (
        <EmptyPanel onCommand={actions.command} />
      ) : (
        <RunPanel
          {...{ picture, state, actions, tab }}
          onTab={(next) => {
            setTab(next);
            onTab(next);
          }}
        />
      )}
    </>
  );
}

interface RunPanelProps {
  readonly picture: PanelPicture;
  readonly state: ShownState;
  readonly actions: PanelActions;
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
}

function RunPanel(props: RunPanelProps) {
  const { state, actions } = props;
  const { started } = state.run;
  const progress = state.phase === 'preparing' ? progressOf(state) : undefined;
  return (
    <main className="run">
      <RunHeader state={state} onCommand={actions.command} />
      <div className="run-banners">
        <RunBanners state={state} actions={actions} />
      </div>
      {progress !== undefined && started === null && (
        <div className="preparing">
          <Spinner label={progress.label} />
        </div>
      )}
      {started !== null && <StartedRun {...props} started={started} />}
    </main>
  );
}

function StartedRun(props: RunPanelProps & { readonly started: RunStarted }) {
  const { picture, state, started, actions, tab, onTab } = props;
  const { moment, losses, comparison } = picture;
  const { run } = state;
  const past = moment?.isPast === true ? moment : null;
  const shownRun = useMemo(() => runAt(run, past), [run, past]);
  const { runId } = run.subject;
  const images = useMemo(
    () => ({ runId, cache: new TestImageCache(actions.readTestImages) }),
    [runId, actions],
  ).cache;
  const underWay = state.phase === 'running' || state.phase === 'paused';
  const shownStep = past?.step ?? null;
  const test = moment?.test ?? null;
  const { classes } = started;
  const confusion = useMemo(() => (test === null ? null : confusionOf(test, classes)), [test, classes]);
  return (
    <>
      <div className="run-summary">
        <RunFigures
          run={shownRun}
          started={started}
          test={past?.test ?? shownRun.test}
          running={underWay && past === null}
        />
        <RunFacts started={started} dataOrigin={run.dataOrigin} />
      </div>
      {past !== null && <PastStrip moment={past} run={run} started={started} />}
      <Tabs
        label="Views of the run"
        tabs={tabsOf(confusion, shownRun)}
        active={tab}
        onActivate={onTab}
        beside={<RunSettings state={state} onChange={actions.change} />}
      >
        <KeptCharts
          shown={tab === 'curves'}
          run={run}
          started={started}
          losses={losses}
          comparison={comparison}
          shownStep={shownStep}
          onComparisonRemoved={actions.removeComparison}
        />
        {tab === 'epochs' && (
          <EpochTable run={run} running={underWay} shownStep={shownStep} onMetrics={actions.takeMetrics} />
        )}
        {tab === 'mistakes' && <MistakesView key={runId} {...{ started, test, confusion, images }} />}
        {tab === 'layers' && <LayerHealthTable run={shownRun} started={started} isPast={past !== null} />}
      </Tabs>
      {run.checkpoints.length > 0 && (
        <TimeTravel
          key={runId}
          checkpoints={run.checkpoints}
          stepsPerEpoch={started.stepsPerEpoch}
          moment={moment}
          onMoment={actions.showMoment}
          onBranch={actions.branch}
        />
      )}
    </>
  );
}

function tabsOf(confusion: Confusion | null, { health }: Run): readonly Tab<PanelTab>[] {
  const misread = confusion?.misread ?? 0;
  const ailing =
    health === null
      ? 0
      : Object.values(health.layers).filter((layer) => healthFindings(layer).length > 0).length;
  return [
    { id: 'curves', label: 'Curves' },
    { id: 'epochs', label: 'Epochs' },
    {
      id: 'mistakes',
      label: 'Mistakes',
      ...(misread > 0 && { count: formatCount(misread), countOf: 'misread' }),
    },
    {
      id: 'layers',
      label: 'Layers',
      ...(ailing > 0 && { count: String(ailing), countOf: 'with findings' }),
    },
  ];
}
