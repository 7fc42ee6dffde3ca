/**
 * What the run was started with: the data by its proper name, the engine and why that one, the size of the network.
 */
import type { RunStarted } from '../../src/core/training/runEvents';
import { formatCount } from '../ui/formats';
import { Icon } from '../ui/Icon';
import { datasetTitle } from './formats';

export interface RunFactsProps {
  readonly started: RunStarted;
  /** Where the data came from and what was checked of it, where there is more to say than its name. */
  readonly dataOrigin: string | undefined;
}

export function RunFacts({ started, dataOrigin }: RunFactsProps) {
  const { trainingExamples, validationExamples, testExamples } = started;
  const data = [
    `${formatCount(trainingExamples)} training`,
    ...(validationExamples > 0 ? [`${formatCount(validationExamples)} validation`] : []),
    `${formatCount(testExamples)} test`,
    ...(dataOrigin === undefined ? [] : [dataOrigin]),
  ].join(' · ');
  return (
    <dl className="facts">
      <Fact icon="database" name="Data" value={datasetTitle(started.dataset)} detail={data} />
      <Fact
        icon="chip"
        name="Engine"
        value={`${started.engine} on ${started.adapter}`}
        detail={started.reason}
      />
      <Fact
        icon="symbol-parameter"
        name="Network"
        value={`${formatCount(started.parameters)} parameters`}
        detail={`seed ${started.seed}`}
      />
    </dl>
  );
}

interface FactProps {
  readonly icon: string;
  readonly name: string;
  readonly value: string;
  readonly detail: string;
}

function Fact({ icon, name, value, detail }: FactProps) {
  return (
    <div className="fact">
      <dt>
        <Icon name={icon} />
        <span className="lw-visually-hidden">{name}</span>
      </dt>
      <dd>
        <span className="fact-value">{value}</span> <span className="fact-detail">{detail}</span>
      </dd>
    </div>
  );
}
