/** What both charts have in common: how they are drawn, where the pointer is, and which runs are compared. */
import { MOST_SMOOTHING } from '../../../src/core/training/lossSeries';
import type { Comparison } from '../../../src/protocol/training';
import { Button } from '../../ui/Button';
import { Slider } from '../../ui/Slider';
import { LineSwatch } from './ChartLegend';
import { comparedLook } from './lines';
import { partingText } from './marks';

export interface ChartsToolbarProps {
  readonly logarithmic: boolean;
  readonly onLogarithmic: (logarithmic: boolean) => void;
  readonly smoothing: number;
  readonly onSmoothing: (smoothing: number) => void;
  readonly isZoomed: boolean;
  readonly onZoomReset: () => void;
  /** The place that the figures belong to: an epoch and a step. */
  readonly place: string;
  readonly comparison: Comparison;
  readonly onComparisonRemoved: (runId: string) => void;
}

export function ChartsToolbar(props: ChartsToolbarProps) {
  const { logarithmic, smoothing, isZoomed, place, comparison } = props;
  const parting = partingText(comparison);
  return (
    <div className="charts-toolbar" role="group" aria-label="Charts">
      <Button
        appearance="toolbar"
        label="Log scale"
        tooltip="Show the loss on a logarithmic scale"
        pressed={logarithmic}
        onClick={() => {
          props.onLogarithmic(!logarithmic);
        }}
      />
      <Slider
        label="Smoothing"
        tooltip="Weight of the past in the moving average of the training loss; 0 is none. The band stays as measured."
        least={0}
        most={MOST_SMOOTHING}
        step={0.01}
        value={smoothing}
        text={smoothing.toFixed(2)}
        onChange={props.onSmoothing}
      />
      <Button
        appearance="toolbar"
        icon="zoom-out"
        label="Reset zoom"
        tooltip="Show all epochs. Drag over a chart to zoom in."
        disabled={!isZoomed}
        onClick={props.onZoomReset}
      />
      <span className="charts-place">{place}</span>
      {comparison.runs.map(({ runId, label }, index) => (
        <span key={runId} className="charts-compared">
          <LineSwatch {...comparedLook(index)} />
          <span className="charts-compared-label" title={label}>
            {label}
          </span>
          <Button
            appearance="icon"
            icon="close"
            label={`Remove ${label} from the charts`}
            onClick={() => {
              props.onComparisonRemoved(runId);
            }}
          />
        </span>
      ))}
      {parting !== undefined && <span className="charts-parting">{parting}</span>}
    </div>
  );
}
