import assert from 'node:assert/strict';
import { DatasetError } from '../../../../src/core/data/datasetError';
import {
  type IdxFile,
  parseIdxImages,
  parseIdxLabels,
  writeIdxImages,
  writeIdxLabels,
} from '../../../../src/core/data/idx';

/** Two images of 2 × 3 pixels, byte by byte. */
const imageBytes = [
  0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 250, 251, 252, 253, 254, 255,
];
const labelBytes = [0, 0, 8, 1, 0, 0, 0, 3, 7, 0, 9];

const file = (bytes: readonly number[]): IdxFile => ({ name: 'some/file', bytes: Uint8Array.from(bytes) });

/** The bytes with the big-endian number at the offset replaced. */
function withUint32(bytes: readonly number[], offset: number, value: number): number[] {
  const changed = Uint8Array.from(bytes);
  new DataView(changed.buffer).setUint32(offset, value);
  return [...changed];
}

function assertRefused(parse: () => unknown, ...words: string[]): void {
  assert.throws(parse, (error) => {
    assert.ok(error instanceof DatasetError);
    for (const word of ['"some/file"', ...words]) assert.ok(error.message.includes(word), error.message);
    return true;
  });
}

describe('IDX files', () => {
  it('are read as views, without a copy', () => {
    const images = file(imageBytes);
    assert.deepEqual(parseIdxImages(images), {
      count: 2,
      rows: 2,
      columns: 3,
      pixels: Uint8Array.from(imageBytes.slice(16)),
    });
    assert.equal(parseIdxImages(images).pixels.buffer, images.bytes.buffer);
    const labels = file(labelBytes);
    assert.deepEqual([...parseIdxLabels(labels)], [7, 0, 9]);
    assert.equal(parseIdxLabels(labels).buffer, labels.bytes.buffer);
  });

  it('are read from the middle of a Node Buffer, as plain Uint8Arrays', () => {
    const within = Buffer.from([9, 9, 9, ...labelBytes, 9]).subarray(3, 3 + labelBytes.length);
    const labels = parseIdxLabels({ name: 'some/file', bytes: within });
    assert.deepEqual([...labels], [7, 0, 9]);
    assert.equal(labels.constructor, Uint8Array);
  });

  it('are written byte by byte as the format says', () => {
    assert.deepEqual([...writeIdxImages(parseIdxImages(file(imageBytes)))], imageBytes);
    assert.deepEqual([...writeIdxLabels(Uint8Array.of(7, 0, 9))], labelBytes);
  });

  it('are refused with a wrong magic number, which is named, and recognised where possible', () => {
    assertRefused(() => parseIdxImages(file(labelBytes)), '0x00000801', 'expected 0x00000803', 'label file');
    assertRefused(() => parseIdxLabels(file(imageBytes)), '0x00000803', 'expected 0x00000801', 'image file');
    const gzip = file([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    assertRefused(() => parseIdxImages(gzip), '0x1f8b0800', 'still compressed with gzip');
    assertRefused(() => parseIdxLabels(file([...new TextEncoder().encode('<html></html>')])), '0x3c68746d');
  });

  it('are refused when cut short, at every length', () => {
    for (let length = 0; length < imageBytes.length; length++) {
      assertRefused(() => parseIdxImages(file(imageBytes.slice(0, length))), 'cut short', `found ${length}`);
    }
    assertRefused(() => parseIdxImages(file(imageBytes.slice(0, -1))), '28 bytes', 'found 27');
    for (let length = 0; length < labelBytes.length; length++) {
      assertRefused(() => parseIdxLabels(file(labelBytes.slice(0, length))), 'cut short', `found ${length}`);
    }
  });

  it('are refused with bytes after the last item', () => {
    assertRefused(
      () => parseIdxImages(file([...imageBytes, 0, 0])),
      '2 bytes too many',
      '28 bytes',
      'found 30',
    );
    assertRefused(() => parseIdxLabels(file([...labelBytes, 0])), '1 bytes too many');
  });

  it('are refused when empty', () => {
    assertRefused(() => parseIdxImages(file(withUint32(imageBytes, 4, 0).slice(0, 16))), 'empty');
    assertRefused(() => parseIdxLabels(file(withUint32(labelBytes, 4, 0).slice(0, 8))), 'empty');
  });

  it('are refused with absurd numbers in the header, without allocating by them', () => {
    assertRefused(() => parseIdxImages(file(withUint32(imageBytes, 8, 0))), '0 × 3', 'from 1 to 1024');
    assertRefused(
      () => parseIdxImages(file(withUint32(imageBytes, 12, 0xffffffff))),
      '2 × 4294967295',
      'from 1 to 1024',
    );
    assertRefused(() => parseIdxImages(file(withUint32(imageBytes, 8, 1025))), 'from 1 to 1024');
    assertRefused(
      () => parseIdxImages(file(withUint32(imageBytes, 4, 0xffffffff))),
      '4294967295 images',
      'found 28',
    );
    assertRefused(
      () => parseIdxLabels(file(withUint32(labelBytes, 4, 0xffffffff))),
      '4294967295 labels',
      'found 11',
    );
  });
});
