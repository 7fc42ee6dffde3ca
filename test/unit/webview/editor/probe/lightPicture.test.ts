import assert from 'node:assert/strict';
import { elementCount, type Shape } from '../../../../../src/core/shape';
import { lightPicture } from '../../../../../webview/editor/probe/lightPicture';

const light = (shape: Shape) => lightPicture(shape, new Float32Array(elementCount(shape)).fill(1), 84);

describe('lightPicture', () => {
  it('gives each channel of an image a tile of its own', () => {
    const { picture } = lightPicture([1, 2, 3], Float32Array.of(1, 2, 3, -3, 0, 1), 84);
    const { tileWidth, tileHeight, tiles, scale } = picture;
    assert.deepEqual(
      { tileWidth, tileHeight, tiles, scale },
      { tileWidth: 2, tileHeight: 1, tiles: 3, scale: 3 },
    );
    // Channels [1, −3], [2, 0] and [3, 1] as parts of 3.
    assert.deepEqual([...picture.levels], [42, -127, 85, 0, 127, 42]);
  });

  it('draws vectors as rows of cells, full rows where they can be', () => {
    const rows = (units: number) => {
      const { columns, picture } = light([units]);
      return [columns, picture.tiles / columns];
    };
    assert.deepEqual(rows(128), [16, 8]);
    assert.deepEqual(rows(784), [28, 28]);
    assert.deepEqual(rows(10), [5, 2]);
    assert.equal(light([127]).columns, 12);
  });

  it('fits its place, by whole pixels where it is enlarged', () => {
    for (const shape of [[28, 28, 1], [24, 24, 8], [5, 5, 64], [300, 200, 3], [784], [1], [5000]]) {
      const { picture, columns, zoom } = light(shape);
      const rows = Math.ceil(picture.tiles / columns);
      const side = Math.max(columns * picture.tileWidth, rows * picture.tileHeight) * zoom;
      assert.ok(side < 84.001, `${shape.join(' × ')} is ${side} pixels large`);
      assert.ok(zoom < 1 || Number.isInteger(zoom), `${shape.join(' × ')} is enlarged ${zoom} times`);
    }
    assert.equal(light([28, 28, 1]).zoom, 3);
  });

  it('says how many of many channels it shows', () => {
    assert.equal(light([5, 5, 64]).picture.tiles, 36);
    assert.equal(light([5, 5, 64]).picture.caption, '5 × 5, first 36 of 64 channels');
    assert.equal(light([200, 200, 3]).picture.tiles, 1);
  });
});
