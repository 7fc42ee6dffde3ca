/**
 * The IDX format, in which MNIST and its relatives are published: a big-endian header, then one byte a pixel or label.
 *
 *     images  00 00 08 03 | count | rows | columns | count × rows × columns pixels
 *     labels  00 00 08 01 | count | count labels
 *
 * All numbers of the header are uint32. Format: Yann LeCun's page of the MNIST database, "File formats".
 *
 * Parsing gives views of the file's own bytes and allocates nothing by what a header claims: a header is believed only
 * after its numbers agree with the length of the file. IDX's other element types and ranks are left out.
 */
import { DatasetError } from './datasetError';

const IMAGES_MAGIC = 0x0000_0803;
const LABELS_MAGIC = 0x0000_0801;
const IMAGES_HEADER_BYTES = 16;
const LABELS_HEADER_BYTES = 8;

/** The largest image side that is believed; beyond it a header is taken to be damaged. */
const MAX_IMAGE_SIDE = 1024;

/** A file's bytes with the name by which error messages call it. */
export interface IdxFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface IdxImages {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  /** count × rows × columns bytes, row by row. */
  readonly pixels: Uint8Array;
}

/**
 * Reads an IDX file of images; the pixels are a view of the file's bytes.
 * @throws DatasetError when the file is not one, is cut short or too long, is empty, or has absurd dimensions.
 */
export function parseIdxImages(file: IdxFile): IdxImages {
  const header = readHeader(file, IMAGES_MAGIC, IMAGES_HEADER_BYTES);
  const count = header.getUint32(4);
  const rows = header.getUint32(8);
  const columns = header.getUint32(12);
  if (rows < 1 || rows > MAX_IMAGE_SIDE || columns < 1 || columns > MAX_IMAGE_SIDE) {
    throw new DatasetError(
      `"${file.name}" claims images of ${rows} × ${columns} pixels; expected sides from 1 to ${MAX_IMAGE_SIDE}. ` +
        'The file is damaged or not an IDX image file.',
    );
  }
  checkLength(file, IMAGES_HEADER_BYTES, count, rows * columns, `images of ${rows} × ${columns} pixels`);
  return { count, rows, columns, pixels: viewAfter(file.bytes, IMAGES_HEADER_BYTES) };
}

/**
 * Reads an IDX file of labels; the result is a view of the file's bytes.
 * @throws DatasetError when the file is not one, is cut short or too long, or is empty.
 */
export function parseIdxLabels(file: IdxFile): Uint8Array {
  const count = readHeader(file, LABELS_MAGIC, LABELS_HEADER_BYTES).getUint32(4);
  checkLength(file, LABELS_HEADER_BYTES, count, 1, 'labels of one byte');
  return viewAfter(file.bytes, LABELS_HEADER_BYTES);
}

/** The bytes of an IDX image file. */
export function writeIdxImages(images: IdxImages): Uint8Array {
  const bytes = new Uint8Array(IMAGES_HEADER_BYTES + images.pixels.length);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, IMAGES_MAGIC);
  header.setUint32(4, images.count);
  header.setUint32(8, images.rows);
  header.setUint32(12, images.columns);
  bytes.set(images.pixels, IMAGES_HEADER_BYTES);
  return bytes;
}

/** The bytes of an IDX label file. */
export function writeIdxLabels(labels: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(LABELS_HEADER_BYTES + labels.length);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, LABELS_MAGIC);
  header.setUint32(4, labels.length);
  bytes.set(labels, LABELS_HEADER_BYTES);
  return bytes;
}

function readHeader({ name, bytes }: IdxFile, magic: number, headerBytes: number): DataView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 4 && view.getUint32(0) !== magic) {
    const found = view.getUint32(0);
    throw new DatasetError(
      `"${name}" is not an IDX ${kindOf(magic)} file: it begins with ${hex(found)}, expected ${hex(magic)}` +
        `${whatBeginsWith(found)}.`,
    );
  }
  if (bytes.length < headerBytes) {
    throw new DatasetError(
      `"${name}" is cut short: its header takes ${headerBytes} bytes, found ${bytes.length}. Get the file again.`,
    );
  }
  return view;
}

function checkLength(
  file: IdxFile,
  headerBytes: number,
  count: number,
  itemBytes: number,
  items: string,
): void {
  if (count === 0) throw new DatasetError(`"${file.name}" is empty: its header claims 0 ${items}.`);
  const expected = headerBytes + count * itemBytes;
  const found = file.bytes.length;
  if (found === expected) return;
  const problem =
    found < expected ? 'is cut short' : `has ${found - expected} bytes too many after its last item`;
  throw new DatasetError(
    `"${file.name}" ${problem}: ${count} ${items} take ${expected} bytes with the header, found ${found}. ` +
      'Get the file again.',
  );
}

/**
 * The rest of the bytes as a plain Uint8Array, not a copy. Not `subarray`: of a Node Buffer it makes another Buffer,
 * which messages to a webview turn into text.
 */
function viewAfter(bytes: Uint8Array, offset: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + offset, bytes.byteLength - offset);
}

function kindOf(magic: number): string {
  return magic === IMAGES_MAGIC ? 'image' : 'label';
}

function whatBeginsWith(magic: number): string {
  if (magic === IMAGES_MAGIC || magic === LABELS_MAGIC) return `; it is an IDX ${kindOf(magic)} file`;
  if (magic >>> 16 === 0x1f8b) return '; it is still compressed with gzip';
  return '';
}

function hex(magic: number): string {
  return `0x${magic.toString(16).padStart(8, '0')}`;
}
