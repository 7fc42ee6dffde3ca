import assert from 'node:assert/strict';
import { COLOUR_MAPS } from '../../../../src/core/inspection/colours';
import { imageSeenBy } from '../../../../src/core/inspection/inputGeometry';
import { paintPicture } from '../../../../src/core/inspection/mosaic';
import { histogramOf, statisticsOf } from '../../../../src/core/inspection/statistics';
import { levelOf, NOT_FINITE, tensorPicture } from '../../../../src/core/inspection/tensorPicture';
import { readTensor } from '../../../../src/core/inspection/tensorReading';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import type { Network, NetworkLayer } from '../../../../src/core/network/network';

/** A network of layers in a row. */
function chain(layers: Readonly<Record<string, object>>): Network {
  const ids = Object.keys(layers);
  const edges = ids.slice(1).map((id, index) => [ids[index], id]);
  // Data of one's own may have images of any size.
  const training = { dataset: { idx: 'digits' } };
  const { network, diagnostics } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
  assert.ok(network, JSON.stringify(diagnostics));
  return network;
}

function layerOf(network: Network, id: string): NetworkLayer {
  const layer = network.layers.find((one) => one.id === id);
  assert.ok(layer);
  return layer;
}

const COLOURED = chain({
  input: { type: 'Input', shape: [2, 3, 2] },
  scale: { type: 'BatchNormalization' },
  flat: { type: 'Flatten' },
  drop: { type: 'Dropout', rate: 0.5 },
  hidden: { type: 'Dense', units: 3 },
  output: { type: 'Dense', units: 10, activation: 'softmax' },
});

describe('the figures of a tensor', () => {
  it('are those of its finite values', () => {
    const values = Float32Array.of(-2, 4, 0.01, Number.NaN, Infinity, 2);
    const figures = statisticsOf(values);
    assert.equal(figures.count, 6);
    assert.equal(figures.nonFinite, 2);
    assert.equal(figures.min, -2);
    assert.equal(figures.max, 4);
    assert.ok(Math.abs(figures.mean - 4.01 / 4) < 1e-7);
    const mean = 4.01 / 4;
    const variance = [-2, 4, 0.01, 2].reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
    assert.ok(Math.abs(figures.standardDeviation - Math.sqrt(variance)) < 1e-6);
    assert.equal(figures.nearZero, 1 / 6);
    assert.deepEqual(histogramOf(values, figures, 3), { from: -2, to: 4, counts: [1, 1, 1 + 1] });
  });

  it('say that there is nothing where nothing is finite, and one bin where all is the same', () => {
    const none = statisticsOf(Float32Array.of(Number.NaN, -Infinity));
    assert.ok(Number.isNaN(none.min));
    assert.deepEqual(histogramOf(Float32Array.of(Number.NaN), none).counts, []);
    const zeros = new Float32Array(5);
    assert.deepEqual(histogramOf(zeros, statisticsOf(zeros)).counts, [5]);
    assert.equal(statisticsOf(zeros).nearZero, 1);
  });
});

describe('the picture of a tensor', () => {
  it('has one tile a neuron that sees the image, in the geometry of the input, channels side by side', () => {
    const layer = layerOf(COLOURED, 'hidden');
    assert.deepEqual(imageSeenBy(COLOURED, 'hidden'), [2, 3, 2]);
    // Element e of unit u is 10·e + u.
    const values = Float32Array.from({ length: 36 }, (_, index) => 10 * Math.floor(index / 3) + (index % 3));
    const { name } = layer.weights[0]!;
    const { picture } = readTensor(COLOURED, layer, name, { shape: [12, 3], values });
    assert.equal(picture.kind, 'tiles');
    assert.deepEqual([picture.tileWidth, picture.tileHeight, picture.tiles], [6, 2, 3]);
    assert.equal(picture.scale, 112);
    // Row 1 of unit 2: first channel 0 of columns 0 to 2, then channel 1.
    const row = picture.levels.subarray(2 * 12 + 6, 2 * 12 + 12);
    const elements = [6, 8, 10, 7, 9, 11];
    assert.deepEqual(
      [...row],
      elements.map((element) => Math.round((127 * (10 * element + 2)) / 112)),
    );
  });

  it('is a heat map behind another Dense layer, and bars for a bias', () => {
    const layer = layerOf(COLOURED, 'output');
    assert.equal(imageSeenBy(COLOURED, 'output'), undefined);
    const kernel = tensorPicture(COLOURED, layer, {
      shape: [3, 10],
      values: new Float32Array(30).fill(-1),
    });
    assert.deepEqual([kernel.kind, kernel.tileHeight, kernel.tileWidth], ['heatMap', 3, 10]);
    assert.ok(kernel.levels.every((level) => level === -127));
    const bias = tensorPicture(COLOURED, layer, { shape: [10], values: new Float32Array(10) });
    assert.deepEqual([bias.kind, bias.tiles, bias.scale], ['bars', 10, 0]);
    assert.ok(bias.levels.every((level) => level === 0));
  });

  it('has one tile a filter of a convolution', () => {
    const network = chain({
      input: { type: 'Input', shape: [4, 4, 2] },
      conv: { type: 'Conv2D', filters: 2, kernelSize: [1, 2] },
      flat: { type: 'Flatten' },
      output: { type: 'Dense', units: 10 },
    });
    const values = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8); // [1, 2, 2 channels, 2 filters]
    const picture = tensorPicture(network, layerOf(network, 'conv'), { shape: [1, 2, 2, 2], values });
    assert.deepEqual([picture.tileWidth, picture.tileHeight, picture.tiles], [4, 1, 2]);
    const expected = [1, 5, 3, 7, 2, 6, 4, 8].map((value) => levelOf(value, 8));
    assert.deepEqual([...picture.levels], expected);
  });

  it('shows the first of very many units, and says so', () => {
    const network = chain({
      input: { type: 'Input', shape: [2, 2] },
      flat: { type: 'Flatten' },
      wide: { type: 'Dense', units: 300 },
      output: { type: 'Dense', units: 10 },
    });
    const picture = tensorPicture(network, layerOf(network, 'wide'), {
      shape: [4, 300],
      values: new Float32Array(1200),
    });
    assert.deepEqual([picture.tiles, picture.totalTiles, picture.levels.length], [256, 300, 1024]);
    assert.match(picture.caption, /the first 256 of 300/);
  });

  it('marks a value that is not finite', () => {
    assert.equal(levelOf(Number.NaN, 1), NOT_FINITE);
    assert.equal(levelOf(-Infinity, 1), NOT_FINITE);
  });
});

describe('a painted picture', () => {
  const picture = tensorPicture(COLOURED, layerOf(COLOURED, 'hidden'), {
    shape: [12, 3],
    values: Float32Array.from({ length: 36 }, (_, index) => index - 18),
  });

  it('puts tiles in rows with an empty pixel between them', () => {
    const { width, height, rgba } = paintPicture(picture, 2, COLOUR_MAPS.light);
    assert.deepEqual([width, height, rgba.length], [13, 5, 13 * 5 * 4]);
    const pixel = (x: number, y: number): number[] => [
      ...rgba.subarray(4 * (y * 13 + x), 4 * (y * 13 + x) + 4),
    ];
    assert.deepEqual(pixel(0, 0), [...COLOUR_MAPS.light.colourOf(-127), 255]);
    assert.deepEqual(pixel(6, 0), [0, 0, 0, 0]);
    assert.deepEqual(pixel(7, 0), [...COLOUR_MAPS.light.colourOf(picture.levels[12]!), 255]);
    assert.deepEqual(pixel(0, 3), [...COLOUR_MAPS.light.colourOf(picture.levels[24]!), 255]);
    assert.deepEqual(pixel(12, 4), [0, 0, 0, 0]);
  });

  it('is no wider than its tiles', () => {
    const { width, height } = paintPicture(picture, 9, COLOUR_MAPS.dark);
    assert.deepEqual([width, height], [3 * 7 - 1, 2]);
  });

  it('has a colour of its own for what is not finite, and zero in the middle of two hues', () => {
    for (const map of Object.values(COLOUR_MAPS)) {
      assert.deepEqual(map.colourOf(NOT_FINITE), [255, 0, 255]);
      const [negative, positive] = [map.colourOf(-90), map.colourOf(90)];
      assert.ok(negative[2] > negative[0] && positive[0] > positive[2], 'blue below, orange above');
    }
  });
});
