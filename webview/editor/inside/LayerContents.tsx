/**
 * What a hover and a card show of a layer: what it is, which quantity is looked at and when, and the figures, histogram
 * and picture of each of its tensors; or why there is nothing to see and the command that mends it.
 */
import { useContext, useSyncExternalStore } from 'react';
import type { TensorReading } from '../../../src/core/inspection/readings';
import { messageOf } from '../../../src/core/wording';
import { Button } from '../../ui/Button';
import { accentClass, layerIcon } from '../layerLook';
import { TrainingContext } from '../trainingView';
import { ScrollArea } from '../../ui/ScrollArea';
import { Answer, Moment } from './Answer';
import { answered, copiedFigures, copiedTensors, refuseTooMany } from './copiedTexts';
import { CopyButton, Header } from './Header';
import { factsOf } from './insideTexts';
import type { LayerLook } from './look';
import type { ContentsProps } from './LookContents';
import { Measures } from './Measures';
import { Quantities } from './Quantities';
import { UnitsPicture } from './UnitsPicture';

export interface LayerContentsProps extends ContentsProps {
  readonly look: LayerLook;
}

export function LayerContents(props: LayerContentsProps) {
  const { look, layer, frame, host, onCommand, onUnit } = props;
  const { watch } = look;
  const { question, answer } = useSyncExternalStore(watch.subscribe, watch.view);
  const learns = layer.parameterCount !== undefined;
  const reading = (): Promise<Parameters<typeof copiedFigures>[0]> =>
    Promise.resolve(watch.view().answer).then(answered);
  return (
    <>
      <Header
        frame={frame}
        icon={layerIcon(layer.type)}
        accent={accentClass(layer.type)}
        title={layer.layerId}
        detail={layer.type ?? 'No type'}
      >
        {learns && (
          <>
            {' '}
            <Button
              appearance="icon"
              icon="table"
              label="Open as table"
              tooltip="Open the weights as a table in a tab"
              onClick={() => {
                host.openWeights(layer.layerId).catch((error: unknown) => {
                  frame.onRefused(messageOf(error));
                });
              }}
            />
            <CopyButton
              frame={frame}
              label="Copy values"
              icon="copy"
              tooltip="Copy all values as a table: a row an input, a column a unit"
              text={async () => {
                const { tensors } = await reading();
                refuseTooMany(tensors.reduce((count, { statistics }) => count + statistics.count, 0));
                return copiedTensors(answered(await host.readValues(watch.view().question)));
              }}
            />
            <CopyButton
              frame={frame}
              label="Copy figures"
              icon="graph"
              tooltip="Copy the figures and histograms as a table"
              text={() => reading().then(copiedFigures)}
            />
          </>
        )}
      </Header>
      <ScrollArea className="inside-contents" label={`What is inside ${layer.layerId}`}>
        <div className="inside-facts">{factsOf(layer)}</div>
        <HealthLines layerId={layer.layerId} />
        <Quantities
          quantity={question.quantity}
          onShow={(quantity) => {
            watch.ask({ ...question, quantity }, 'new');
          }}
        />
        <Answer {...{ answer, onCommand }}>
          {({ note, moment, tensors }) => {
            const hasUnits = tensors.some(({ role }) => role === 'kernel');
            return (
              <>
                <Moment {...{ note, moment }} />
                {tensors.length === 0 && <p>This layer learns nothing, so it has no weights to show.</p>}
                {tensors.map((tensor) => (
                  <Tensor key={tensor.name} tensor={tensor} onUnit={hasUnits ? onUnit : undefined} />
                ))}
              </>
            );
          }}
        </Answer>
      </ScrollArea>
    </>
  );
}

function HealthLines({ layerId }: { readonly layerId: string }) {
  const training = useContext(TrainingContext);
  const hint = useSyncExternalStore(training.subscribe, () => training.hintOf(layerId));
  if (hint === undefined) return null;
  return (
    <ul className="inside-health" aria-label="Health in training">
      {hint.split('\n').map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

interface TensorProps {
  readonly tensor: TensorReading;
  readonly onUnit: ((unit: number) => void) | undefined;
}

function Tensor({ tensor, onUnit }: TensorProps) {
  const { name, picture } = tensor;
  return (
    <section className="inside-tensor" aria-label={name}>
      <h3>{name}</h3>
      <Measures measured={tensor} />
      <UnitsPicture {...{ name, picture }} onOpen={onUnit} />
    </section>
  );
}
