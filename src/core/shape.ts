/**
 * Shapes of tensors: the bottom of core, below everything that has a shape.
 */

/** A tensor's shape without the batch axis, e.g. [28, 28, 1]; images are [height, width, channels]. */
export type Shape = readonly number[];

/** [height, width] */
export type Pair = readonly [number, number];

/** Number of elements of a tensor of this shape; 1 for a scalar. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
