import assert from 'node:assert/strict';
import type { TestImages } from '../../../../../src/protocol/training';
import { TestImageCache } from '../../../../../webview/training/mistakes/testImageCache';

/** A host whose images have two pixels, both the number of the example; it answers when told to. */
class FakeHost {
  readonly asked: (readonly number[])[] = [];
  private readonly answers: (() => void)[] = [];

  readonly read = (indices: readonly number[]): Promise<TestImages> => {
    this.asked.push(indices);
    const images = Uint8Array.from(indices.flatMap((index) => [index, index]));
    return new Promise((resolve) => {
      this.answers.push(() => {
        resolve({ shape: [1, 2, 1], images });
      });
    });
  };

  answer(): void {
    for (const answer of this.answers.splice(0)) answer();
  }
}

describe('the images of test examples', () => {
  it('are asked for once, in one call', async () => {
    const host = new FakeHost();
    const cache = new TestImageCache(host.read);
    const loading = [cache.load([5, 3]), cache.load([3, 9])];
    assert.equal(cache.get(5), undefined);
    host.answer();
    await Promise.all(loading);
    assert.deepEqual(cache.get(3), { shape: [1, 2, 1], bytes: Uint8Array.of(3, 3) });
    assert.deepEqual(cache.get(9)?.bytes, Uint8Array.of(9, 9));
    await cache.load([3, 5, 9]);
    assert.deepEqual(host.asked, [[5, 3], [9]]);
  });

  it('can be asked for again after they could not be had', async () => {
    let fails = true;
    const cache = new TestImageCache(() =>
      fails
        ? Promise.reject(new Error('The folder is gone.'))
        : Promise.resolve({ shape: [1, 1, 1], images: Uint8Array.of(7) }),
    );
    await assert.rejects(cache.load([1]), /The folder is gone/);
    fails = false;
    await cache.load([1]);
    assert.deepEqual(cache.get(1)?.bytes, Uint8Array.of(7));
  });

  it('are refused when there are not as many bytes as they take', async () => {
    const cache = new TestImageCache(() => Promise.resolve({ shape: [2, 2, 1], images: new Uint8Array(7) }));
    await assert.rejects(cache.load([1, 2]), /2 test images of 4 bytes each, and got 7 bytes/);
    assert.equal(cache.get(1), undefined);
  });
});
