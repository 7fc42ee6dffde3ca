import assert from 'node:assert/strict';
import type { TensorPicture } from '../../../../../src/core/inspection/readings';
import { pictureLayout } from '../../../../../webview/editor/inside/pictureLayout';

function picture(kind: TensorPicture['kind'], width: number, tiles: number): TensorPicture {
  const size = { tileWidth: width, tileHeight: width, tiles, totalTiles: tiles };
  return { kind, ...size, levels: new Int8Array(0), scale: 1, caption: '' };
}

describe('pictureLayout', () => {
  it('puts as many tiles into a row as fit, with their gaps', () => {
    const { columns, zoom } = pictureLayout(picture('tiles', 28, 128), 480);
    assert.equal(zoom, 1);
    assert.ok(columns * 28 + columns - 1 <= 480);
    assert.ok((columns + 1) * 28 + columns > 480);
  });

  it('enlarges small filters by whole pixels', () => {
    const { columns, zoom } = pictureLayout(picture('tiles', 3, 64), 480);
    assert.ok(zoom >= 8);
    assert.ok((columns * 4 - 1) * zoom <= 480);
    assert.equal(pictureLayout(picture('tiles', 3, 2000), 480).zoom, 8);
  });

  it('enlarges few tiles and bars further than many, as far as they stay low', () => {
    assert.deepEqual(pictureLayout(picture('tiles', 28, 1), 480), { columns: 1, zoom: 8, rowZoom: 8 });
    assert.equal(pictureLayout(picture('tiles', 28, 1), 100).zoom, 3);
    assert.equal(pictureLayout(picture('tiles', 5, 1), 170).zoom, 34);
    assert.deepEqual(pictureLayout(picture('bars', 1, 10), 480), { columns: 10, zoom: 24, rowZoom: 24 });
    assert.equal(pictureLayout(picture('bars', 1, 784), 480).zoom, 7);
  });

  it('has no more columns than tiles, and one at least', () => {
    assert.equal(pictureLayout(picture('tiles', 28, 5), 800).columns, 5);
    assert.equal(pictureLayout(picture('tiles', 600, 5), 480).columns, 1);
    assert.equal(pictureLayout(picture('bars', 1, 0), 480).columns, 1);
  });

  it('enlarges a small heat map into the room, and leaves a large one as it is', () => {
    assert.deepEqual(pictureLayout(picture('heatMap', 60, 1), 480), { columns: 1, zoom: 8, rowZoom: 6 });
    assert.deepEqual(pictureLayout(picture('heatMap', 600, 1), 480), { columns: 1, zoom: 1, rowZoom: 1 });
  });

  it('keeps a heat map of many inputs low, with columns that can be pointed at', () => {
    const output = { ...picture('heatMap', 10, 1), tileHeight: 128 };
    assert.deepEqual(pictureLayout(output, 480), { columns: 1, zoom: 24, rowZoom: 3 });
  });
});
