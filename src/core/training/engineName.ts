/**
 * The names by which settings, the command line and the panel call the engines.
 */

export const ENGINE_NAMES = ['tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** What a user may ask for: an engine, or the best that this machine has for the network. */
export type EngineChoice = EngineName | 'auto';
