/**
 * What a hover and a card show of an answer: its numbers, why there are none and the command that mends that, or for a
 * moment the numbers before, dimmed, so that nothing flickers and nothing false is read.
 */
import type { ReactNode } from 'react';
import type { RunCommand } from '../../../src/core/training/runCommands';
import type { InspectedMoment, Unavailable } from '../../../src/protocol/inspectedMoment';
import { Button } from '../../ui/Button';
import { Spinner } from '../../ui/Spinner';
import { momentText } from './insideTexts';
import { NothingToSee } from './NothingToSee';
import { useKept } from './useKept';

export interface AnswerProps<Reading extends { readonly kind: string }> {
  readonly answer: Reading | Unavailable | undefined;
  readonly onCommand: (command: RunCommand) => void;
  readonly children: (reading: Reading) => ReactNode;
}

export function Answer<Reading extends { readonly kind: string }>(props: AnswerProps<Reading>) {
  const { shown, stale } = useKept(props.answer);
  if (shown === undefined) {
    return (
      <div className="inside-waiting">
        <Spinner label="Reading…" />
      </div>
    );
  }
  return (
    <div className="inside-answer" aria-busy={stale}>
      {isUnavailable(shown) ? (
        <NothingToSee answer={shown} onCommand={props.onCommand} />
      ) : (
        props.children(shown)
      )}
    </div>
  );
}

function isUnavailable(answer: { readonly kind: string }): answer is Unavailable {
  return answer.kind === 'unavailable';
}

/** What the numbers are, and of when. */
export function Moment({ note, moment }: { readonly note: string; readonly moment: InspectedMoment }) {
  return (
    <div className="inside-moment">
      {note} <span className="inside-when">{momentText(moment)}</span>
    </div>
  );
}

/** Stands where an example is needed and none is sent through. */
export function NoProbe({ what, onProbe }: { readonly what: string; readonly onProbe: () => void }) {
  return (
    <div className="inside-nothing">
      <p>Draw a digit or choose an example in the probe, and {what}.</p>
      <Button label="Open the Probe" icon="edit" onClick={onProbe} />
    </div>
  );
}
