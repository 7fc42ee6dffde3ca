import assert from 'node:assert/strict';
import { lightPicture } from '../../../../../webview/editor/inside/lightPicture';

describe('lightPicture', () => {
  it('has one tile a channel', () => {
    // [1, 2, 2]: the channels of a pixel lie side by side.
    const picture = lightPicture([1, 2, 2], Float32Array.of(1, -0.5, 0.5, -1));
    assert.equal(picture.kind, 'tiles');
    assert.deepEqual([picture.tileWidth, picture.tileHeight, picture.tiles], [2, 1, 2]);
    assert.deepEqual([...picture.levels], [127, 64, -63, -127]);
    assert.equal(picture.caption, '1 × 2, one tile a channel');
  });

  it('stops at so many channels, and says so', () => {
    const picture = lightPicture([1, 1, 300], new Float32Array(300));
    assert.equal(picture.tiles, 256);
    assert.equal(picture.totalTiles, 300);
    assert.match(picture.caption, /the first 256 of 300$/);
  });

  it('has bars of everything that is no image', () => {
    assert.equal(lightPicture([10], new Float32Array(10)).kind, 'bars');
  });
});
