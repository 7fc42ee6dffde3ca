import assert from 'node:assert/strict';
import { probeHandlers } from '../../../../src/host/inspection/probeHandlers';
import {
  probeHostReplyValidators,
  type ExampleSearch,
  type ExampleSetName,
} from '../../../../src/protocol/probe';
import { chainOf, seededWeights } from '../../core/pass/passedNetwork';
import { FILE } from './keptRun';
import { examplesOf, inspectionOf, type Seen } from './seenNetwork';

const NETWORK = chainOf([2], { output: { type: 'Dense', units: 3, activation: 'sigmoid' } });
const SEEN = {
  network: NETWORK,
  weights: seededWeights(NETWORK, 1),
  examples: { training: examplesOf([2], [0, 1]), test: examplesOf([2], [0, 1, 2, 0, 1]) },
  predictions: Int16Array.of(0, 2, 2, -1, 1),
} satisfies Seen;

/** The index that is found, or why there is none. */
async function find(
  which: ExampleSearch['which'],
  from: number,
  { set = 'test', seen }: { set?: ExampleSetName; seen?: Seen } = {},
): Promise<number | string> {
  const found = await probeHandlers(inspectionOf(seen ?? SEEN), FILE).findExample({ set, from, which });
  assert.deepEqual(probeHostReplyValidators.findExample(found), found);
  if (found.kind === 'unavailable') return found.reason;
  assert.deepEqual([found.set, found.examples], [set, set === 'test' ? 5 : 2]);
  return found.index;
}

describe('the search for an example', () => {
  it('goes through a set in a circle', async () => {
    assert.deepEqual([await find('next', 0), await find('next', 4)], [1, 0]);
    assert.deepEqual([await find('previous', 3), await find('previous', 0)], [2, 4]);
    assert.equal(await find('next', 1, { set: 'training' }), 0);
  });

  it('goes on from the last example where it began beyond it', async () => {
    assert.deepEqual([await find('next', 97), await find('previous', 97)], [0, 3]);
  });

  it('finds an example itself, or says how many there are', async () => {
    assert.equal(await find('at', 4), 4);
    assert.equal(
      await find('at', 5),
      'The test set has 5 examples, numbered from 0 to 4; there is no example 5. Choose one of these.',
    );
  });

  it('finds any other by chance, and all of them in time', async () => {
    assert.equal(await find('random', 0, { set: 'training' }), 1, 'the only other');
    const found = new Set<number | string>();
    for (let draw = 0; draw < 200; draw++) found.add(await find('random', 2));
    assert.deepEqual([...found].sort(), [0, 1, 3, 4]);
  });

  it('finds the next that was misread, the one where it began last', async () => {
    assert.deepEqual([await find('nextMisread', 0), await find('nextMisread', 1)], [1, 3]);
    assert.equal(await find('nextMisread', 3), 1);
    const single = { ...SEEN, predictions: Int16Array.of(0, 1, 0, 0, 1) };
    assert.equal(await find('nextMisread', 2, { seen: single }), 2);
  });

  it('says so where nothing was measured, all was read right, or the set is never measured', async () => {
    const { network, weights, examples } = SEEN;
    assert.match(
      String(await find('nextMisread', 0, { seen: { network, weights, examples } })),
      /not been measured .* end of each epoch/,
    );
    const others = { ...SEEN, predictions: Int16Array.of(0, 1) };
    assert.match(String(await find('nextMisread', 0, { seen: others })), /not been measured/);
    const right = { ...SEEN, predictions: Int16Array.of(0, 1, 2, 0, 1) };
    assert.match(
      String(await find('nextMisread', 0, { seen: right })),
      /^All 5 test examples were read right/,
    );
    assert.match(String(await find('nextMisread', 0, { set: 'training' })), /^Only the test set is measured/);
  });
});
