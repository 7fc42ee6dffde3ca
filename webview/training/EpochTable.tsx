/**
 * The epochs of a run as a table, the oldest first; it keeps to its end as long as the reader has not scrolled up.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { Run } from '../../src/core/training/runState';
import { METRICS_FORMATS, type MetricsRequest } from '../../src/protocol/training';
import { Button } from '../ui/Button';
import { ScrollArea } from '../ui/ScrollArea';
import { formatAccuracy, formatDuration, formatLoss, formatRate } from './formats';
import { bestEpoch } from './runView';

export interface EpochTableProps {
  readonly run: Run;
  /** Whether an epoch may be under way, whose figures so far are then the last row. */
  readonly running: boolean;
  /** The moment that the user went back to; `null` for the newest. */
  readonly shownStep: number | null;
  readonly onMetrics: (request: MetricsRequest) => void;
}

const AT_END_PX = 24;

export function EpochTable({ run, running, shownStep, onMetrics }: EpochTableProps) {
  const scroller = useRef<HTMLElement>(null);
  const keepsToEnd = useRef(true);
  const { epochs, progress, started } = run;
  const validated = (started?.validationExamples ?? 0) > 0;
  const current = running ? progress : null;
  const best = bestEpoch(run);
  const rows = epochs.length + (current === null ? 0 : 1);

  const toEnd = useCallback(() => {
    if (scroller.current !== null && keepsToEnd.current) {
      scroller.current.scrollTop = scroller.current.scrollHeight;
    }
  }, []);
  useEffect(() => {
    if (scroller.current === null) return undefined;
    const sizes = new ResizeObserver(toEnd);
    sizes.observe(scroller.current);
    return () => {
      sizes.disconnect();
    };
  }, [toEnd]);
  useEffect(toEnd, [toEnd, rows]);

  return (
    <div className="epochs">
      <ScrollArea
        ref={scroller}
        label="Epochs"
        className="epochs-scroller"
        onScroll={({ scrollHeight, scrollTop, clientHeight }) => {
          keepsToEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX;
        }}
      >
        <table className="table epochs-table">
          <caption className="lw-visually-hidden">
            Figures after each epoch of {run.subject.networkName}
          </caption>
          <thead>
            <tr>
              <th scope="col">Epoch</th>
              <th scope="col">Training loss</th>
              {validated && <th scope="col">Validation loss</th>}
              {validated && <th scope="col">Validation accuracy</th>}
              <th scope="col">Test loss</th>
              <th scope="col">Test accuracy</th>
              <th scope="col">Examples/s</th>
              <th scope="col">Elapsed</th>
            </tr>
          </thead>
          <tbody>
            {epochs.map((epoch) => (
              <tr
                key={epoch.epoch}
                className={rowClass(epoch.epoch === best, epoch.step === shownStep)}
                aria-current={epoch.step === shownStep ? 'true' : undefined}
              >
                <th scope="row">{epoch.epoch}</th>
                <td>{formatLoss(epoch.loss)}</td>
                {validated && <td>{formatLoss(epoch.validationLoss)}</td>}
                {validated && <td>{formatAccuracy(epoch.validationAccuracy)}</td>}
                <td>{formatLoss(epoch.testLoss)}</td>
                <td className="epochs-accuracy">
                  {formatAccuracy(epoch.testAccuracy)}
                  {epoch.epoch === best && <span className="lw-visually-hidden"> (best so far)</span>}
                </td>
                <td>{formatRate(epoch.examplesPerSecond)}</td>
                <td>{formatDuration(epoch.elapsedMs)}</td>
              </tr>
            ))}
            {current !== null && (
              <tr className="epochs-current">
                <th scope="row">{current.epoch}</th>
                <td>{formatLoss(current.loss)}</td>
                {validated && <td>{formatLoss(null)}</td>}
                {validated && <td>{formatAccuracy(null)}</td>}
                <td>{formatLoss(null)}</td>
                <td>{formatAccuracy(null)}</td>
                <td>{formatRate(current.examplesPerSecond)}</td>
                <td>{formatDuration(current.elapsedMs)}</td>
              </tr>
            )}
          </tbody>
        </table>
      </ScrollArea>
      <MetricsButtons onMetrics={onMetrics} />
    </div>
  );
}

function rowClass(best: boolean, shown: boolean): string {
  return [...(best ? ['epochs-best'] : []), ...(shown ? ['epochs-shown'] : [])].join(' ');
}

/** Takes the figures elsewhere. */
function MetricsButtons({ onMetrics }: Pick<EpochTableProps, 'onMetrics'>) {
  const button = (format: MetricsRequest['format'], target: MetricsRequest['target']) => {
    const name = format.toUpperCase();
    return (
      <Button
        key={`${format} ${target}`}
        appearance="toolbar"
        icon={target === 'clipboard' ? 'copy' : 'export'}
        label={target === 'clipboard' ? `Copy as ${name}` : `Export as ${name}…`}
        onClick={() => {
          onMetrics({ format, target });
        }}
      />
    );
  };
  return (
    <div className="epochs-actions" role="group" aria-label="Take the figures elsewhere">
      {METRICS_FORMATS.map((format) => button(format, 'clipboard'))}
      {METRICS_FORMATS.map((format) => button(format, 'file'))}
    </div>
  );
}
