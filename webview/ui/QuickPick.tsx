/**
 * A list to search and pick from, laid over the view like VS Code's own.
 *
 * The focus stays in the search field while the arrow keys walk through the list; Enter picks, Escape or a click
 * elsewhere closes, and the focus goes back to where it was.
 */
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from './Icon';

export interface QuickPickItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: string | undefined;
}

export interface QuickPickGroup {
  readonly label: string;
  readonly items: readonly QuickPickItem[];
}

export interface QuickPickProps {
  /** What is being picked, for screen readers and as the field's placeholder. */
  readonly title: string;
  readonly groups: readonly QuickPickGroup[];
  /** The item that Enter picks before anything is searched for; the first unless told. */
  readonly preferred?: string;
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/** The groups with only the items that have every word of the search in their label or detail; empty groups drop out. */
export function filterGroups(groups: readonly QuickPickGroup[], search: string): readonly QuickPickGroup[] {
  const words = search.toLowerCase().split(/\s+/);
  const fits = ({ label, detail = '' }: QuickPickItem): boolean => {
    const text = `${label} ${detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, items: group.items.filter(fits) }))
    .filter(({ items }) => items.length > 0);
}

export function QuickPick({ title, groups, preferred, onPick, onClose }: QuickPickProps) {
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(() => {
    const all = groups.flatMap((group) => group.items);
    return Math.max(
      0,
      all.findIndex(({ id }) => id === preferred),
    );
  });
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const baseId = useId();

  const shown = filterGroups(groups, search);
  const items = shown.flatMap((group) => group.items);
  const activeItem = items[Math.min(active, items.length - 1)];
  const optionId = (id: string): string => `${baseId}-${String(items.findIndex((item) => item.id === id))}`;

  useEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeItem?.id]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = items.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : Math.min(active, last) - 1,
      PageDown: Math.min(last, active + 8),
      PageUp: Math.max(0, active - 8),
    };
    const next = steps[event.key];
    if (next !== undefined) setActive(Math.max(0, next));
    else if (event.key === 'Enter' && activeItem !== undefined) onPick(activeItem.id);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="lw-pick" role="dialog" aria-label={title}>
      <input
        ref={field}
        className="lw-pick-search"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${baseId}-list`}
        aria-activedescendant={activeItem === undefined ? undefined : optionId(activeItem.id)}
        aria-label={title}
        placeholder={title}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={onClose}
      />
      <div className="lw-pick-list" id={`${baseId}-list`} role="listbox" aria-label={title} ref={list}>
        {shown.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            {group.label !== '' && (
              <div className="lw-pick-group" aria-hidden="true">
                {group.label}
              </div>
            )}
            {group.items.map((item) => (
              <div
                key={item.id}
                id={optionId(item.id)}
                className="lw-pick-item"
                role="option"
                tabIndex={-1}
                aria-selected={item === activeItem}
                onMouseDown={(event) => {
                  // The search field keeps the focus; losing it would close the list before the click counts.
                  event.preventDefault();
                }}
                onMouseUp={() => {
                  onPick(item.id);
                }}
              >
                {item.icon !== undefined && <Icon name={item.icon} />}
                <span className="lw-pick-label">{item.label}</span>
                {item.detail !== undefined && <span className="lw-pick-detail">{item.detail}</span>}
              </div>
            ))}
          </div>
        ))}
        {items.length === 0 && <div className="lw-pick-empty">Nothing matches.</div>}
      </div>
    </div>
  );
}
