import assert from 'node:assert/strict';
import { elementCount, type Shape } from '../../../../../src/core/shape';
import { lightPicture } from '../../../../../webview/editor/probe/lightPicture';

const ROOM = { width: 120, height: 84 };
const light = (shape: Shape, room = ROOM) =>
  lightPicture(shape, new Float32Array(elementCount(shape)).fill(1), room);

describe('lightPicture', () => {
  it('gives each channel of an image a tile of its own', () => {
    const { picture } = lightPicture([1, 2, 3], Float32Array.of(1, 2, 3, -3, 0, 1), ROOM);
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
    assert.equal(light([127]).columns, 13);
  });

  it('fits its room, wide or narrow, and is enlarged by whole pixels where it is small', () => {
    for (const room of [ROOM, { width: 24, height: 84 }]) {
      for (const shape of [
        [28, 28, 1],
        [10, 10, 1],
        [24, 24, 8],
        [5, 5, 64],
        [300, 200, 3],
        [784],
        [1],
        [5000],
      ]) {
        const { picture, columns, zoom } = light(shape, room);
        const rows = Math.ceil(picture.tiles / columns);
        const what = `${shape.join(' × ')} in ${room.width} × ${room.height}`;
        assert.ok(columns * picture.tileWidth * zoom < room.width + 0.01, `${what} is too wide`);
        assert.ok(rows * picture.tileHeight * zoom < room.height + 0.01, `${what} is too high`);
        assert.ok(zoom < 3 || Number.isInteger(zoom), `${what} is enlarged ${zoom} times`);
      }
    }
    assert.equal(light([28, 28, 1]).zoom, 3);
  });

  it('stands tiles beside each other in a wide room, and below each other in a narrow one', () => {
    assert.equal(light([28, 28, 8]).columns, 4);
    assert.equal(light([28, 28, 8], { width: 24, height: 84 }).columns, 2);
    assert.equal(light([10], { width: 24, height: 84 }).columns, 2);
  });

  it('says how many of many channels it shows', () => {
    assert.equal(light([5, 5, 64]).picture.tiles, 36);
    assert.equal(light([5, 5, 64]).picture.caption, '5 × 5, first 36 of 64 channels');
    assert.equal(light([200, 200, 3]).picture.tiles, 1);
  });
});
