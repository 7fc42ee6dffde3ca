/**
 * What the probe leaves in a layer, beside its card: its activations or δ as a small picture, and for the output a bar a
 * class. For eyes alone; the card's name says it in words.
 */
import { memo, useContext, useMemo, useSyncExternalStore } from 'react';
import type { LayerId } from '../../../src/core/graph/graph';
import type { LayerLight as Light, ProbeReading } from '../../../src/protocol/probe';
import { Unseen } from '../../ui/Unseen';
import { CARD } from '../drawing/autoLayout';
import { Painting } from '../inside/Picture';
import { ClassBars } from './ClassBars';
import { lightPicture } from './lightPicture';
import { FREE_PLACE, LightPlacesContext, type LightPlace } from './lightPlaces';
import { ProbeContext, useLight, type Lit } from './probeStore';
import { classAnswers, classErrors, lightText } from './probeTexts';

/** More classes than these have no room for their names. */
const MAX_CLASSES = 12;
/** From one layer to the next, and through all of them at most, in milliseconds. */
const ERROR_STEP = 120;
const ERROR_TIME = 1500;

export function LayerLight({ layerId }: { readonly layerId: LayerId }) {
  const light = useLight(layerId);
  const store = useContext(ProbeContext);
  const lit = useSyncExternalStore(store.subscribe, () => store.view().lit);
  const place = useContext(LightPlacesContext).get(layerId) ?? FREE_PLACE;
  const { answer } = store.view();
  return light === undefined || answer?.kind !== 'probe' ? null : (
    <Lamp {...{ light, lit, place }} reading={answer} />
  );
}

interface LampProps {
  readonly light: Light;
  readonly lit: Lit;
  readonly place: LightPlace;
  readonly reading: ProbeReading;
}

const Lamp = memo(function Lamp({ light, lit, place, reading }: LampProps) {
  const deltas = lit === 'deltas' ? light.deltas : null;
  const isOutput =
    light.layer === reading.output && reading.classes <= MAX_CLASSES && place.width >= FREE_PLACE.width;
  return (
    <>
      <Unseen text={` ${lightText(light, lit, reading)}`} />
      <div
        // Errors come up from the output to the input, once for each class that is asked about.
        key={deltas === null ? 'activations' : `errors for ${String(reading.target)}`}
        className={`light light-${place.side} ${deltas === null ? '' : 'light-errors'}`}
        style={deltas === null ? {} : { animationDelay: `${errorDelay(light, reading)}ms` }}
        aria-hidden="true"
        data-light={light.layer}
      >
        {isOutput ? (
          <ClassBars
            values={deltas === null ? classAnswers(reading) : classErrors(reading)}
            least={deltas === null ? 1 : 0}
            predicted={reading.predicted}
            target={reading.target}
          />
        ) : (
          <LightPainting light={light} values={deltas ?? light.activations} width={place.width} />
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

interface LightPaintingProps {
  readonly light: Light;
  readonly values: Float32Array;
  readonly width: number;
}

function LightPainting({ light, values, width }: LightPaintingProps) {
  const { picture, columns, zoom } = useMemo(
    () => lightPicture(light.shape, values, { width, height: CARD.height }),
    [light, values, width],
  );
  return <Painting name={light.layer} label="" {...{ picture, columns, zoom }} />;
}
