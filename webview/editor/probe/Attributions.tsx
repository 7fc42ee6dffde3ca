/**
 * Which pixels the answer rests on: pictures on demand that follow the probe and the moment, each as quickly as it can be
 * had.
 */
import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  ATTRIBUTIONS,
  type Attribution,
  type AttributionReading,
  type AttributionRequest,
  type Probe,
  type ProbeReading,
} from '../../../src/protocol/probe';
import { Spinner } from '../../ui/Spinner';
import type { InsideHost } from '../host/hostConnection';
import { Watch } from '../inside/watch';
import { inTurn } from './inTurn';
import { PixelPicture } from './PixelPicture';

const TITLES: Readonly<Record<Attribution, string>> = { saliency: 'Saliency', occlusion: 'Occlusion' };
const MEANINGS: Readonly<Record<Attribution, string>> = {
  saliency: '∂z/∂x: warm where more ink speaks for it, blue where against it.',
  occlusion: 'How far the output falls when a patch is covered: warm pixels carry it.',
};

type Read = InsideHost['readAttribution'];

export interface AttributionsProps {
  readonly read: Read;
  readonly reading: ProbeReading;
  /** What `reading` was read of. */
  readonly probe: Probe;
  /** The pictures that are asked for. */
  readonly shown: readonly Attribution[];
  readonly onShow: (shown: readonly Attribution[]) => void;
}

export function Attributions({ read, reading, probe, shown, onShow }: AttributionsProps) {
  const [readInTurn] = useState(() => inTurn(read));
  const about = reading.target ?? reading.predicted;
  return (
    <section className="probe-section" aria-label="What the answer rests on">
      <h3>{about < 0 ? 'What the answer rests on' : `What speaks for ${about}`}</h3>
      <div className="lw-segments" role="group" aria-label="Pictures">
        {ATTRIBUTIONS.map((method) => (
          <button
            key={method}
            type="button"
            className="lw-segment"
            aria-pressed={shown.includes(method)}
            onClick={() => {
              onShow(shown.includes(method) ? shown.filter((each) => each !== method) : [...shown, method]);
            }}
          >
            {TITLES[method]}
          </button>
        ))}
      </div>
      {ATTRIBUTIONS.filter((method) => shown.includes(method)).map((method) => (
        <AttributionPicture key={method} read={readInTurn} {...{ method, reading, probe }} />
      ))}
    </section>
  );
}

interface AttributionPictureProps extends Pick<AttributionsProps, 'read' | 'reading' | 'probe'> {
  readonly method: Attribution;
}

function AttributionPicture(props: AttributionPictureProps) {
  const { read, reading, probe, method } = props;
  const [pending, setPending] = useState(0);
  const [watch] = useState(
    () =>
      new Watch<AttributionRequest, AttributionReading>(
        { probe, method, about: reading.target },
        (question) => {
          setPending((count) => count + 1);
          return read(question).finally(() => {
            setPending((count) => count - 1);
          });
        },
      ),
  );
  const [first] = useState(reading);
  useEffect(() => {
    // The watch has asked for the first by itself.
    if (reading !== first) watch.ask({ probe, method, about: reading.target }, 'gradual');
  }, [watch, reading, probe, method, first]);
  const { answer } = useSyncExternalStore(watch.subscribe, watch.view);
  if (answer === undefined) return <Spinner label={`${TITLES[method]}…`} />;
  if (answer.kind === 'unavailable') return <p className="probe-note">{answer.reason}</p>;
  return (
    <PixelPicture
      title={TITLES[method]}
      meaning={MEANINGS[method]}
      picture={answer.picture}
      busy={pending > 0}
    />
  );
}
