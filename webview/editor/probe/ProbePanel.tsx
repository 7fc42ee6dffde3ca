/**
 * The panel of the probe: what is sent through the network, what it answers, and what is asked back.
 */
import { useEffect, useSyncExternalStore } from 'react';
import type { Shape } from '../../../src/core/shape';
import type { RunCommand } from '../../../src/core/training/runCommands';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Segments } from '../../ui/Segments';
import { Spinner } from '../../ui/Spinner';
import { Answer } from './Answer';
import { NothingToSee } from '../inside/NothingToSee';
import type { ProbeDesk } from './probeDesk';
import { ProbePad } from './ProbePad';
import { useProbe } from './probeStore';

export interface ProbePanelProps {
  readonly desk: ProbeDesk;
  /** The network's input; `undefined` while it has none that is right. */
  readonly input: Shape | undefined;
  readonly onCommand: (command: RunCommand) => void;
  readonly onClose: () => void;
}

const SOURCES = [
  { id: 'drawn', label: 'Draw' },
  { id: 'example', label: 'Example' },
] as const;

export function ProbePanel(props: ProbePanelProps) {
  const { desk, input, onCommand, onClose } = props;
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
        {source === 'drawn' && <ProbePad {...{ desk, input }} />}
        <Told {...{ desk, onCommand }} />
      </div>
    </aside>
  );
}

function Told({ desk, onCommand }: Pick<ProbePanelProps, 'desk' | 'onCommand'>) {
  const { probe, target, answer } = useProbe();
  if (probe === null) return null;
  if (answer === undefined) return <Spinner label="Asking the network…" />;
  if (answer.kind === 'unavailable') return <NothingToSee {...{ answer, onCommand }} />;
  return (
    <Answer
      reading={answer}
      target={target}
      onAsk={(chosen) => {
        desk.ask(chosen);
      }}
    />
  );
}
