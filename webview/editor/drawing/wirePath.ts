/**
 * Ways around the cards that stand between the two ends of a wire: without one, a wire that skips a layer looks as if it
 * led into that layer. Plain geometry; knows neither React Flow nor the file.
 */
import type { Point } from '../../../src/core/graph/graph';
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

/** The upper left corners of cards in the order in which `laneAround` looks through them. */
export function fromTopToBottom(corners: Iterable<Point>): readonly Point[] {
  return [...corners].sort((a, b) => a.y - b.y);
}

/**
 * The lane right of the cards between for a wire from the card at `from` to the card at `to` (both the upper left
 * corner), or `undefined` where the straight line touches no card.
 * @param cards all cards, from top to bottom; those at the ends may be among them.
 */
export function laneAround(
  from: Point,
  to: Point,
  cards: readonly Point[],
  lanes: readonly Lane[],
): Lane | undefined {
  const start = { x: from.x + CARD.width / 2, y: from.y + CARD.height };
  const end = { x: to.x + CARD.width / 2, y: to.y };
  // Too near each other, the ends leave no room to turn twice.
  if (end.y - start.y < 2 * STUB) return undefined;
  let edge = -Infinity;
  // Only cards that begin below the first one's top and above the last one's can be in the way.
  for (let i = firstBelow(cards, from.y); i < cards.length; i++) {
    const corner = cards[i];
    if (corner === undefined || corner.y >= end.y) break;
    if (crosses(start, end, corner)) edge = Math.max(edge, corner.x + CARD.width);
  }
  return edge === -Infinity ? undefined : freeLane(edge + BESIDE, start.y + STUB, end.y - STUB, cards, lanes);
}

/** The first lane from `x` to the right that keeps its distance from cards and other lanes. */
function freeLane(
  x: number,
  top: number,
  bottom: number,
  cards: readonly Point[],
  lanes: readonly Lane[],
): Lane {
  const obstacles: { readonly left: number; readonly right: number }[] = [];
  for (let i = firstBelow(cards, top - CARD.height); i < cards.length; i++) {
    const corner = cards[i];
    if (corner === undefined || corner.y >= bottom) break;
    const right = corner.x + CARD.width;
    if (right + TOO_NEAR > x) obstacles.push({ left: corner.x, right });
  }
  for (const lane of lanes) {
    if (lane.x + TOO_NEAR > x && lane.top < bottom && lane.bottom > top) {
      obstacles.push({ left: lane.x, right: lane.x });
    }
  }
  let free = x;
  for (const { left, right } of obstacles.sort((a, b) => a.left - b.left)) {
    if (free > left - TOO_NEAR && free < right + TOO_NEAR) free = right + BESIDE;
  }
  return { x: free, top, bottom };
}

/** The place of the first card whose top lies below `y`. */
function firstBelow(cards: readonly Point[], y: number): number {
  let [low, high] = [0, cards.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cards[middle]?.y ?? Infinity) > y) high = middle;
    else low = middle + 1;
  }
  return low;
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
  if (top >= bottom) return false;
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
