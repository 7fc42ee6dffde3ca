import assert from 'node:assert/strict';
import { largeNetwork } from '../../../../../scripts/bench/largeNetwork.mjs';
import type { Graph, LayerId, Point } from '../../../../../src/core/graph/graph';
import {
  nearestFreePosition,
  CARD,
  COLUMN,
  layerPositions,
  ROW,
  tidyPositions,
} from '../../../../../webview/editor/drawing/autoLayout';
import { graphOf } from '../files';

type Places = ReadonlyMap<LayerId, Point>;

/** Add layers with these wires, as `from>to`, at these places. */
function graph(wires: string, layout: Readonly<Record<string, readonly [number, number]>> = {}): Graph {
  const edges = wires.split(' ').map((wire) => wire.split('>'));
  const layers = Object.fromEntries([...new Set(edges.flat())].map((id) => [id, { type: 'Add' }]));
  return graphOf(JSON.stringify({ version: 1, layers, edges, layout }));
}

/** A chain of so many layers, from each of which a wire also leads `skip` layers further. */
function chain(length: number, skip: number): Graph {
  const ids = Array.from({ length }, (_, i) => `l${String(i)}`);
  const wire = (by: number): string[] => ids.slice(by).map((id, i) => `${ids[i] ?? ''}>${id}`);
  return graph([...wire(1), ...wire(skip)].join(' '));
}

function assertTidy({ edges }: Graph, places: Places): void {
  const all = [...places].sort(([, a], [, b]) => a.y - b.y);
  all.forEach(([id, a], i) => {
    assert.ok(Number.isInteger(a.x) && Number.isInteger(a.y));
    for (const [other, b] of all.slice(i + 1)) {
      if (b.y >= a.y + CARD.height) break;
      assert.ok(Math.abs(a.x - b.x) >= CARD.width, `${id} covers ${other}`);
    }
  });
  for (const { from, to } of edges) {
    const [start, end] = [places.get(from), places.get(to)];
    if (start !== undefined && end !== undefined) {
      assert.ok(end.y >= start.y + ROW, `the wire from ${from} to ${to} leads down`);
    }
  }
}

function corner(places: readonly Point[]): Point {
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}

const BRANCHES = 'a>b a>c a>d b>e c>e d>f e>g f>g a>g';

describe('tidyPositions', () => {
  it('leads every wire down and covers no card', () => {
    const places = tidyPositions(graph(BRANCHES));
    assert.equal(places.size, 7);
    assertTidy(graph(BRANCHES), places);
  });

  it('lets wires of a small graph cross only where they must', () => {
    const places = tidyPositions(graph('p>e q>f r>e'));
    const x = (id: LayerId): number => places.get(id)?.x ?? NaN;
    const sides = ['p', 'r'].map((id) => Math.sign(x(id) - x('q')));
    assert.deepEqual(sides, Array(2).fill(Math.sign(x('e') - x('f'))));
  });

  it('takes no notice of a wire from a layer to itself', () => {
    assert.deepEqual(tidyPositions(graph('a>b a>c b>b')), tidyPositions(graph('a>b a>c')));
  });

  it('keeps the upper left corner of all layers', () => {
    const messy = graph(BRANCHES, { a: [500, 900], b: [500, 900], c: [-40, 3], d: [7, 7] });
    const before = corner([...layerPositions(messy).values()]);
    const places = tidyPositions(messy);
    assert.deepEqual(corner([...places.values()]), before);
    assertTidy(messy, places);
  });

  it('places the given layers among themselves, and no others', () => {
    const layout = { a: [0, 0], b: [900, 700], c: [950, 710], e: [930, 650], g: [0, 5000] } as const;
    const places = tidyPositions(graph(BRANCHES, layout), new Set(['e', 'c', 'b']));
    assert.deepEqual([...places.keys()].sort(), ['b', 'c', 'e']);
    assert.deepEqual(corner([...places.values()]), { x: 900, y: 650 });
    assertTidy(graph(BRANCHES), places);
  });

  it('moves nothing where there is nothing to move', () => {
    assert.equal(tidyPositions(graphOf('{}')).size, 0);
    assert.equal(tidyPositions(graph(BRANCHES), new Set(['nowhere'])).size, 0);
  });

  it('places layers of any name', () => {
    const odd = graph('a>__proto__ __proto__>constructor a>constructor');
    assertTidy(odd, tidyPositions(odd));
    assert.deepEqual(Object.keys(Object.prototype), []);
  });

  it('places layers in cycles too', () => {
    const cyclic = graph('a>b b>c c>b c>d d>d');
    const places = tidyPositions(cyclic);
    assert.equal(places.size, 4);
    assertTidy(graph('a>b b>c c>d'), places);
  });

  it('is soon done with 1,000 layers, and with wires that pass many', function () {
    this.timeout(20_000);
    const large = graphOf(largeNetwork());
    assertTidy(large, tidyPositions(large));
    const passing = chain(1000, 40);
    assertTidy(passing, tidyPositions(passing));
  });
});

describe('layerPositions', () => {
  it('gives 1,000 layers without a place one in tidy rows', () => {
    const large = graphOf(largeNetwork({ layout: false }));
    const places = layerPositions(large);
    assert.equal(places.size, 1000);
    assertTidy(large, places);
    // Towers stand side by side, each straight below its first layer, the trunk in their middle.
    const at = (id: LayerId): Point => places.get(id) ?? { x: NaN, y: NaN };
    assert.equal(at('tower9_sum16').x, at('tower9_dense').x);
    assert.equal(at('tower10_dense').x - at('tower9_dense').x, COLUMN);
    assert.equal(at('stemDrop').x, at('output').x);
    assert.equal(at('output').x, (at('tower1_dense').x + at('tower30_dense').x) / 2);
  });

  it('gives layers in large cycles a place too', () => {
    const ids = Array.from({ length: 700 }, (_, i) => `l${String(i)}`);
    const ring = ids.map((id, i) => `${id}>${ids[(i + 1) % ids.length] ?? ''}`);
    const places = layerPositions(graph(ring.join(' ')));
    assert.equal(places.size, 700);
    assertTidy(graph(ring.slice(0, -1).join(' ')), places);
  });

  it('puts a layer between all its inputs, in whole pixels', () => {
    const tail = Array.from({ length: 700 }, (_, i) => `l${String(i)}>l${String(i + 1)}`);
    const places = layerPositions(graph(`r>a r>b r>c r>d a>l0 b>l0 d>l0 c>y a>x ${tail.join(' ')}`));
    const x = (id: LayerId): number => places.get(id)?.x ?? NaN;
    assert.ok([...places.values()].every((place) => Number.isInteger(place.x)));
    assert.deepEqual(
      ['y', 'l0', 'x'].sort((a, b) => x(a) - x(b)),
      ['x', 'l0', 'y'],
    );
  });
});

describe('nearestFreePosition', () => {
  it('stays where it is wanted, or goes to the nearer side', () => {
    const there = [{ x: 0, y: 0 }];
    assert.deepEqual(nearestFreePosition(there, { x: 10, y: 200 }), { x: 10, y: 200 });
    assert.deepEqual(nearestFreePosition(there, { x: 50, y: 10 }), { x: COLUMN, y: 10 });
    assert.deepEqual(nearestFreePosition(there, { x: -50, y: 10 }), { x: -COLUMN, y: 10 });
  });
});
