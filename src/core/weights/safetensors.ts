/**
 * Weights as a `*.safetensors` file, and back, bit for bit.
 *
 * The format (huggingface/safetensors, "Format"): 8 bytes N, an unsigned little-endian integer; N bytes of JSON header,
 * padded with spaces; then the tensors' bytes, little-endian, row-major, without a gap. The header maps each tensor's
 * name to `dtype`, `shape` and `data_offsets` [begin, end) counted from the end of the header, and `__metadata__` to
 * strings. Leaves out every dtype but F32.
 *
 * Encoding is the end of a run's path. Decoding treats the file as untrusted; only tests read weights back so far.
 */
import { elementCount } from '../shape';
import type { WeightMap, WeightTensor } from './weightMap';

const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
const BYTES_PER_VALUE = 4;
/** A tenth of the reference implementation's limit: tensors take about 100 bytes each, and a header is read at once. */
const MAX_HEADER_BYTES = 10_000_000;
const METADATA_KEY = '__metadata__';

export interface WeightsFile {
  readonly weights: WeightMap;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What is wrong with a weights file, in words for a person. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
}

/**
 * Writes the tensors in the map's order, so that the same weights and metadata give the same bytes.
 *
 * @throws SafetensorsError when a tensor's shape does not fit its values, when a tensor is called `__metadata__`, or when
 *   all names together make the header too long to be read back.
 */
export function encodeSafetensors(
  weights: WeightMap,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  // Joined by hand: a JavaScript object would put names that look like integers first.
  const entries = [`${asciiJson(METADATA_KEY)}:${asciiJson(metadata)}`];
  let end = 0;
  for (const [name, { shape, values }] of weights) {
    if (name === METADATA_KEY) {
      throw new SafetensorsError(
        `A tensor must not be called "${METADATA_KEY}": the format keeps that name.`,
      );
    }
    if (elementCount(shape) !== values.length) {
      throw new SafetensorsError(
        `Tensor "${name}" has ${String(values.length)} values, but its shape is [${shape.join(', ')}].`,
      );
    }
    const begin = end;
    end += values.length * BYTES_PER_VALUE;
    entries.push(`${asciiJson(name)}:${asciiJson({ dtype: 'F32', shape, data_offsets: [begin, end] })}`);
  }
  const json = `{${entries.join(',')}}`;
  const headerBytes = Math.ceil((LENGTH_BYTES + json.length) / ALIGNMENT) * ALIGNMENT - LENGTH_BYTES;
  if (headerBytes > MAX_HEADER_BYTES) {
    throw new SafetensorsError(
      `The tensors' names make a header of ${String(headerBytes)} bytes, more than the ${String(MAX_HEADER_BYTES)} ` +
        'that could be read back; use shorter names or fewer layers.',
    );
  }

  const bytes = new Uint8Array(LENGTH_BYTES + headerBytes + end);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerBytes), true);
  bytes.fill(' '.charCodeAt(0), LENGTH_BYTES, LENGTH_BYTES + headerBytes);
  for (let i = 0; i < json.length; i++) {
    bytes[LENGTH_BYTES + i] = json.charCodeAt(i);
  }
  let position = LENGTH_BYTES + headerBytes;
  for (const { values } of weights.values()) {
    // As integers, because a float that passes through a number may lose its NaN payload.
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    for (const word of bits) {
      view.setUint32(position, word, true);
      position += BYTES_PER_VALUE;
    }
  }
  return bytes;
}

/**
 * Reads a weights file; the tensors are copies, in the order of their bytes.
 *
 * @throws SafetensorsError that says what is wrong with the file.
 */
export function decodeSafetensors(bytes: Uint8Array): WeightsFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dataStart = LENGTH_BYTES + readHeaderLength(view);
  const header = parseHeader(bytes.subarray(LENGTH_BYTES, dataStart));

  const { [METADATA_KEY]: rawMetadata, ...rawTensors } = header;
  const entries = Object.entries(rawTensors)
    .map(([name, raw]) => readEntry(name, raw))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);

  const weights = new Map<string, WeightTensor>();
  let previousEnd = 0;
  for (const { name, shape, begin, end } of entries) {
    if (begin !== previousEnd) {
      throw new SafetensorsError(
        `Tensor "${name}" begins at byte ${String(begin)} of the data, but the tensors before it end at ` +
          `${String(previousEnd)}: ${begin < previousEnd ? 'they overlap' : 'there is a gap'}.`,
      );
    }
    if (dataStart + end > bytes.byteLength) {
      throw new SafetensorsError(
        `Tensor "${name}" ends at byte ${String(end)} of the data, but the file holds only ` +
          `${String(bytes.byteLength - dataStart)}: it is truncated.`,
      );
    }
    const values = new Float32Array((end - begin) / BYTES_PER_VALUE);
    const bits = new Uint32Array(values.buffer);
    for (let i = 0; i < bits.length; i++) {
      bits[i] = view.getUint32(dataStart + begin + i * BYTES_PER_VALUE, true);
    }
    weights.set(name, { shape, values });
    previousEnd = end;
  }
  if (dataStart + previousEnd !== bytes.byteLength) {
    throw new SafetensorsError(
      `The file has ${String(bytes.byteLength - dataStart - previousEnd)} bytes after its last tensor that belong to none.`,
    );
  }
  return { weights, metadata: readMetadata(rawMetadata) };
}

function readHeaderLength(view: DataView): number {
  if (view.byteLength < LENGTH_BYTES) {
    throw new SafetensorsError(
      `A safetensors file begins with 8 bytes of header length; this file has ${String(view.byteLength)} bytes.`,
    );
  }
  const length = view.getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES)) {
    throw new SafetensorsError(
      `The header claims ${String(length)} bytes, more than the ${String(MAX_HEADER_BYTES)} that are read here; ` +
        'no network needs as many, so this is probably not a safetensors file.',
    );
  }
  if (length > BigInt(view.byteLength - LENGTH_BYTES)) {
    throw new SafetensorsError(
      `The header claims ${String(length)} bytes, but the file has only ${String(view.byteLength - LENGTH_BYTES)} ` +
        'after the header length: it is truncated, or not a safetensors file.',
    );
  }
  return Number(length);
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  const text = decodeUtf8(bytes);
  if (!text.startsWith('{')) {
    throw new SafetensorsError('The header does not begin with "{"; this is not a safetensors file.');
  }
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (error) {
    throw new SafetensorsError(`The header is not valid JSON: ${String(error)}.`);
  }
  const duplicate = findDuplicateKey(text);
  if (duplicate !== undefined) {
    throw new SafetensorsError(`The header names "${duplicate}" twice.`);
  }
  return header as Record<string, unknown>; // Valid JSON that begins with "{" is an object.
}

/** `JSON.parse` keeps the last of two equal keys and says nothing; the format forbids them. The text is valid JSON. */
function findDuplicateKey(text: string): string | undefined {
  const seen = new Set<string>();
  let depth = 0;
  let lastString = '""';
  // By hand: a regular expression for strings runs out of stack on a long one.
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      depth++;
    } else if (character === '}' || character === ']') {
      depth--;
    } else if (character === '"') {
      const start = at++;
      while (at < text.length && text[at] !== '"') {
        at += text[at] === '\\' ? 2 : 1;
      }
      lastString = text.slice(start, at + 1);
    } else if (character === ':' && depth === 1) {
      const key = JSON.parse(lastString) as string;
      if (seen.has(key)) {
        return key;
      }
      seen.add(key);
    }
  }
  return undefined;
}

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readEntry(name: string, raw: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = asObject(raw, `Tensor "${name}"`);
  if (dtype !== 'F32') {
    throw new SafetensorsError(
      `Tensor "${name}" has ${typeof dtype === 'string' ? `dtype "${dtype}"` : 'no dtype'}; only "F32" can be read here.`,
    );
  }
  if (!isSizes(shape)) {
    throw new SafetensorsError(`Tensor "${name}" needs a shape of whole numbers, such as [784, 30].`);
  }
  if (!isSizes(offsets) || offsets.length !== 2) {
    throw new SafetensorsError(`Tensor "${name}" needs data_offsets of two whole numbers, [begin, end].`);
  }
  const [begin = 0, end = 0] = offsets;
  const expected = elementCount(shape) * BYTES_PER_VALUE;
  if (end - begin !== expected) {
    throw new SafetensorsError(
      `Tensor "${name}" of shape [${shape.join(', ')}] needs ${String(expected)} bytes, ` +
        `but its data_offsets [${String(begin)}, ${String(end)}] span ${String(end - begin)}.`,
    );
  }
  return { name, shape, begin, end };
}

function readMetadata(raw: unknown): Record<string, string> {
  if (raw === undefined) {
    return {};
  }
  const entries = Object.entries(asObject(raw, `"${METADATA_KEY}"`));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (typeof value !== 'string') {
        throw new SafetensorsError(`"${METADATA_KEY}" may hold only strings, but "${key}" is not one.`);
      }
      return [key, value];
    }),
  );
}

function asObject(raw: unknown, what: string): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new SafetensorsError(`${what} must be described by an object in the header.`);
  }
  return raw as Record<string, unknown>;
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** JSON in ASCII, one byte a character; everything else is escaped, which every JSON reader takes back. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Strict UTF-8, by the one decoder that the language itself has. */
function decodeUtf8(bytes: Uint8Array): string {
  let percentEncoded = '';
  for (const byte of bytes) {
    percentEncoded += `%${byte.toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(percentEncoded);
  } catch {
    throw new SafetensorsError('The header is not valid UTF-8; this is not a safetensors file.');
  }
}
