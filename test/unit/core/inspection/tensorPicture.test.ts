import assert from 'node:assert/strict';
import { imageOf } from '../../../../src/core/inspection/inputGeometry';
import { tensorPicture, unitPicture, unitWeights } from '../../../../src/core/inspection/tensorPicture';
import { readTensor, readTensors } from '../../../../src/core/inspection/tensorReading';
import { valuesPicture } from '../../../../src/core/inspection/valuesPicture';
import { elementCount, type Shape } from '../../../../src/core/shape';
import { chain, layerOf } from './inspectedNetwork';

const input = (...shape: number[]) => ({ type: 'Input', shape });
const flatten = { type: 'Flatten' };
const dense = (units: number) => ({ type: 'Dense', units });

/** Values 1, 2, 3 … of a shape. */
function counted(shape: Shape): { shape: Shape; values: Float32Array } {
  return { shape, values: Float32Array.from({ length: elementCount(shape) }, (_, i) => i + 1) };
}

describe('which layers see the image', () => {
  it('finds it through layers that keep the order of numbers', () => {
    const network = chain({
      input: input(4, 3, 2),
      norm: { type: 'BatchNormalization' },
      flatten,
      drop: { type: 'Dropout', rate: 0.5 },
      hidden: dense(5),
      output: dense(2),
    });
    assert.deepEqual(imageOf(network, 'hidden'), [4, 3, 2]);
    assert.equal(imageOf(network, 'output'), undefined);
    assert.equal(imageOf(network, 'flatten'), undefined);
  });

  it('finds none behind a pooling, nor for a flat input', () => {
    const pooled = chain({
      input: input(4, 4, 1),
      pool: { type: 'MaxPooling2D', poolSize: 2 },
      flatten,
      output: dense(2),
    });
    assert.equal(imageOf(pooled, 'output'), undefined);
    assert.equal(imageOf(chain({ input: input(6), output: dense(2) }), 'output'), undefined);
  });
});

describe('the picture of weights', () => {
  it('gives a Dense layer that sees the image one tile a neuron, channels side by side', () => {
    const network = chain({ input: input(2, 2, 2), flatten, output: dense(2) });
    const layer = layerOf(network, 'output');
    const kernel = { shape: [8, 2], values: Float32Array.from({ length: 16 }, (_, i) => 8 * i - 120) };
    const picture = tensorPicture(network, layer, 'kernel', kernel);
    assert.deepEqual(
      { ...picture, levels: [...picture.levels] },
      {
        kind: 'tiles',
        tileWidth: 4,
        tileHeight: 2,
        tiles: 2,
        totalTiles: 2,
        scale: 120,
        caption: '2 × 2 pixels of the input, channels side by side',
        // Weight [y, x, channel] of unit u is number ((y·2 + x)·2 + channel)·2 + u.
        levels: [0, 4, 2, 6, 8, 12, 10, 14, 1, 5, 3, 7, 9, 13, 11, 15].map((i) =>
          Math.round((127 * (8 * i - 120)) / 120),
        ),
      },
    );
  });

  it('gives other Dense layers a heat map, and cuts it where it is too large', () => {
    const small = chain({ input: input(3), output: dense(2) });
    const picture = tensorPicture(small, layerOf(small, 'output'), 'kernel', counted([3, 2]));
    assert.deepEqual([picture.kind, picture.tileWidth, picture.tileHeight], ['heatMap', 2, 3]);
    assert.deepEqual([...picture.levels], [21, 42, 64, 85, 106, 127]);
    assert.equal(picture.caption, '3 inputs down, 2 units across');

    const large = chain({ input: input(1100), output: dense(600) });
    const cut = tensorPicture(large, layerOf(large, 'output'), 'kernel', counted([1100, 600]));
    assert.deepEqual([cut.tileWidth, cut.tileHeight, cut.levels.length], [512, 1024, 512 * 1024]);
    assert.equal(cut.levels[1023 * 512 + 511], Math.round((127 * (1023 * 600 + 512)) / 660_000));
    assert.equal(cut.caption, 'first 1024 of 1100 inputs down, first 512 of 600 units across');
  });

  it('gives a convolution its filters, input channels side by side, 256 at most', () => {
    const filters = 300;
    const network = chain({
      input: input(6, 6, 2),
      conv: { type: 'Conv2D', filters, kernelSize: [3, 2] },
      flatten,
      output: dense(2),
    });
    const kernel = counted([3, 2, 2, filters]);
    const picture = tensorPicture(network, layerOf(network, 'conv'), 'kernel', kernel);
    assert.deepEqual(
      [picture.kind, picture.tileWidth, picture.tileHeight, picture.tiles, picture.totalTiles],
      ['tiles', 4, 3, 256, 300],
    );
    assert.equal(picture.caption, '3 × 2, input channels side by side');
    // Row 2, column 1 of channel 0 of filter 255: it stands at [2, 1] of the last tile.
    const value = ((2 * 2 + 1) * 2 + 0) * filters + 255 + 1;
    assert.equal(picture.levels[255 * 12 + 2 * 4 + 1], Math.round((127 * value) / (12 * filters)));
  });

  it('gives vectors bars, and marks what is not finite', () => {
    const network = chain({ input: input(3), output: dense(4) });
    const bias = { shape: [4], values: Float32Array.of(-2, NaN, 0, 1) };
    const picture = tensorPicture(network, layerOf(network, 'output'), 'bias', bias);
    assert.deepEqual([picture.kind, ...picture.levels], ['bars', -127, -128, 0, 64]);
    const zeros = tensorPicture(network, layerOf(network, 'output'), 'bias', {
      shape: [4],
      values: new Float32Array(4),
    });
    assert.deepEqual([zeros.scale, ...zeros.levels], [0, 0, 0, 0, 0]);
  });

  it('shows one unit alone, on its own scale', () => {
    const network = chain({ input: input(2, 2, 1), flatten, output: dense(2) });
    const layer = layerOf(network, 'output');
    const kernel = { shape: [4, 2], values: Float32Array.of(1, 10, -2, 20, 3, 30, 4, -40) };
    assert.deepEqual(unitWeights(kernel, 1), { shape: [4], values: Float32Array.of(10, 20, 30, -40) });
    const picture = unitPicture(network, layer, kernel, 0);
    assert.deepEqual([picture.kind, picture.scale, ...picture.levels], ['tiles', 4, 32, -63, 95, 127]);
    assert.throws(() => unitWeights(kernel, 2), /Unit 2 was asked for, but the kernel has 2/);
  });

  it('shows any values: an image as a tile, others as bars', () => {
    const picture = valuesPicture([1, 2, 2], [1, 2, 3, 4]);
    assert.deepEqual([picture.tileWidth, ...picture.levels], [4, 32, 95, 64, 127]);
    assert.equal(picture.caption, '1 × 2, 2 channels side by side');
    assert.equal(valuesPicture([3], [1, 2, 3]).kind, 'bars');
    assert.throws(() => valuesPicture([3], [1, 2]), /3 values was asked for, but there are 2/);
  });
});

describe('what is read of a layer', () => {
  const network = chain({ input: input(3), output: dense(2) });
  const layer = layerOf(network, 'output');

  it('has figures, histogram and picture of each tensor that there is, in the layer’s order', () => {
    const bias = { shape: [2], values: Float32Array.of(-1, 1) };
    const readings = readTensors(
      network,
      layer,
      new Map([
        ['output.bias', bias],
        ['output.kernel', counted([3, 2])],
      ]),
    );
    assert.deepEqual(
      readings.map(({ name, role, shape, statistics, picture }) => [
        name,
        role,
        shape,
        statistics.count,
        picture.kind,
      ]),
      [
        ['output.kernel', 'kernel', [3, 2], 6, 'heatMap'],
        ['output.bias', 'bias', [2], 2, 'bars'],
      ],
    );
    assert.equal(readings[1]?.histogram.counts.length, 40);
    assert.equal(readTensors(network, layer, new Map()).length, 0);
  });

  it('refuses a tensor that the layer does not have', () => {
    assert.throws(
      () => readTensor(network, layer, 'output.kernel', counted([2, 2])),
      /Layer "output" has no weight "output\.kernel" \[2, 2\]; it has "output\.kernel" \[3, 2\]/,
    );
  });
});
