/**
 * Unpacks gzip in memory with the platform's own decompressor, up to a limit: a small file that unpacks to gigabytes
 * stops at the limit. Files of several gzip members are left out; no dataset comes as one.
 */
import { DatasetError } from '../../core/data/datasetError';
import type { IdxFile } from '../../core/data/idx';
import { messageOf } from '../../core/wording';
import { plainBytes } from './fileAccess';

/** Header (10 bytes), an empty deflate block (2), checksum and length (8). */
const SHORTEST_GZIP_BYTES = 20;

/** True when the bytes begin as gzip does, whatever the file is called. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks a gzip file; any other file is given back as it is. The name stays.
 * @param limit Greatest length of the unpacked bytes.
 * @throws DatasetError when the file is cut short, damaged, followed by other bytes, or larger than the limit.
 */
export async function gunzip(file: IdxFile, limit: number): Promise<IdxFile> {
  if (!isGzip(file.bytes)) return file;
  if (file.bytes.length < SHORTEST_GZIP_BYTES) {
    throw new DatasetError(`"${file.name}" is cut short: it ends after ${file.bytes.length} bytes of gzip.`);
  }
  const bytes = await unpack(file, limit);
  const tail = new DataView(file.bytes.buffer, file.bytes.byteOffset + file.bytes.length - 4, 4);
  const claimed = tail.getUint32(0, true);
  // Some decompressors pass over whatever follows the end; then the last four bytes are not the length.
  if (claimed !== bytes.length) {
    throw new DatasetError(
      `"${file.name}" does not end as gzip does: its last bytes say that it unpacks to ${claimed} bytes, ` +
        `but it unpacked to ${bytes.length}. Other bytes follow its end, or it is damaged; get the file again.`,
    );
  }
  return { name: file.name, bytes };
}

async function unpack(file: IdxFile, limit: number): Promise<Uint8Array> {
  const reader = new Blob([plainBytes(file.bytes)])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw damaged(file, length, cause);
    });
    if (done) return concatenate(chunks, length);
    chunks.push(value);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new DatasetError(`"${file.name}" unpacks to more than the ${limit} bytes that were expected.`);
    }
  }
}

function damaged(file: IdxFile, length: number, cause: unknown): DatasetError {
  const reason = messageOf(cause);
  // Every platform words it differently; these are Node's and the browsers'.
  const isCutShort = /unexpected end|premature|incomplete|truncated/i.test(reason);
  const problem = isCutShort
    ? 'is cut short'
    : 'is damaged gzip, or other bytes follow its end; decompression failed';
  return new DatasetError(
    `"${file.name}" ${problem} after ${length} bytes (${reason}). Get the file again.`,
    {
      cause,
    },
  );
}

/** The chunks one after the other; `length` is the sum of theirs. */
export function concatenate(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
