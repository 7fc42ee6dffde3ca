/**
 * What can happen to a device while it computes, told apart by what helps: a lost device, or too little memory.
 */
import type { EngineError } from '../engine';

export interface DeviceFailure {
  readonly kind: EngineError['kind'];
  /** What happened, as part of a sentence. */
  readonly what: string;
}

const ADVICE: Readonly<Record<DeviceFailure['kind'], string>> = {
  deviceLost:
    'The driver or the system took the graphics processor away. Train again, or set "layerwire.engine" to another engine.',
  outOfMemory:
    'A smaller "batchSize" or smaller layers need less memory; or set "layerwire.engine" to "tfjs-wasm" or "tfjs-cpu".',
  other: 'Train again, or set "layerwire.engine" to another engine.',
};

/** How browsers, drivers and tfjs say that memory, or the greatest size of one piece of it, does not suffice. */
const OUT_OF_MEMORY = [
  /out[ _]of[ _](device[ _]|host[ _])?memory/i,
  /(allocation|createBuffer) failed/i,
  /exceeds the (max|maximum) (buffer|storage|binding)/i,
  /is larger than the maximum (storage |uniform )?(buffer )?binding size/i,
  /Requested texture size .* (greater than WebGL maximum|is invalid)/i,
  /Unable to create WebGL(Texture|Buffer|Framebuffer)/i,
  /cannot enlarge memory|\bOOM\b/i,
];

/** A failure in the device's own words. */
export function deviceFailure(message: string, otherwise: DeviceFailure['kind']): DeviceFailure {
  const kind = OUT_OF_MEMORY.some((pattern) => pattern.test(message)) ? 'outOfMemory' : otherwise;
  return { kind, what: kind === 'outOfMemory' ? `there is not enough memory (${message})` : message };
}

/** For a person: what happened and what to do. */
export function failureMessage(engine: string, adapter: string, { kind, what }: DeviceFailure): string {
  return `${engine} on ${adapter} failed: ${what}${/[.!?]$/.test(what) ? '' : '.'} ${ADVICE[kind]}`;
}
