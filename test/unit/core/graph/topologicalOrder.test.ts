import assert from 'node:assert/strict';
import fc from 'fast-check';
import { topologicalOrder } from '../../../../src/core/graph/topologicalOrder';

const id = fc.integer({ min: 0, max: 12 }).map(String);
const edges = fc.array(fc.record({ from: id, to: id }), { maxLength: 25 });
const ids = Array.from({ length: 10 }, (_, i) => String(i));

describe('topological order', () => {
  it('puts every layer behind its inputs and leaves out cycles and what follows them', () => {
    let withCycle = 0;
    let without = 0;
    fc.assert(
      fc.property(edges, (wires) => {
        const { order, cycle } = topologicalOrder(ids, wires);
        const known = wires.filter(({ from, to }) => ids.includes(from) && ids.includes(to));
        const place = new Map(order.map((layer, i) => [layer, i]));
        for (const { from, to } of known) {
          const [before, after] = [place.get(from), place.get(to)];
          if (after !== undefined) assert.ok(before !== undefined && before < after, `${from} before ${to}`);
        }
        assert.equal(new Set(order).size, order.length);
        assert.equal(cycle === undefined, order.length === ids.length);
        if (cycle === undefined) {
          without++;
          return;
        }
        withCycle++;
        assert.equal(new Set(cycle).size, cycle.length);
        cycle.forEach((from, i) => {
          const to = cycle[(i + 1) % cycle.length];
          assert.ok(
            known.some((wire) => wire.from === from && wire.to === to),
            `${from} is wired into ${String(to)}`,
          );
        });
      }),
      { numRuns: 1000 },
    );
    assert.ok(withCycle > 50 && without > 50);
  });

  it('keeps the given order where wires leave it open', () => {
    assert.deepEqual(topologicalOrder(['c', 'a', 'b'], []).order, ['c', 'a', 'b']);
  });

  it('names a cycle along its wires', () => {
    const wires = [
      { from: 'in', to: 'x' },
      { from: 'z', to: 'x' },
      { from: 'x', to: 'y' },
      { from: 'y', to: 'z' },
      { from: 'z', to: 'out' },
    ];
    const { order, cycle } = topologicalOrder(['in', 'x', 'y', 'z', 'out'], wires);
    assert.deepEqual(order, ['in']);
    assert.deepEqual(cycle, ['y', 'z', 'x']);
  });
});
