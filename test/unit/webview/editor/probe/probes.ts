/** A probe's answers as tests need them, and a host that answers when it is told to. */
import type { Unavailable } from '../../../../../src/protocol/inspectedMoment';
import type { LayerLight, ProbeReading } from '../../../../../src/protocol/probe';

/** What two pixels leave in a network of two layers that tells `values.length` classes apart. */
export function readingOf(values: readonly number[], change: Partial<ProbeReading> = {}): ProbeReading {
  const lights: readonly LayerLight[] = [
    { layer: 'input', shape: [1, 2, 1], activations: Float32Array.of(0, 1), deltas: null },
    { layer: 'output', shape: [values.length], activations: Float32Array.from(values), deltas: null },
  ];
  return {
    kind: 'probe',
    moment: { runId: 'run', step: 1, epoch: 0, source: 'live', training: false },
    imageShape: [1, 2, 1],
    image: Uint8Array.of(0, 255),
    label: null,
    layers: lights,
    output: 'output',
    classes: Math.max(2, values.length),
    predicted: 0,
    confidence: values[0] ?? NaN,
    target: null,
    cost: null,
    ...change,
  };
}

export const told = (reason: string): Unavailable => ({ kind: 'unavailable', reason, command: null });

/** A host whose answers a test gives by hand. */
export class Asked<Question, Answer> {
  readonly questions: Question[] = [];
  readonly #open: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];

  readonly read = (question: Question): Promise<Answer> => {
    this.questions.push(question);
    return new Promise((resolve, reject) => this.#open.push({ resolve, reject }));
  };

  /** Answers the question with that number, from 0, and lets the answer arrive. */
  async answer(at: number, answer: Answer): Promise<void> {
    this.#open[at]?.resolve(answer);
    await arrived();
  }

  async fail(at: number, message: string): Promise<void> {
    this.#open[at]?.reject(new Error(message));
    await arrived();
  }
}

export function arrived(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
