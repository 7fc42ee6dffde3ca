/**
 * The pad to draw a digit on, with the mouse, a pen, a finger or the keys, and beside it what the network sees of it.
 */
import { useSyncExternalStore } from 'react';
import type { Shape } from '../../../src/core/shape';
import { Button } from '../../ui/Button';
import { DigitImage } from '../../ui/DigitImage';
import { drawingSize, type ProbeDesk } from './probeDesk';
import { drawingRefusal } from './probeTexts';
import { Sheet } from './Sheet';

export interface ProbePadProps {
  readonly desk: ProbeDesk;
  /** The network's input; `undefined` while it has none that is right. */
  readonly input: Shape | undefined;
}

export function ProbePad({ desk, input }: ProbePadProps) {
  const { digit } = useSyncExternalStore(desk.subscribe, desk.view);
  const refusal = drawingRefusal(input);
  const size = drawingSize(input);
  if (refusal !== undefined || size === undefined) return <p className="probe-note">{refusal}</p>;
  return (
    <div className="probe-draw">
      <Sheet desk={desk} />
      <div className="probe-seen">
        <div className="probe-preview" role="img" aria-label="The drawn digit as the network sees it">
          {digit !== undefined && <DigitImage image={{ shape: size, bytes: digit }} />}
        </div>
        <span className="probe-caption">What the network sees, {size.join(' × ')}</span>
        <Button
          appearance="icon"
          icon="clear-all"
          label="Clear the pad"
          tooltip="Clear the pad (Delete)"
          disabled={desk.ink.empty}
          keepsFocus
          onClick={() => {
            desk.clear();
          }}
        />
      </div>
    </div>
  );
}
