/** A layer's name on its card, and the field in its place while it is being changed: Enter or leaving it renames, Escape does not. */
import { useContext, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { LayerId } from '../../src/core/graph/graph';
import { CardContext } from './cardContext';

export interface CardNameProps {
  readonly id: LayerId;
}

export function CardName({ id }: CardNameProps) {
  const { renaming } = useContext(CardContext);
  if (renaming === id) return <NameField id={id} />;
  return (
    <span className="card-id" title={id} aria-hidden="true">
      {id}
    </span>
  );
}

function NameField({ id }: CardNameProps) {
  const { onRename, onRenameEnd, nameProblem } = useContext(CardContext);
  const [draft, setDraft] = useState<string>(id);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const problem = nameProblem(id, draft);
  const finish = (): void => {
    if (problem === undefined) onRename(id, draft);
    onRenameEnd();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // The keys of the canvas, such as Delete, belong to the field now.
    event.stopPropagation();
    if (event.key === 'Escape') onRenameEnd();
    if (event.key === 'Enter' && problem === undefined) finish();
  };
  return (
    <span className="card-rename">
      <input
        ref={field}
        className="card-rename-field nodrag nopan"
        type="text"
        spellCheck={false}
        aria-label={`New name for ${id}`}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : 'card-rename-problem'}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={finish}
      />
      {problem !== undefined && (
        <span className="card-rename-problem" id="card-rename-problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
