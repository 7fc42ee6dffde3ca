/**
 * What the host answers a tab of weights: tables of one moment or of the difference of two, and why there is none.
 */
import assert from 'node:assert/strict';
import { weightsHandlers } from '../../../../src/host/inspection/weightsHandlers';
import {
  weightsHostReplyValidators,
  weightsHostValidators,
  type TableReading,
  type TableRequest,
} from '../../../../src/protocol/weights';
import type { Unavailable } from '../../../../src/protocol/inspectedMoment';
import { FILE } from './keptRun';
import { NOW, tableInspection } from './tableInspection';

const KERNEL: TableRequest = { tensor: 'hidden.kernel', quantity: 'weights', at: null, minus: 'none' };

function setUp() {
  const { inspection, shown, asked } = tableInspection();
  const { readTable } = weightsHandlers(
    inspection,
    { file: FILE, fileName: 'a.nn.json', layer: 'hidden' },
    { ready: () => assert.fail('nobody is ready'), runCommand: () => assert.fail('nothing is run') },
  );
  const read = async (changes: Partial<TableRequest>): Promise<TableReading | Unavailable> =>
    readTable({ ...KERNEL, ...changes });
  const table = async (changes: Partial<TableRequest>): Promise<TableReading> => {
    const reading = await read(changes);
    return reading.kind === 'table' ? reading : assert.fail(reading.reason);
  };
  const refusal = async (changes: Partial<TableRequest>): Promise<string> => {
    const reading = await read(changes);
    return reading.kind === 'unavailable' ? reading.reason : assert.fail('there is a table');
  };
  return { shown, asked, table, refusal };
}

describe('weightsHandlers', () => {
  it('reads a whole tensor of the moment that is shown, with its figures and picture', async () => {
    const { table, asked } = setUp();
    const reading = await table({});
    assert.deepEqual(asked, [{ names: ['hidden.kernel'], quantity: 'weights', at: undefined }]);
    assert.deepEqual([reading.values.length, new Set(reading.values)], [784 * 3, new Set([NOW])]);
    assert.deepEqual([reading.moment.step, reading.note], [NOW, 'weights after 30 updates']);
    const { name, shape, statistics, picture } = reading.reading;
    assert.deepEqual([name, shape, statistics.mean, picture.kind], ['hidden.kernel', [784, 3], NOW, 'tiles']);
    assert.deepEqual(weightsHostReplyValidators.readTable(reading), reading);
  });

  it('reads a checkpoint, and other quantities', async () => {
    const { table } = setUp();
    assert.equal((await table({ at: 20 })).values[0], 20);
    const since = await table({ at: 20, quantity: 'sinceStart', tensor: 'hidden.bias' });
    assert.deepEqual([...since.values], [10, 10, 10]);
  });

  it('takes one moment from another, and shows figures and picture of the difference', async () => {
    const { table } = setUp();
    const grown = await table({ at: 20, minus: 10 });
    assert.deepEqual(new Set(grown.values), new Set([10]));
    assert.equal(grown.note, 'weights after 20 updates, minus weights after 10 updates');
    assert.deepEqual([grown.reading.statistics.max, grown.reading.picture.scale], [10, 10]);
    assert.deepEqual([grown.at, grown.minus, grown.moment.step], [20, 10, 20]);
    assert.deepEqual(new Set((await table({ at: 20, minus: null })).values), new Set([20 - NOW]));
    assert.deepEqual(new Set((await table({ at: null, minus: 0 })).values), new Set([NOW]));
  });

  it('compares weights alone', async () => {
    const { refusal, asked } = setUp();
    assert.match(await refusal({ quantity: 'gradient', minus: 10 }), /^Only weights are compared/);
    assert.deepEqual(asked, []);
  });

  it('says why there is no table: no run, a checkpoint that is gone, another layer, an unknown tensor', async () => {
    const { shown, refusal } = setUp();
    assert.match(await refusal({ at: 15 }), /after 15 updates is not kept/);
    assert.match(await refusal({ minus: 15 }), /after 15 updates is not kept/);
    assert.equal(
      await refusal({ tensor: 'output.kernel' }),
      'Layer "hidden" has no weights "output.kernel". Choose one of "hidden.kernel", "hidden.bias".',
    );
    assert.match(await refusal({ tensor: '__proto__' }), /has no weights "__proto__"/);
    shown.network = undefined;
    assert.equal(await refusal({}), 'There is no run.');
  });

  it('says so where the network has no such layer any more', async () => {
    const { shown, refusal } = setUp();
    const network = shown.network ?? assert.fail();
    shown.network = { ...network, layers: network.layers.filter(({ id }) => id !== 'hidden') };
    assert.match(await refusal({}), /^Layer "hidden" was not in the network when it was trained\./);
  });

  it('takes no request that is not one', () => {
    for (const changes of [{ at: -1 }, { at: 1.5 }, { minus: 'now' }, { quantity: 'w' }, { tensor: 3 }]) {
      assert.throws(
        () => weightsHostValidators.readTable({ ...KERNEL, ...changes }),
        JSON.stringify(changes),
      );
    }
    assert.deepEqual(weightsHostValidators.readTable(KERNEL), KERNEL);
    assert.throws(() => weightsHostValidators.runCommandRequested('delete everything'));
  });
});
