/**
 * What a hover and a card show of a layer: what it is, which quantity is looked at and when, and the figures, histogram
 * and picture of each of its tensors; or why there is nothing to see and the command that mends it.
 */
import { useContext, useSyncExternalStore } from 'react';
import { WEIGHT_QUANTITIES } from '../../../src/core/inspection/quantity';
import type { TensorReading } from '../../../src/core/inspection/readings';
import type { RunCommand } from '../../../src/core/training/runCommands';
import type { Unavailable } from '../../../src/protocol/inspectedMoment';
import type { LayerReading } from '../../../src/protocol/inspection';
import { Button } from '../../ui/Button';
import { COMMAND_VIEWS } from '../../commandViews';
import { Spinner } from '../../ui/Spinner';
import type { LayerCardData } from '../drawing/toFlow';
import { TrainingContext } from '../trainingView';
import { HistogramBars } from './HistogramBars';
import { momentText, QUANTITY_LABELS, tensorFigures } from './insideTexts';
import type { LayerWatch } from './layerWatch';
import { Legend, Picture } from './Picture';

export interface LayerContentsProps {
  readonly watch: LayerWatch;
  readonly layer: LayerCardData;
  readonly onCommand: (command: RunCommand) => void;
}

export function LayerContents({ watch, layer, onCommand }: LayerContentsProps) {
  const { quantity, answer } = useSyncExternalStore(watch.subscribe, watch.look);
  return (
    <div className="inside-contents">
      <div className="inside-facts">
        {[layer.detail, layer.outputShape && `output ${layer.outputShape}`]
          .concat(layer.parameterCount === undefined ? [] : `${layer.parameterCount} parameters`)
          .filter((fact) => fact !== undefined && fact !== '')
          .join(' · ')}
      </div>
      <HealthLines layerId={layer.layerId} />
      <div className="inside-quantities" role="group" aria-label="What is shown">
        {WEIGHT_QUANTITIES.map((each) => (
          <button
            key={each}
            type="button"
            className="inside-quantity"
            aria-pressed={each === quantity}
            onClick={() => {
              watch.show(each);
            }}
          >
            {QUANTITY_LABELS[each]}
          </button>
        ))}
      </div>
      {answer === undefined ? (
        <Spinner label="Reading…" />
      ) : answer.kind === 'unavailable' ? (
        <NothingToSee {...{ answer, onCommand }} />
      ) : (
        <Tensors reading={answer} />
      )}
    </div>
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

function NothingToSee(props: {
  readonly answer: Unavailable;
  readonly onCommand: (command: RunCommand) => void;
}) {
  const { reason, command } = props.answer;
  return (
    <div className="inside-nothing">
      <p>{reason}</p>
      {command !== null && (
        <Button
          label={COMMAND_VIEWS[command].label}
          icon={COMMAND_VIEWS[command].icon}
          onClick={() => {
            props.onCommand(command);
          }}
        />
      )}
    </div>
  );
}

function Tensors({ reading }: { readonly reading: LayerReading }) {
  const { moment, note, tensors } = reading;
  return (
    <>
      <div className="inside-moment">
        {note} <span className="inside-when">{momentText(moment)}</span>
      </div>
      {tensors.length === 0 && <p>This layer learns nothing, so it has no weights to show.</p>}
      {tensors.map((tensor) => (
        <Tensor key={tensor.name} tensor={tensor} />
      ))}
    </>
  );
}

function Tensor({ tensor }: { readonly tensor: TensorReading }) {
  const { name, histogram, picture } = tensor;
  return (
    <section className="inside-tensor" aria-label={name}>
      <h3>{name}</h3>
      <div className="inside-measures">
        <table>
          <caption className="lw-visually-hidden">Figures of {name}</caption>
          <tbody>
            {tensorFigures(tensor).map((figure) => (
              <tr key={figure.name}>
                <th scope="row">{figure.name}</th>
                <td>{figure.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <HistogramBars name={name} histogram={histogram} />
      </div>
      <Picture name={name} picture={picture} />
      <Legend scale={picture.scale} />
    </section>
  );
}
