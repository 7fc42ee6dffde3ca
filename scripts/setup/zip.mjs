/**
 * Reads the names in a zip archive (a `.vsix` is one) from its central directory. It unpacks nothing.
 */

/** Signatures as little-endian numbers, from PKWARE's APPNOTE, 4.3.12 and 4.3.16. */
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const CENTRAL_FILE_HEADER = 0x02014b50;
const END_RECORD_LENGTH = 22;
const FILE_HEADER_LENGTH = 46;

/**
 * @param {Buffer} zip
 * @returns {string[]} the names of all entries
 * @throws when the bytes are no zip archive
 */
export function listZip(zip) {
  let end = zip.length - END_RECORD_LENGTH;
  while (end >= 0 && zip.readUInt32LE(end) !== END_OF_CENTRAL_DIRECTORY) {
    end--;
  }
  if (end < 0) {
    throw new Error('This is no zip archive: it has no end-of-central-directory record.');
  }
  const names = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL_FILE_HEADER) {
      throw new Error(`This zip archive is damaged: byte ${String(at)} should start a file header.`);
    }
    const nameLength = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + FILE_HEADER_LENGTH, at + FILE_HEADER_LENGTH + nameLength));
    at += FILE_HEADER_LENGTH + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}
