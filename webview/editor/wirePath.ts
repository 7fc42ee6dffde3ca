/**
 * Ways around the cards that stand between the two ends of a wire: without one, a wire that skips a layer looks as if it
 * led into that layer. Plain geometry; knows neither React Flow nor the file.
 */
import type { Point } from '../../src/core/graph/graph';
import { CARD } from './autoLayout';

/** From a card to a wire that passes beside it: the middle between two columns. */
const BESIDE = 20;
/** Nearer than this, a wire beside a card looks like part of it. */
const TOO_NEAR = 16;
/** How far a wire goes straight down from its layer before it turns. */
const STUB = 20;
const CORNER_RADIUS = 8;

/** Where a wire that goes around runs down; also an obstacle for the next such wire. */
export interface Lane {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The lane right of the cards between for a wire from the card at `from` to the card at `to` (both the upper left
 * corner), or `undefined` where the straight line touches no card of `others`.
 */
export function laneAround(
  from: Point,
  to: Point,
  others: readonly Point[],
  lanes: readonly Lane[],
): Lane | undefined {
  const start = { x: from.x + CARD.width / 2, y: from.y + CARD.height };
  const end = { x: to.x + CARD.width / 2, y: to.y };
  const crossed = others.filter((corner) => crosses(start, end, corner));
  if (crossed.length === 0) return undefined;
  const [top, bottom] = [start.y + STUB, end.y - STUB];
  const obstacles = [
    ...others.map(({ x, y }) => ({ left: x, right: x + CARD.width, top: y, bottom: y + CARD.height })),
    ...lanes.map((lane) => ({ left: lane.x, right: lane.x, top: lane.top, bottom: lane.bottom })),
  ]
    .filter((obstacle) => obstacle.top < bottom && obstacle.bottom > top)
    .sort((a, b) => a.left - b.left);
  let x = Math.max(...crossed.map((corner) => corner.x + CARD.width)) + BESIDE;
  for (const { left, right } of obstacles) {
    if (x > left - TOO_NEAR && x < right + TOO_NEAR) x = right + BESIDE;
  }
  return { x, top, bottom };
}

/** An SVG path from `source` down, across to `laneX`, along it and back to `target`, with rounded corners. */
export function pathAround(source: Point, target: Point, laneX: number): string {
  const [top, bottom] = [source.y + STUB, target.y - STUB];
  const turns = [
    { x: source.x, y: top },
    { x: laneX, y: top },
    { x: laneX, y: bottom },
    { x: target.x, y: bottom },
  ];
  const corners = turns.map((turn, index) => {
    const [before, after] = [turns[index - 1] ?? source, turns[index + 1] ?? target];
    const radius = Math.min(CORNER_RADIUS, distance(before, turn) / 2, distance(turn, after) / 2);
    const [into, out] = [towards(turn, before, radius), towards(turn, after, radius)];
    return `L ${at(into)} Q ${at(turn)} ${at(out)}`;
  });
  return `M ${at(source)} ${corners.join(' ')} L ${at(target)}`;
}

/** Whether the line from `start` down to `end` passes through the inside of the card at `corner`. */
function crosses(start: Point, end: Point, corner: Point): boolean {
  const height = end.y - start.y;
  const top = Math.max(start.y, corner.y);
  const bottom = Math.min(end.y, corner.y + CARD.height);
  // Too near each other, the ends leave no room to turn twice.
  if (height < 2 * STUB || top >= bottom) return false;
  const xAt = (y: number): number => start.x + ((end.x - start.x) * (y - start.y)) / height;
  const [one, other] = [xAt(top), xAt(bottom)];
  return Math.max(one, other) > corner.x && Math.min(one, other) < corner.x + CARD.width;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  return whole === 0
    ? from
    : { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole };
}

function at({ x, y }: Point): string {
  return `${String(x)} ${String(y)}`;
}
