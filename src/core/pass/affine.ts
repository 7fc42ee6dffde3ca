/**
 * Dense layers: z = x·W + b with the kernel as [inputs, units], forwards and back.
 */

/** z of each unit. Inputs that are 0 add nothing and are passed over: most of a digit's pixels are. */
export function affine(
  x: Float64Array,
  kernel: Float32Array,
  bias: Float32Array | undefined,
  units: number,
): Float64Array {
  const z = bias === undefined ? new Float64Array(units) : Float64Array.from(bias);
  for (let k = 0; k < x.length; k++) {
    const input = x[k] ?? 0;
    if (input === 0) continue;
    const start = k * units;
    for (let j = 0; j < units; j++) z[j] = (z[j] ?? 0) + input * (kernel[start + j] ?? 0);
  }
  return z;
}

/** ∂/∂x = W·δ. */
export function affineByInput(delta: Float64Array, kernel: Float32Array, inputs: number): Float64Array {
  const units = delta.length;
  const byInput = new Float64Array(inputs);
  for (let k = 0; k < inputs; k++) {
    let sum = 0;
    for (let j = 0; j < units; j++) sum += (kernel[k * units + j] ?? 0) * (delta[j] ?? 0);
    byInput[k] = sum;
  }
  return byInput;
}

/** ∂/∂W = x·δᵀ. */
export function affineByKernel(x: Float64Array, delta: Float64Array): Float64Array {
  const units = delta.length;
  const byKernel = new Float64Array(x.length * units);
  for (let k = 0; k < x.length; k++) {
    for (let j = 0; j < units; j++) byKernel[k * units + j] = (x[k] ?? 0) * (delta[j] ?? 0);
  }
  return byKernel;
}
