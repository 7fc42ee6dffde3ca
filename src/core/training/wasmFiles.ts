/**
 * The WebAssembly files that the tfjs-wasm engine may ask for, by name: what a page must have ready for its worker.
 */

/** tfjs has a third build, with threads; it needs SharedArrayBuffer, which webviews do not have. */
export const WASM_FILES = {
  plain: 'tfjs-backend-wasm.wasm',
  simd: 'tfjs-backend-wasm-simd.wasm',
} as const;
