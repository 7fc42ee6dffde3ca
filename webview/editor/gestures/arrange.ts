/**
 * Selected layers put in order: along a line, or at equal distances. Pure; all cards have one size.
 */
import type { LayerId, Point } from '../../../src/core/graph/graph';

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';
export type Direction = 'horizontally' | 'vertically';

/** New places for layers that are put along one line, which is the selection's own edge or middle. */
export function aligned(
  places: ReadonlyMap<LayerId, Point>,
  alignment: Alignment,
): ReadonlyMap<LayerId, Point> {
  const axis = alignment === 'left' || alignment === 'center' || alignment === 'right' ? 'x' : 'y';
  const values = [...places.values()].map((point) => point[axis]);
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const line =
    alignment === 'left' || alignment === 'top'
      ? least
      : alignment === 'right' || alignment === 'bottom'
        ? greatest
        : (least + greatest) / 2;
  return new Map([...places].map(([id, point]) => [id, { ...point, [axis]: Math.round(line) }]));
}

/** New places at equal distances between the first and the last layer, which stay. */
export function distributed(
  places: ReadonlyMap<LayerId, Point>,
  direction: Direction,
): ReadonlyMap<LayerId, Point> {
  const axis = direction === 'horizontally' ? 'x' : 'y';
  const inOrder = [...places].sort(([, a], [, b]) => a[axis] - b[axis]);
  const first = inOrder[0]?.[1][axis] ?? 0;
  const last = inOrder.at(-1)?.[1][axis] ?? 0;
  const step = (last - first) / Math.max(1, inOrder.length - 1);
  return new Map(
    inOrder.map(([id, point], place) => [id, { ...point, [axis]: Math.round(first + place * step) }]),
  );
}
