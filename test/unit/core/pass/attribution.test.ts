/**
 * Saliency and occlusion: of networks whose answer can be worked out by hand.
 */
import assert from 'node:assert/strict';
import { occlusion, saliency } from '../../../../src/core/pass/attribution';
import type { WeightMap } from '../../../../src/core/weights/weightMap';
import { chainOf } from './passedNetwork';

const breathe = (): Promise<void> => Promise.resolve();
const chain = (units: number): ReturnType<typeof chainOf> =>
  chainOf([4, 3, 1], { flat: { type: 'Flatten' }, output: { type: 'Dense', units } });

describe('saliency', () => {
  it('of a linear output is its weights', () => {
    const kernel = Array.from({ length: 24 }, (_, index) => index);
    const found = saliency(chain(2), weightsOf(kernel, 2), new Float64Array(12).fill(0.5), 1);
    assert.deepEqual(
      [...found],
      kernel.filter((index) => index % 2 === 1),
    );
  });
  it('of class 0 is the opposite where one output tells two classes apart', () => {
    const kernel = Array.from({ length: 12 }, (_, index) => index + 1);
    const found = saliency(chain(1), weightsOf(kernel, 1), new Float64Array(12), 0);
    assert.deepEqual(
      [...found],
      kernel.map((value) => -value),
    );
  });
  it('refuses a class that there is not', () => {
    assert.throws(
      () => saliency(chain(2), weightsOf([], 2), new Float64Array(12), 2),
      /classes 0 to 1 apart, but class 2/,
    );
  });
});

describe('occlusion', () => {
  it('pixel by pixel is what each adds to a linear output', async () => {
    const kernel = Array.from({ length: 12 }, (_, index) => index - 4);
    const x = Float64Array.from({ length: 12 }, (_, index) => index / 8);
    const found = await occlusion(chain(1), weightsOf(kernel, 1), x, 1, { patch: 1, stride: 1, breathe });
    found.forEach((drop, index) => {
      assert.ok(Math.abs(drop - (kernel[index] ?? 0) * (x[index] ?? 0)) < 1e-12, `pixel ${index}: ${drop}`);
    });
  });
  it('is the mean over the patches that cover a pixel, out to the edges', async () => {
    // 3 × 3 patches on 4 × 3 pixels start in rows 0 and 1; the weight counts for the first pixel alone.
    const kernel = [2, ...new Array<number>(11).fill(0)];
    const options = { patch: 3, stride: 2, breathe };
    const found = await occlusion(chain(1), weightsOf(kernel, 1), new Float64Array(12).fill(1), 1, options);
    assert.deepEqual([...found], [2, 2, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0]);
  });
  it('stops where breathing fails', async () => {
    const stopped = new Error('stopped');
    const options = { breathe: () => Promise.reject(stopped) };
    await assert.rejects(occlusion(chain(1), weightsOf([], 1), new Float64Array(12), 1, options), stopped);
  });
});

function weightsOf(kernel: readonly number[], units: number): WeightMap {
  return new Map([
    ['output.kernel', { shape: [12, units], values: Float32Array.from(kernel) }],
    ['output.bias', { shape: [units], values: new Float32Array(units) }],
  ]);
}
