/**
 * The two charts of a run, side by side or one under the other: the loss of every step with those of every epoch, and the
 * accuracies of every epoch; beside them the curves of the runs that are compared.
 *
 * Of a compared run only the training loss and the test accuracy are drawn, without its band: more would bury the run.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RunStarted } from '../../../src/core/training/runEvents';
import type { Run } from '../../../src/core/training/runState';
import type { Comparison } from '../../../src/protocol/training';
import { formatAccuracy, formatLoss } from '../formats';
import { Chart } from './Chart';
import { ChartsToolbar } from './ChartsToolbar';
import {
  comparedLook,
  epochLine,
  lossBuckets,
  lossLine,
  newestLoss,
  undrawnOf,
  type Line,
  type LineLook,
} from './lines';
import { changeMarks, momentMarks, partingMarks } from './marks';
import { accuracyRange, epochsInSight, logLossRange, lossRange, within, type Range } from './ranges';
import { SeriesCache } from './seriesCache';
import { lossTick, percentTick, placeText, undrawnText } from './wording';

export interface RunChartsProps {
  readonly run: Run;
  readonly started: RunStarted;
  /** Losses of all steps of the run; a view that grows: a new array object at each change. */
  readonly losses: Float32Array;
  readonly comparison: Comparison;
  /** Step of the past moment that is shown, marked on the charts; null when it is the newest. */
  readonly shownStep: number | null;
  readonly onComparisonRemoved: (runId: string) => void;
}

/** The scale and the smoothing stay from one run to the next, the zoom does not. */
export function RunCharts(props: RunChartsProps) {
  const [logarithmic, setLogarithmic] = useState(false);
  const [smoothing, setSmoothing] = useState(FIRST_SMOOTHING);
  const [cache] = useState(() => new SeriesCache());
  const { run, comparison } = props;
  useEffect(() => {
    cache.keep([run.subject.runId, ...comparison.runs.map(({ runId }) => runId)]);
  }, [cache, run.subject.runId, comparison]);
  return (
    <ChartsOfOneRun
      key={run.subject.runId}
      {...props}
      cache={cache}
      logarithmic={logarithmic}
      onLogarithmic={setLogarithmic}
      smoothing={smoothing}
      onSmoothing={setSmoothing}
    />
  );
}

interface ChartsOfOneRunProps extends RunChartsProps {
  readonly cache: SeriesCache;
  readonly logarithmic: boolean;
  readonly onLogarithmic: (logarithmic: boolean) => void;
  readonly smoothing: number;
  readonly onSmoothing: (smoothing: number) => void;
}

const FIRST_SMOOTHING = 0;
const TRAINING: LineLook = { key: 'training', label: 'Training', color: '--lw-blue', dash: [] };
const VALIDATION: LineLook = { key: 'validation', label: 'Validation', color: '--lw-purple', dash: [6, 4] };
const TEST: LineLook = { key: 'test', label: 'Test', color: '--lw-green', dash: [] };
/** Pixels: the buckets do not change with each pixel of width. */
const WIDTH_STEP = 64;

function ChartsOfOneRun(props: ChartsOfOneRunProps) {
  const { run, started, losses, comparison, shownStep, cache, logarithmic, smoothing } = props;
  const { stepsPerEpoch } = started;
  const [asked, setAsked] = useState<Range | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [buckets, setBuckets] = useState(WIDTH_STEP * 8);
  const end = endOf(run, started, comparison);
  const whole = useMemo(() => ({ from: 0, to: end }), [end]);
  const zoom = useMemo(() => (asked === null ? null : within(asked, whole)), [asked, whole]);
  const shown = zoom ?? whole;
  const { from, to } = shown;
  const validated = started.validationExamples > 0;
  const { runId } = run.subject;

  const training = useMemo(() => {
    const series = cache.of(runId, losses, smoothing);
    return { newest: newestLoss(series), buckets: lossBuckets(series, stepsPerEpoch, { from, to }, buckets) };
  }, [cache, runId, losses, smoothing, stepsPerEpoch, from, to, buckets]);
  const comparedLosses = useMemo(
    () =>
      comparison.runs.map((other, index): Line => {
        const series = cache.of(other.runId, other.losses, smoothing);
        const line = lossLine(
          { key: other.runId, label: other.label, ...comparedLook(index) },
          lossBuckets(series, other.stepsPerEpoch, { from, to }, buckets),
          newestLoss(series),
          other.stepsPerEpoch,
        );
        return { ...line, band: undefined };
      }),
    [cache, comparison, smoothing, from, to, buckets],
  );
  const { epochs } = run;
  const lossLines = useMemo(
    () => [
      lossLine(TRAINING, training.buckets, training.newest, stepsPerEpoch),
      ...(validated ? [epochLine(VALIDATION, epochs, ({ validationLoss }) => validationLoss)] : []),
      epochLine(TEST, epochs, ({ testLoss }) => testLoss),
    ],
    [training, stepsPerEpoch, validated, epochs],
  );
  const accuracyLines = useMemo(
    () => [
      ...(validated ? [epochLine(VALIDATION, epochs, ({ validationAccuracy }) => validationAccuracy)] : []),
      epochLine(TEST, epochs, ({ testAccuracy }) => testAccuracy),
    ],
    [validated, epochs],
  );
  const comparedAccuracies = useMemo(
    () =>
      comparison.runs.map((other, index) =>
        epochLine(
          { key: other.runId, label: other.label, ...comparedLook(index) },
          other.epochs,
          ({ testAccuracy }) => testAccuracy,
        ),
      ),
    [comparison],
  );
  const { changes } = run;
  const marks = useMemo(
    () => [...changeMarks({ started, changes }), ...momentMarks(shownStep), ...partingMarks(comparison)],
    [started, changes, shownStep, comparison],
  );
  const onWidth = useCallback((width: number) => {
    setBuckets(Math.max(1, Math.ceil(width / WIDTH_STEP)) * WIDTH_STEP);
  }, []);
  const shared = {
    marks,
    stepsPerEpoch,
    whole,
    zoom,
    onZoom: setAsked,
    pointed,
    onPointed: setPointed,
  };
  return (
    <section className="charts" aria-label="Charts of the run">
      <ChartsToolbar
        logarithmic={logarithmic}
        onLogarithmic={props.onLogarithmic}
        smoothing={smoothing}
        onSmoothing={props.onSmoothing}
        isZoomed={zoom !== null}
        onZoomReset={() => {
          setAsked(null);
        }}
        place={placeText(pointed ?? losses.length / stepsPerEpoch, stepsPerEpoch)}
        comparison={comparison}
        onComparisonRemoved={props.onComparisonRemoved}
      />
      <div className="charts-pair">
        <Chart
          {...shared}
          title="Loss"
          axisTitle="loss"
          tickUnit=""
          textSide="top"
          lines={lossLines}
          compared={comparedLosses}
          logarithmic={logarithmic}
          range={logarithmic ? logLossRange : lossRange}
          format={formatLoss}
          formatTick={lossTick}
          emptyText="The first losses come after a few steps."
          warning={undrawnText(undrawnOf(training.buckets), logarithmic)}
          onWidth={onWidth}
        />
        <Chart
          {...shared}
          title="Accuracy"
          axisTitle="accuracy in %"
          tickUnit=" %"
          textSide="bottom"
          lines={accuracyLines}
          compared={comparedAccuracies}
          logarithmic={false}
          range={accuracyRange}
          format={formatAccuracy}
          formatTick={percentTick}
          emptyText="The accuracy is measured at the end of each epoch."
        />
      </div>
    </section>
  );
}

/** Where the x axis ends: with the epochs of the run that are in sight, or where a compared curve does. */
function endOf({ hyperparameters, step }: Run, started: RunStarted, { runs }: Comparison): number {
  const planned = hyperparameters?.epochs ?? started.hyperparameters.epochs;
  return Math.max(
    epochsInSight(step / started.stepsPerEpoch, planned),
    ...runs.map((other) => Math.ceil(other.losses.length / other.stepsPerEpoch)),
  );
}
