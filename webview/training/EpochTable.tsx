/**
 * The epochs of a run as a table, the oldest first; it keeps to its end as long as the reader has not scrolled up.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { Run } from '../../src/core/training/runState';
import { formatAccuracy, formatDuration, formatLoss, formatRate } from './formats';
import { bestEpoch } from './runView';

export interface EpochTableProps {
  readonly run: Run;
  /** Whether an epoch may be under way, whose figures so far are then the last row. */
  readonly running: boolean;
}

const AT_END_PX = 24;

export function EpochTable({ run, running }: EpochTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
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
    const element = scroller.current;
    if (element === null) {
      return;
    }
    // What scrolls must be reachable by keyboard; older engines do not see to that themselves.
    element.setAttribute('tabindex', '0');
    const sizes = new ResizeObserver(toEnd);
    sizes.observe(element);
    return () => {
      sizes.disconnect();
    };
  }, [toEnd]);
  useEffect(toEnd, [toEnd, rows]);

  return (
    <section
      className="epochs"
      ref={scroller}
      aria-label="Epochs"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        keepsToEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX;
      }}
    >
      <table className="epochs-table">
        <caption className="lw-visually-hidden">
          Figures after each epoch of {run.subject.networkName}
        </caption>
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            <th scope="col">Loss</th>
            {validated && (
              <th scope="col">
                <abbr title="Validation loss">Val. loss</abbr>
              </th>
            )}
            {validated && (
              <th scope="col">
                <abbr title="Validation accuracy">Val. accuracy</abbr>
              </th>
            )}
            <th scope="col">Test accuracy</th>
            <th scope="col">Examples/s</th>
            <th scope="col">Elapsed</th>
          </tr>
        </thead>
        <tbody>
          {epochs.map((epoch) => (
            <tr key={epoch.epoch} className={epoch.epoch === best ? 'epochs-best' : undefined}>
              <th scope="row">{epoch.epoch}</th>
              <td>{formatLoss(epoch.loss)}</td>
              {validated && <td>{formatLoss(epoch.validationLoss)}</td>}
              {validated && <td>{formatAccuracy(epoch.validationAccuracy)}</td>}
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
              <td>{formatAccuracy(null)}</td>
              <td>{formatRate(current.examplesPerSecond)}</td>
              <td>{formatDuration(current.elapsedMs)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
