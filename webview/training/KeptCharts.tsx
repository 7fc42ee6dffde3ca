/**
 * The charts, which stay in the page behind the other views, so that scale, smoothing and zoom are still there when one
 * comes back. Meanwhile they are not drawn anew.
 */
import { memo } from 'react';
import { RunCharts, type RunChartsProps } from './charts/RunCharts';

export interface KeptChartsProps extends RunChartsProps {
  readonly shown: boolean;
}

export const KeptCharts = memo(
  function KeptCharts({ shown, ...charts }: KeptChartsProps) {
    return (
      <div className={shown ? 'curves' : 'curves curves-behind'}>
        <RunCharts {...charts} />
      </div>
    );
  },
  (before, after) => !before.shown && !after.shown,
);
