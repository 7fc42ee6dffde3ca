/** How well each layer is learning: its figures, and what they mean where they are out of the ordinary. */
import { healthFigures, healthFindings, type LayerHealth } from '../../src/core/training/health';
import type { RunStarted } from '../../src/core/training/runEvents';
import type { Run } from '../../src/core/training/runState';
import { Badge } from '../ui/Badge';
import { formatCount } from '../ui/formats';
import { ScrollArea } from '../ui/ScrollArea';
import { NO_FIGURE } from './formats';
import { EmptyView } from './EmptyView';
import { momentText, noHealthText } from './runView';

export interface LayerHealthTableProps {
  /** As it is at the moment shown. */
  readonly run: Run;
  readonly started: RunStarted;
  /** Whether the moment shown is an earlier one. */
  readonly isPast: boolean;
}

const COLUMNS = ['Saturated', 'Dead units', 'Gradient norm', 'Update to weight'] as const;

export function LayerHealthTable({ run, started, isPast }: LayerHealthTableProps) {
  const { health } = run;
  if (health === null) {
    return <EmptyView text={noHealthText(isPast)} />;
  }
  return (
    <ScrollArea label="Health of the layers" className="layers">
      <table className="table layers-table">
        <caption className="table-caption">
          Measured on {formatCount(health.examples)} training examples,{' '}
          {momentText(health.step, started.stepsPerEpoch)}
        </caption>
        <thead>
          <tr>
            <th scope="col">Layer</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(health.layers).map(([layer, figures]) => (
            <LayerRow key={layer} layer={layer} health={figures} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function LayerRow({ layer, health }: { readonly layer: string; readonly health: LayerHealth }) {
  const figures = healthFigures(health);
  if (figures.length === 0) return null;
  const findings = healthFindings(health);
  return (
    <>
      <tr>
        <th scope="row">{layer}</th>
        {COLUMNS.map((column) => (
          <td key={column}>{figures.find(({ name }) => name === column)?.value ?? NO_FIGURE}</td>
        ))}
      </tr>
      {findings.length > 0 && (
        <tr>
          <td className="layers-findings" colSpan={COLUMNS.length + 1}>
            {findings.map(({ severity, label, detail }) => (
              <div key={label} className="finding">
                <Badge tone={severity} icon={severity} text={label} />
                <span className="finding-detail">{detail}</span>
              </div>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}
