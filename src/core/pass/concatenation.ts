/**
 * Concatenate layers: runs of numbers from each input in turn, and back.
 */
import { elementCount, type Shape } from '../shape';

/** @param axis As Keras counts it: the batch is axis 0, negative numbers count from the end. */
export function concatenate(
  inputs: readonly Float64Array[],
  shapes: readonly Shape[],
  axis: number,
): Float64Array {
  const joined = new Float64Array(inputs.reduce((total, { length }) => total + length, 0));
  forEachRun(shapes, axis, (input, from, to, length) => {
    joined.set(inputs[input]?.subarray(from, from + length) ?? [], to);
  });
  return joined;
}

/** ∂/∂ of each input, out of that by the output. */
export function splitConcatenated(
  delta: Float64Array,
  shapes: readonly Shape[],
  axis: number,
): Float64Array[] {
  const parts = shapes.map((shape) => new Float64Array(elementCount(shape)));
  forEachRun(shapes, axis, (input, from, to, length) => {
    parts[input]?.set(delta.subarray(to, to + length), from);
  });
  return parts;
}

function forEachRun(
  shapes: readonly Shape[],
  axis: number,
  visit: (input: number, from: number, to: number, length: number) => void,
): void {
  const [first = []] = shapes;
  const along = axis < 0 ? axis + first.length : axis - 1;
  const runs = elementCount(first.slice(0, along));
  let to = 0;
  for (let run = 0; run < runs; run++) {
    shapes.forEach((shape, input) => {
      const length = elementCount(shape.slice(along));
      visit(input, run * length, to, length);
      to += length;
    });
  }
}
