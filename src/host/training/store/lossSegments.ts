/**
 * The losses of a run as files of 65,536 steps each, so that a long run need not be written again and again.
 *
 * A file holds float32 numbers, little-endian as every machine that VS Code runs on has them in memory.
 */
export const SEGMENT_STEPS = 65_536;

const BYTES_PER_LOSS = 4;

/** The name of a segment's file, from 0. */
export function segmentName(segment: number): string {
  return `losses-${String(segment).padStart(5, '0')}.f32`;
}

export interface LossSegment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Copies of the segments that differ, where the first `from` losses are written already. */
export function changedSegments(from: number, losses: Float32Array): readonly LossSegment[] {
  const segments: LossSegment[] = [];
  const first = Math.floor(Math.min(from, losses.length) / SEGMENT_STEPS);
  for (let segment = first; segment < segmentCount(losses.length); segment++) {
    const part = losses.slice(segment * SEGMENT_STEPS, (segment + 1) * SEGMENT_STEPS);
    segments.push({ name: segmentName(segment), bytes: new Uint8Array(part.buffer) });
  }
  return segments;
}

/** Number of files that so many losses take. */
export function segmentCount(steps: number): number {
  return Math.ceil(steps / SEGMENT_STEPS);
}

/** The losses of segments in their order; what comes after one that is not full is left out, since a part is missing. */
export function joinSegments(segments: readonly Uint8Array[]): Float32Array {
  const lengths = segments.map(({ byteLength }) =>
    Math.min(SEGMENT_STEPS, Math.floor(byteLength / BYTES_PER_LOSS)),
  );
  const short = lengths.findIndex((length) => length < SEGMENT_STEPS);
  const used = short === -1 ? lengths : lengths.slice(0, short + 1);
  const bytes = new Uint8Array(used.reduce((sum, length) => sum + length, 0) * BYTES_PER_LOSS);
  for (const [segment, length] of used.entries()) {
    const part = segments[segment]?.subarray(0, length * BYTES_PER_LOSS);
    if (part !== undefined) bytes.set(part, segment * SEGMENT_STEPS * BYTES_PER_LOSS);
  }
  return new Float32Array(bytes.buffer);
}
