/**
 * What the probe leaves in a layer, beside its card: its activations or δ as a small picture, and for the output a bar a
 * class. For eyes alone; the card's name says it in words.
 */
import { memo, useContext, useMemo, useSyncExternalStore } from 'react';
import type { LayerId } from '../../../src/core/graph/graph';
import type { LayerLight as Light, ProbeReading } from '../../../src/protocol/probe';
import { Unseen } from '../../ui/Unseen';
import { Painting } from '../inside/Picture';
import { ClassBars } from './ClassBars';
import { lightPicture } from './lightPicture';
import { ProbeContext, useLight, type Lit } from './probeStore';
import { classAnswers, lightText } from './probeTexts';

/** As high as a card, in pixels of the canvas. */
const SIDE = 84;
/** More classes than these have no room for their names. */
const MAX_CLASSES = 12;
/** From one layer to the next, and through all of them at most, in milliseconds. */
const ERROR_STEP = 120;
const ERROR_TIME = 1500;

export function LayerLight({ layerId }: { readonly layerId: LayerId }) {
  const light = useLight(layerId);
  const store = useContext(ProbeContext);
  const lit = useSyncExternalStore(store.subscribe, () => store.view().lit);
  const { answer } = store.view();
  return light === undefined || answer?.kind !== 'probe' ? null : (
    <Lamp light={light} lit={lit} reading={answer} />
  );
}

interface LampProps {
  readonly light: Light;
  readonly lit: Lit;
  readonly reading: ProbeReading;
}

const Lamp = memo(function Lamp({ light, lit, reading }: LampProps) {
  const deltas = lit === 'deltas' ? light.deltas : null;
  const answers =
    deltas === null && light.layer === reading.output && reading.classes <= MAX_CLASSES
      ? classAnswers(reading)
      : undefined;
  return (
    <>
      <Unseen text={` ${lightText(light, lit, reading)}`} />
      <div
        // Errors come up from the output to the input, once for each class that is asked about.
        key={deltas === null ? 'activations' : `errors for ${String(reading.target)}`}
        className={deltas === null ? 'light' : 'light light-errors'}
        style={deltas === null ? {} : { animationDelay: `${errorDelay(light, reading)}ms` }}
        aria-hidden="true"
        data-light={light.layer}
      >
        {answers === undefined ? (
          <LightPainting light={light} values={deltas ?? light.activations} />
        ) : (
          <ClassBars answers={answers} predicted={reading.predicted} target={reading.target} />
        )}
      </div>
    </>
  );
});

/** When an error arrives on its way back, in milliseconds. */
function errorDelay({ layer }: Light, { layers }: ProbeReading): number {
  const back = layers.length - 1 - layers.findIndex((each) => each.layer === layer);
  return Math.round(back * Math.min(ERROR_STEP, ERROR_TIME / layers.length));
}

function LightPainting({ light, values }: { readonly light: Light; readonly values: Float32Array }) {
  const { picture, columns, zoom } = useMemo(() => lightPicture(light.shape, values, SIDE), [light, values]);
  return <Painting name={light.layer} label="" {...{ picture, columns, zoom }} />;
}
