/** A small network's text, as a run keeps it, and requests to train it. */
import type { KeptRequest } from '../../../../../src/host/training/store/runRecord';
import { runRecord } from '../store/records';

/** 784 inputs, ten sigmoid outputs; `training` as given. */
export function networkText(training?: unknown): string {
  return JSON.stringify({
    version: 1,
    name: 'A net',
    layers: {
      input: { type: 'Input', shape: [28, 28, 1] },
      flatten: { type: 'Flatten' },
      output: { type: 'Dense', units: 10, activation: 'sigmoid' },
    },
    edges: [
      ['input', 'flatten'],
      ['flatten', 'output'],
    ],
    ...(training === undefined ? {} : { training }),
  });
}

export function requestOf(training?: unknown, overrides: KeptRequest['overrides'] = {}): KeptRequest {
  return { ...runRecord('a').request, networkText: networkText(training), overrides };
}
