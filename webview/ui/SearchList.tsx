/**
 * A search field over a list in groups. The focus stays in the field while the arrow keys walk through the list; Enter
 * picks.
 */
import {
  useEffect,
  useId,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { Icon } from './Icon';

export interface ListItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon?: string | undefined;
  /** The class that colours the icon. */
  readonly accent?: string | undefined;
  /** Why the item cannot be picked; shown in place of the detail. */
  readonly refusal?: string | undefined;
}

export interface ListGroup {
  readonly label: string;
  readonly items: readonly ListItem[];
}

export interface SearchListProps {
  /** What is being picked, for screen readers. */
  readonly title: string;
  readonly placeholder: string;
  readonly groups: readonly ListGroup[];
  readonly fieldRef: RefObject<HTMLInputElement>;
  /** The item that Enter picks before anything is searched for; the first unless told. */
  readonly preferred?: string | undefined;
  /** Which click picks; with `double` the first one only marks the item. */
  readonly pickBy: 'single' | 'double';
  readonly onPick: (id: string) => void;
  readonly onEscape: () => void;
  readonly onBlur?: () => void;
  /** Makes the items draggable. */
  readonly onDragStart?: (id: string, event: DragEvent) => void;
}

/** The groups with only the items that have every word of the search in their label or detail; empty groups drop out. */
export function filterGroups(groups: readonly ListGroup[], search: string): readonly ListGroup[] {
  const words = search.toLowerCase().split(/\s+/);
  const fits = ({ label, detail = '' }: ListItem): boolean => {
    const text = `${label} ${detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, items: group.items.filter(fits) }))
    .filter(({ items }) => items.length > 0);
}

export function SearchList(props: SearchListProps) {
  const { title, placeholder, groups, fieldRef, preferred, pickBy, onPick, onEscape, onBlur, onDragStart } =
    props;
  const [search, setSearch] = useState('');
  const [marked, setMarked] = useState(preferred);
  const list = useRef<HTMLDivElement>(null);
  const baseId = useId();

  const shown = filterGroups(groups, search);
  const items = shown.flatMap((group) => group.items);
  const active = Math.max(
    0,
    items.findIndex(({ id }) => id === marked),
  );
  const activeItem = items[active];
  const places = new Map(items.map(({ id }, place) => [id, place]));
  const optionId = (id: string): string => `${baseId}-${String(places.get(id))}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeItem?.id]);

  const pick = (item: ListItem | undefined): void => {
    if (item === undefined || item.refusal !== undefined) return;
    setSearch('');
    onPick(item.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = items.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(last, active + 8),
      PageUp: Math.max(0, active - 8),
    };
    const next = steps[event.key];
    if (next !== undefined) setMarked(items[next]?.id);
    else if (event.key === 'Enter') pick(activeItem);
    else if (event.key === 'Escape') onEscape();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <input
        ref={fieldRef}
        className="lw-search"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${baseId}-list`}
        aria-activedescendant={activeItem === undefined ? undefined : optionId(activeItem.id)}
        aria-label={title}
        placeholder={placeholder}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setMarked(undefined);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      <div className="lw-list" id={`${baseId}-list`} role="listbox" aria-label={title} ref={list}>
        {shown.map((group) => (
          <div key={group.label} role="group" aria-label={group.label === '' ? title : group.label}>
            {group.label !== '' && (
              <div className="lw-list-group" aria-hidden="true">
                {group.label}
              </div>
            )}
            {group.items.map((item) => (
              <div
                key={item.id}
                id={optionId(item.id)}
                className="lw-list-item"
                role="option"
                tabIndex={-1}
                aria-selected={item === activeItem}
                aria-disabled={item.refusal !== undefined}
                title={item.refusal ?? item.detail}
                draggable={onDragStart !== undefined}
                onDragStart={(event) => onDragStart?.(item.id, event)}
                onMouseDown={(event) => {
                  // The search field keeps the focus; losing it would close a list before the click counts. A press that
                  // may begin to drag is left alone.
                  if (onDragStart === undefined) event.preventDefault();
                  setMarked(item.id);
                }}
                onMouseUp={() => {
                  if (pickBy === 'single') pick(item);
                }}
                onDoubleClick={() => {
                  if (pickBy === 'double') pick(item);
                }}
              >
                {item.icon !== undefined && (
                  <span className={`lw-list-icon ${item.accent ?? ''}`}>
                    <Icon name={item.icon} />
                  </span>
                )}
                <span className="lw-list-label">{item.label}</span>
                {(item.refusal ?? item.detail) !== undefined && (
                  <span className="lw-list-detail">{item.refusal ?? item.detail}</span>
                )}
              </div>
            ))}
          </div>
        ))}
        {items.length === 0 && <div className="lw-list-empty">Nothing matches.</div>}
      </div>
    </>
  );
}
