/**
 * Asking backwards: the class that should have been answered, and what follows from it for every layer (δ, on the cards)
 * and for the pixels.
 */
import { useContext, useMemo, useSyncExternalStore } from 'react';
import { valuesPicture } from '../../../src/core/inspection/valuesPicture';
import type { ProbeReading } from '../../../src/protocol/probe';
import { Checkbox } from '../../ui/Checkbox';
import { Segments } from '../../ui/Segments';
import { PixelPicture } from './PixelPicture';
import type { ProbeDesk } from './probeDesk';
import { ProbeContext } from './probeStore';

const LIT = [
  { id: 'activations', label: 'Activations a' },
  { id: 'deltas', label: 'Errors δ' },
] as const;

export interface BackwardsProps {
  readonly desk: ProbeDesk;
  readonly reading: ProbeReading;
}

export function Backwards({ desk, reading }: BackwardsProps) {
  const store = useContext(ProbeContext);
  const { source, byLabel } = useSyncExternalStore(desk.subscribe, desk.view);
  const lit = useSyncExternalStore(store.subscribe, () => store.view().lit);
  const { target } = reading;
  return (
    <section className="probe-section" aria-label="Ask backwards">
      <h3>Ask backwards</h3>
      {source === 'example' && (
        <div className="probe-check">
          <Checkbox
            label="With each example's label"
            checked={byLabel}
            onChange={(checked) => {
              desk.askByLabel(checked);
            }}
          />
        </div>
      )}
      {target === null ? (
        <p className="probe-note">
          Choose above the class that should have been answered, and see how its error flows back through the
          layers.
        </p>
      ) : (
        <>
          <div className="probe-caption">On the cards</div>
          <Segments
            label="What the cards show"
            segments={LIT}
            chosen={lit}
            onChoose={(chosen) => {
              store.light(chosen);
            }}
          />
          <WishedPixels reading={reading} target={target} />
        </>
      )}
    </section>
  );
}

/** −δ of the input: where the cost falls when a pixel gets more ink. */
function WishedPixels({ reading, target }: { readonly reading: ProbeReading; readonly target: number }) {
  const deltas = reading.layers[0]?.deltas ?? null;
  const picture = useMemo(
    () =>
      deltas === null
        ? undefined
        : valuesPicture(
            reading.imageShape,
            deltas.map((delta) => -delta),
          ),
    [deltas, reading.imageShape],
  );
  return picture === undefined ? null : (
    <PixelPicture
      title="Pixels that want to change"
      meaning={`−∂C/∂x: to become a ${target}, warm ones want more ink, blue ones less.`}
      picture={picture}
    />
  );
}
