import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import type { Point } from '../../../../../src/core/graph/graph';
import { CARD, COLUMN, ROW } from '../../../../../webview/editor/drawing/autoLayout';
import { toFlow, type WireEdge } from '../../../../../webview/editor/drawing/toFlow';
import {
  fromTopToBottom,
  laneAround,
  pathAround,
  type Lane,
} from '../../../../../webview/editor/drawing/wirePath';
import { MLP } from '../files';

const at = (column: number, row: number) => ({ x: column * COLUMN, y: row * ROW });

function laneOf(from: Point, to: Point, cards: readonly Point[], lanes: readonly Lane[]): Lane | undefined {
  return laneAround(from, to, fromTopToBottom([...cards, from, to]), lanes);
}

describe('laneAround', () => {
  it('leaves a wire alone that touches no card', () => {
    assert.equal(laneOf(at(0, 0), at(0, 1), [], []), undefined);
    assert.equal(laneOf(at(0, 0), at(0, 2), [at(1, 1), at(-1, 1), at(0, 3), at(0, -1)], []), undefined);
    // Up again, as in a cycle.
    assert.equal(laneOf(at(0, 2), at(0, 0), [at(0, 1)], []), undefined);
  });

  it('leaves a wire alone that has no room to turn', () => {
    const between = { x: 10, y: CARD.height + 5 };
    assert.equal(laneOf(at(0, 0), { x: 0, y: CARD.height + 39 }, [between], []), undefined);
    assert.notEqual(laneOf(at(0, 0), { x: 0, y: CARD.height + 41 }, [between], []), undefined);
  });

  it('goes right of the cards between', () => {
    const lane = laneOf(at(0, 0), at(0, 3), [at(0, 1), { x: 30, y: 2 * ROW }], []);
    assert.equal(lane?.x, 30 + CARD.width + 20);
    assert.ok(lane.top > CARD.height && lane.top < ROW);
    assert.ok(lane.bottom > 2 * ROW + CARD.height && lane.bottom < 3 * ROW);
  });

  it('sees a card that a slanting wire cuts', () => {
    assert.notEqual(laneOf(at(0, 0), at(2, 2), [at(1, 1)], []), undefined);
    assert.equal(laneOf(at(0, 0), at(2, 2), [at(0, 1), at(2, 1)], []), undefined);
  });

  it('goes around the cards beside those between, and around the wires that do', () => {
    const first = laneOf(at(0, 0), at(0, 2), [at(0, 1), { x: CARD.width + 4, y: ROW }], []);
    assert.equal(first?.x, 2 * CARD.width + 24);
    const reaching = { x: CARD.width + 4, y: 30 };
    assert.equal(laneOf(at(0, 0), at(0, 2), [at(0, 1), reaching], [])?.x, 2 * CARD.width + 24);
    const near = laneOf(at(0, 0), at(0, 2), [at(0, 1)], []);
    assert.ok(near);
    assert.ok((laneOf(at(0, 0), at(0, 2), [at(0, 1)], [near])?.x ?? 0) >= near.x + 16);
  });

  it('sees a card that reaches down beside the first one', () => {
    assert.notEqual(laneOf(at(0, 0), at(0, 2), [{ x: 100, y: 20 }], []), undefined);
  });

  it('takes no notice of wires above and below', () => {
    const x = laneOf(at(0, 0), at(0, 2), [at(0, 1)], [])?.x ?? 0;
    for (const top of [-500, 500]) {
      assert.equal(laneOf(at(0, 0), at(0, 2), [at(0, 1)], [{ x, top, bottom: top + 300 }])?.x, x);
    }
  });
});

describe('pathAround', () => {
  it('goes from the source down, along the lane and down into the target, with round corners', () => {
    assert.equal(
      pathAround({ x: 0, y: 0 }, { x: 0, y: 200 }, 100),
      'M 0 0 L 0 12 Q 0 20 8 20 L 92 20 Q 100 20 100 28 ' +
        'L 100 172 Q 100 180 92 180 L 8 180 Q 0 180 0 188 L 0 200',
    );
  });

  it('draws a line, whatever the places', () => {
    for (const laneX of [0, 1, -50]) {
      assert.doesNotMatch(pathAround({ x: 0, y: 0 }, { x: 1, y: 0 }, laneX), /NaN|undefined/);
    }
  });
});

describe('the wires of a drawing', () => {
  it('go around a layer that they skip, and straight otherwise', () => {
    const text = MLP.replace('["hidden", "output"]]', '["hidden", "output"], ["flatten", "output"]]');
    const { edges } = toFlow(checkNnFile(text));
    const looks = edges.map(({ data }: WireEdge) => [data?.from, data?.to, data?.laneX]);
    assert.deepEqual(looks, [
      ['input', 'flatten', undefined],
      ['flatten', 'hidden', undefined],
      ['hidden', 'output', undefined],
      ['flatten', 'output', CARD.width + 20],
    ]);
  });
});
