/** One of the run's own examples: by its number, one after another, by chance, or those that were misread. */
import { useSyncExternalStore } from 'react';
import type { RunCommand } from '../../../src/core/training/runCommands';
import { Button } from '../../ui/Button';
import { DigitImage } from '../../ui/DigitImage';
import { formatCount } from '../../ui/formats';
import { Segments } from '../../ui/Segments';
import { Spinner } from '../../ui/Spinner';
import { TextField } from '../../ui/TextField';
import { NothingToSee } from '../inside/NothingToSee';
import type { ProbeDesk } from './probeDesk';
import { useProbe } from './probeStore';
import { exampleProblem } from './probeTexts';

const SETS = [
  { id: 'test', label: 'Test set' },
  { id: 'training', label: 'Training set' },
] as const;

export interface ExampleChooserProps {
  readonly desk: ProbeDesk;
  readonly onCommand: (command: RunCommand) => void;
}

export function ExampleChooser({ desk, onCommand }: ExampleChooserProps) {
  const { set, example, searching, refusal } = useSyncExternalStore(desk.subscribe, desk.view);
  const search = (which: Parameters<ProbeDesk['search']>[0]) => ({
    onClick: () => {
      desk.search(which);
    },
  });
  return (
    <div className="probe-example">
      <Segments
        label="Which examples"
        segments={SETS}
        chosen={set}
        onChoose={(chosen) => {
          desk.chooseSet(chosen);
        }}
      />
      <ExampleImage />
      {example !== undefined && (
        <>
          <div className="probe-walk">
            <Button appearance="icon" icon="chevron-left" label="Previous image" {...search('previous')} />
            <TextField
              label="Number of the image"
              value={String(example.index)}
              validate={(text) => exampleProblem(text, example.examples)}
              step={(text, steps) => {
                const next = String(Number(text) + steps);
                return exampleProblem(next, example.examples) === undefined ? next : undefined;
              }}
              onCommit={(text) => {
                desk.search('at', Number(text));
              }}
            />
            <span className="probe-caption">of {formatCount(example.examples)}</span>
            <Button appearance="icon" icon="chevron-right" label="Next image" {...search('next')} />
          </div>
          <div className="probe-searches">
            <Button label="Random" tooltip="An image by chance" {...search('random')} />
            <Button
              label="Next misread"
              tooltip="The next image of the test set that was misread when it was last measured"
              {...search('nextMisread')}
            />
          </div>
        </>
      )}
      {searching && example === undefined && <Spinner label="Reading the data…" />}
      {refusal !== undefined && (
        <div role="status">
          <NothingToSee answer={refusal} onCommand={onCommand} />
        </div>
      )}
    </div>
  );
}

function ExampleImage() {
  const { answer, answered } = useProbe();
  const probe = answered?.probe;
  if (answer?.kind !== 'probe' || probe?.kind !== 'example') return null;
  const { imageShape, image, label } = answer;
  // An input that is no image, such as 784 numbers, is seen on its card.
  if (imageShape.length < 2) return null;
  return (
    <div
      className="probe-image"
      role="img"
      aria-label={`Image ${probe.index} of the ${probe.set} set${label === null ? '' : `, labelled ${label}`}`}
    >
      <DigitImage image={{ shape: imageShape, bytes: image }} />
    </div>
  );
}
