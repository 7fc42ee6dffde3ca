/**
 * The panel of the probe: what is sent through the network, what it answers, and what is asked back.
 */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Shape } from '../../../src/core/shape';
import type { RunCommand } from '../../../src/core/training/runCommands';
import type { Attribution } from '../../../src/protocol/probe';
import type { InsideHost } from '../host/hostConnection';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Segments } from '../../ui/Segments';
import { Spinner } from '../../ui/Spinner';
import { NetworkAnswer } from './NetworkAnswer';
import { NothingToSee } from '../inside/NothingToSee';
import { Attributions } from './Attributions';
import { Backwards } from './Backwards';
import { ExampleChooser } from './ExampleChooser';
import type { ProbeDesk } from './probeDesk';
import { ProbePad } from './ProbePad';
import { useProbe } from './probeStore';
import { Survey, type OpenUnit } from './Survey';
import type { UnitSurvey } from './unitSurvey';

export interface ProbePanelProps {
  readonly desk: ProbeDesk;
  readonly survey: UnitSurvey;
  readonly readAttribution: InsideHost['readAttribution'];
  /** The network's input; `undefined` while it has none that is right. */
  readonly input: Shape | undefined;
  readonly onCommand: (command: RunCommand) => void;
  readonly onUnit: OpenUnit;
  readonly onClose: () => void;
}

const SOURCES = [
  { id: 'drawn', label: 'Draw' },
  { id: 'example', label: 'Example' },
] as const;

export function ProbePanel(props: ProbePanelProps) {
  const { desk, input, survey, onCommand, onUnit, onClose } = props;
  // Kept while nothing is sent, between two digits.
  const [attributions, setAttributions] = useState<readonly Attribution[]>([]);
  const { source } = useSyncExternalStore(desk.subscribe, desk.view);
  useEffect(() => {
    desk.setInput(input);
  }, [desk, input]);
  useEffect(() => {
    desk.setOpen(true);
    return () => {
      desk.setOpen(false);
    };
  }, [desk]);
  return (
    <aside className="probe" aria-label="Probe">
      <header className="inspector-head">
        <Icon name="eye" />
        <h2>Probe</h2>
        <Button appearance="icon" icon="close" label="Close the probe" onClick={onClose} />
      </header>
      <div className="probe-body">
        <Segments
          label="What is sent through the network"
          segments={SOURCES}
          chosen={source}
          onChoose={(chosen) => {
            desk.choose(chosen);
          }}
        />
        {source === 'drawn' ? <ProbePad {...{ desk, input }} /> : <ExampleChooser {...{ desk, onCommand }} />}
        <Told {...props} attributions={attributions} onAttributions={setAttributions} />
        <Survey {...{ survey, onUnit, onCommand }} />
      </div>
    </aside>
  );
}

interface ToldProps extends Pick<ProbePanelProps, 'desk' | 'readAttribution' | 'onCommand'> {
  readonly attributions: readonly Attribution[];
  readonly onAttributions: (shown: readonly Attribution[]) => void;
}

function Told({ desk, readAttribution, onCommand, attributions, onAttributions }: ToldProps) {
  const { probe, target, answer, answered } = useProbe();
  if (probe === null) return null;
  if (answer === undefined || answered === undefined) return <Spinner label="Asking the network…" />;
  if (answer.kind === 'unavailable') return <NothingToSee {...{ answer, onCommand }} />;
  return (
    <>
      <NetworkAnswer
        reading={answer}
        target={target}
        onAsk={(chosen) => {
          desk.ask(chosen);
        }}
      />
      <Backwards desk={desk} reading={answer} />
      <Attributions
        read={readAttribution}
        reading={answer}
        probe={answered.probe}
        shown={attributions}
        onShow={onAttributions}
      />
    </>
  );
}
