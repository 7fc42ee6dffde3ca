/**
 * A list to search and pick from, laid over the view like VS Code's own.
 *
 * Enter or a click picks, Escape or a click elsewhere closes, and the focus goes back to where it was.
 */
import { useEffect, useRef } from 'react';
import { SearchList, type ListGroup } from './SearchList';

export interface QuickPickProps {
  /** What is being picked, for screen readers and as the field's placeholder. */
  readonly title: string;
  readonly groups: readonly ListGroup[];
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

export function QuickPick({ title, groups, onPick, onClose }: QuickPickProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div className="lw-pick" role="dialog" aria-label={title}>
      <SearchList
        {...{ title, groups, onPick }}
        placeholder={title}
        fieldRef={field}
        pickBy="single"
        onEscape={onClose}
        onBlur={onClose}
      />
    </div>
  );
}
