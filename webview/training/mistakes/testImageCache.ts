/**
 * The images of test examples, asked for when they are first shown and then kept: as many as the page has shown of one
 * run's test set.
 */
import type { TestImages } from '../../../src/protocol/training';

/** One image: its bytes, row by row, and the [height, width, channels] of every image of the set. */
export interface TestImage {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export class TestImageCache {
  private readonly images = new Map<number, TestImage>();
  private readonly asked = new Set<number>();

  constructor(private readonly read: (indices: readonly number[]) => Promise<TestImages>) {}

  get(index: number): TestImage | undefined {
    return this.images.get(index);
  }

  /**
   * Asks in one call for those of the images that are not there and not on their way.
   * @throws when they cannot be had; they can then be asked for again.
   */
  async load(indices: readonly number[]): Promise<void> {
    const missing = indices.filter((index) => !this.images.has(index) && !this.asked.has(index));
    if (missing.length === 0) return;
    for (const index of missing) this.asked.add(index);
    try {
      this.keep(missing, await this.read(missing));
    } finally {
      for (const index of missing) this.asked.delete(index);
    }
  }

  private keep(indices: readonly number[], { shape, images }: TestImages): void {
    const size = shape.reduce((product, axis) => product * axis, 1);
    if (images.length !== size * indices.length) {
      throw new Error(
        `Asked for ${String(indices.length)} test images of ${String(size)} bytes each, and got ` +
          `${String(images.length)} bytes. Train again to load the data anew.`,
      );
    }
    indices.forEach((index, row) => {
      this.images.set(index, { shape, bytes: images.subarray(row * size, (row + 1) * size) });
    });
  }
}
