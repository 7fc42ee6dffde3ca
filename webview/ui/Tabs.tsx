/**
 * Several views in one place, of which one is shown; the row of their names looks like that of VS Code's own panel.
 *
 * The arrow keys walk along the row and show what they come to. Only the view that is shown is in the page.
 */
import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Unseen } from './Unseen';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A number beside the name, in a badge. */
  readonly count?: string | undefined;
  /** What it is the number of, for screen readers: "misread". */
  readonly countOf?: string | undefined;
}

export interface TabsProps<Id extends string> {
  /** What the views are of, for screen readers. */
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly active: Id;
  readonly onActivate: (id: Id) => void;
  /** Stands at the other end of the row. */
  readonly beside?: ReactNode;
  /** The view that is shown. */
  readonly children: ReactNode;
}

/** The tab that a key leads to, from 0; `undefined` for another key. */
function tabAfter(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, active, onActivate, beside, children } = props;
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.id === active);
    const next = tabs[tabAfter(event.key, at, tabs.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onActivate(next.id);
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <>
      <div className="lw-tabs">
        <div ref={row} className="lw-tab-row" role="tablist" aria-label={label}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              data-tab={tab.id}
              className="lw-tab"
              aria-selected={tab.id === active}
              aria-controls={tab.id === active ? `${id}-view` : undefined}
              tabIndex={tab.id === active ? 0 : -1}
              onKeyDown={onKeyDown}
              onClick={() => {
                onActivate(tab.id);
              }}
            >
              {tab.label} {tab.count !== undefined && <span className="lw-tab-count">{tab.count}</span>}
              {tab.countOf !== undefined && <Unseen text={` ${tab.countOf}`} />}
            </button>
          ))}
        </div>
        {beside}
      </div>
      <div className="lw-tab-view" role="tabpanel" id={`${id}-view`} aria-labelledby={`${id}-${active}`}>
        {children}
      </div>
    </>
  );
}
