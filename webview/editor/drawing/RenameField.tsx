/**
 * The field over a card in which a layer gets another name: Enter or leaving it renames, Escape does not. It lies over
 * the drawing and not in the card, which is a button.
 */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { EdgeLabelRenderer } from 'reactflow';
import type { LayerId, Point } from '../../../src/core/graph/graph';
import { CARD } from './autoLayout';

export interface RenameFieldProps {
  readonly id: LayerId;
  /** The upper left corner of the layer's card. */
  readonly at: Point;
  /** Why a new name is refused; `undefined` for a good one. */
  readonly problemWith: (name: string) => string | undefined;
  readonly onRename: (name: string) => void;
  /** The field is done with, whether or not there is a new name. */
  readonly onEnd: () => void;
}

export function RenameField({ id, at, problemWith, onRename, onEnd }: RenameFieldProps) {
  const [draft, setDraft] = useState<string>(id);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    field.current?.select();
    return () => {
      // Where the field was left for nothing else, the keyboard goes on from the card.
      const isNowhere = document.activeElement === document.body;
      if (isNowhere && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  const problem = problemWith(draft);
  const finish = (): void => {
    if (problem === undefined) onRename(draft);
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // The keys of the canvas, such as Delete, belong to the field now.
    event.stopPropagation();
    if (event.key === 'Escape') onEnd();
    if (event.key === 'Enter' && problem === undefined) finish();
  };
  return (
    <EdgeLabelRenderer>
      <div
        className="rename nodrag nopan"
        style={{ transform: `translate(${String(at.x)}px, ${String(at.y)}px)`, width: CARD.width }}
      >
        <input
          ref={field}
          className="rename-field"
          type="text"
          spellCheck={false}
          aria-label={`New name for ${id}`}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : 'rename-problem'}
          value={draft}
          onChange={(event) => {
            setDraft(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={finish}
        />
        {problem !== undefined && (
          <div className="rename-problem" id="rename-problem" role="alert">
            {problem}
          </div>
        )}
      </div>
    </EdgeLabelRenderer>
  );
}
