/**
 * What the run was started with, in one line: the data by its proper name, the engine, the size of the network. Opened,
 * it also says where the data came from and why that engine was taken.
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
  const dataset = datasetTitle(started.dataset);
  const engine = `${started.engine} on ${started.adapter}`;
  const network = `${formatCount(started.parameters)} parameters`;
  return (
    <details className="facts">
      <summary className="facts-line">
        <Fact icon="database" name="Data" value={dataset} />
        <Fact icon="chip" name="Engine" value={engine} />
        <Fact icon="symbol-parameter" name="Network" value={network} />
      </summary>
      <dl className="facts-full">
        <FullFact name="Data" value={dataset} detail={data} />
        <FullFact name="Engine" value={engine} detail={started.reason} />
        <FullFact name="Network" value={network} detail={`seed ${started.seed}`} />
      </dl>
    </details>
  );
}

interface FactProps {
  readonly icon: string;
  readonly name: string;
  readonly value: string;
}

function Fact({ icon, name, value }: FactProps) {
  return (
    <span className="fact" title={value}>
      <Icon name={icon} />
      <span className="lw-visually-hidden">{name}: </span>
      {value}
    </span>
  );
}

interface FullFactProps {
  readonly name: string;
  readonly value: string;
  readonly detail: string;
}

function FullFact({ name, value, detail }: FullFactProps) {
  return (
    <div className="full-fact">
      <dt>{name}</dt>
      <dd>
        <span className="fact-value">{value}</span> <span className="fact-detail">{detail}</span>
      </dd>
    </div>
  );
}
