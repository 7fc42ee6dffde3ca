import assert from 'node:assert/strict';
import { NewestWork } from '../../../../src/host/inspection/newestWork';

describe('NewestWork', () => {
  it('lets others work in between', async () => {
    let isServed = false;
    setTimeout(() => {
      isServed = true;
    }, 0);
    await new NewestWork().do(async (breathe) => {
      // Far longer than a slice, so that a work which never waits comes to its end unserved.
      for (const end = performance.now() + 1000; !isServed && performance.now() < end;) await breathe();
    });
    assert.ok(isServed);
  });

  it('ends earlier work by later, and only that', async () => {
    const work = new NewestWork();
    const ended: string[] = [];
    const task = (name: string) => async (breathe: () => Promise<void>) => {
      for (let slice = 0; slice < 3; slice++) await breathe();
      ended.push(name);
      return name;
    };
    const first = work.do(task('first'));
    const second = work.do(task('second'));
    assert.deepEqual([await first, await second], [undefined, 'second']);
    assert.equal(await work.do(task('third')), 'third');
    assert.deepEqual(ended, ['second', 'third']);
  });

  it('passes a failure on', async () => {
    await assert.rejects(
      new NewestWork().do(() => Promise.reject(new Error('It broke.'))),
      /It broke/,
    );
  });
});
