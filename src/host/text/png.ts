/**
 * Small pictures as PNG files, for where only Markdown is shown: one byte a pixel and a palette. The platform packs them.
 */

/** A picture whose pixels are numbers of palette entries. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly pixels: Uint8Array;
  /** At most 256 of [red, green, blue, how opaque], 0 to 255. */
  readonly palette: readonly (readonly [number, number, number, number])[];
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** A row's filters: the difference to the pixel on the left, or to the row above. */
const FILTER = { left: 1, above: 2 } as const;

/** Encodes a picture. */
export async function pngOf({ width, height, pixels, palette }: IndexedPicture): Promise<Uint8Array> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // Eight bits a pixel, by palette; the rest is 0: the only packing and filtering there are, not interlaced.
  header.setUint8(8, 8);
  header.setUint8(9, 3);
  return joined([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('PLTE', Uint8Array.from(palette.flatMap(([red, green, blue]) => [red, green, blue]))),
    chunk('tRNS', Uint8Array.from(palette.map(([, , , opacity]) => opacity))),
    chunk('IDAT', await deflate(filtered(pixels, width, height))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Each row behind its filter: a row like the one above packs to nothing, and so do pixels drawn several times over. */
function filtered(pixels: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    const above = pixels.subarray((y - 1) * width, y * width);
    const at = y * (width + 1);
    if (y > 0 && row.every((pixel, x) => pixel === above[x])) {
      rows[at] = FILTER.above;
      continue;
    }
    rows[at] = FILTER.left;
    for (const [x, pixel] of row.entries()) rows[at + 1 + x] = pixel - (row[x - 1] ?? 0);
  }
  return rows;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const named = joined([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  const framed = new Uint8Array(named.length + 8);
  framed.set(named, 4);
  const view = new DataView(framed.buffer);
  view.setUint32(0, data.length);
  view.setUint32(named.length + 4, checksum(named));
  return framed;
}

/** CRC-32 as PNG asks for it. */
function checksum(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
