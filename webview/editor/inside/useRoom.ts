/** How wide an element is, in pixels, as it is made wider and narrower. */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface Room {
  readonly ref: RefObject<HTMLDivElement>;
  /** 0 until it has been measured. */
  readonly width: number;
}

export function useRoom(): Room {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => {
      setWidth(Math.floor(element.clientWidth));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => {
      watcher.disconnect();
    };
  }, []);
  return { ref, width };
}
