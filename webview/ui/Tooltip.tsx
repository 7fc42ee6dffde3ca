/**
 * An explanation that shows while the pointer rests on its anchor or the keyboard is in it; Escape sends it away.
 *
 * It is in the page while it is hidden too, so that a control can refer to it by `aria-describedby`.
 */
import { useEffect, useState, type RefObject } from 'react';
import { tooltipPlace, type TooltipPlace } from './tooltipPlace';

export interface TooltipProps {
  readonly id: string | undefined;
  readonly text: string;
  readonly anchor: RefObject<HTMLElement>;
}

/** As long as VS Code waits. */
const DELAY_MS = 500;

export function Tooltip({ id, text, anchor }: TooltipProps) {
  const [place, setPlace] = useState<TooltipPlace | undefined>(undefined);
  useEffect(() => {
    const element = anchor.current;
    if (element === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = (): void => {
      clearTimeout(timer);
      setPlace(undefined);
    };
    const show = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        setPlace(
          tooltipPlace(element.getBoundingClientRect(), {
            width: window.innerWidth,
            height: window.innerHeight,
          }),
        );
      }, DELAY_MS);
    };
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') hide();
    };
    const listening = new AbortController();
    const { signal } = listening;
    element.addEventListener('mouseenter', show, { signal });
    element.addEventListener('mouseleave', hide, { signal });
    element.addEventListener('mousedown', hide, { signal });
    element.addEventListener('focusin', show, { signal });
    element.addEventListener('focusout', hide, { signal });
    document.addEventListener('keydown', onKeyDown, { signal });
    // Its place is in the window: it would stay behind what scrolls away.
    document.addEventListener('scroll', hide, { signal, capture: true });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, [anchor]);
  return (
    <div id={id} role="tooltip" className="lw-tooltip" hidden={place === undefined} style={place}>
      {text}
    </div>
  );
}
