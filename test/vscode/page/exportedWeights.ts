/** Weights that a run has exported, read by the file format's own rules and not by the product's reader. */
import { readFile } from 'node:fs/promises';

/** One tensor of a safetensors file, row-major. */
export async function tensorOf(file: string, name: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  const headerLength = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerLength)) as Record<
    string,
    { readonly data_offsets: readonly [number, number] }
  >;
  const [from, to] = header[name]!.data_offsets;
  const data = bytes.subarray(8 + headerLength + from, 8 + headerLength + to);
  return Float32Array.from({ length: data.length / 4 }, (_, index) => data.readFloatLE(4 * index));
}
