/**
 * One example on its way through a network at the moment that is shown: where all that is told of a probe begins.
 */
import { forwardPass, scaledPixels } from '../../core/pass/forwardPass';
import type { ForwardResult } from '../../core/pass/passTypes';
import type { Network } from '../../core/network/network';
import { elementCount } from '../../core/shape';
import { describeShape } from '../../core/wording';
import type { Unavailable } from '../../protocol/inspectedMoment';
import type { ExampleSetName, Probe } from '../../protocol/probe';
import type { Inspection, ReadTensors } from './inspection';
import { unavailable } from './unavailable';

export interface SentThrough {
  readonly kind: 'sentThrough';
  /** All weights. */
  readonly read: ReadTensors;
  /** One byte a pixel, in the network's input shape. */
  readonly image: Uint8Array;
  /** Of an example; `null` for a drawn digit. */
  readonly label: number | null;
  readonly x: Float64Array;
  readonly forward: ForwardResult;
}

/**
 * Sends the probe through the network of the file's run.
 * @throws Error when the weights or the examples are there and cannot be read.
 */
export async function sendThrough(
  inspection: Inspection,
  file: string,
  probe: Probe,
): Promise<SentThrough | Unavailable> {
  const read = await inspection.readTensors(file, 'all', 'weights');
  if (read.kind === 'unavailable') return read;
  const picture = await pictureOf(inspection, file, probe, read.network);
  if (picture.kind === 'unavailable') return picture;
  const { image, label } = picture;
  const x = scaledPixels(image);
  return { kind: 'sentThrough', read, image, label, x, forward: forwardPass(read.network, read.tensors, x) };
}

/** Classes that a network tells apart: 2 where its output is a single value. */
export function classesOf({ outputShape }: Network): number {
  return Math.max(2, elementCount(outputShape));
}

/** What is answered for a class that the network does not know. */
export function noSuchClass(network: Network, asked: number): Unavailable {
  return unavailable(
    `The network tells classes 0 to ${classesOf(network) - 1} apart, and ${asked} is none of them. ` +
      'Choose one of these.',
    null,
  );
}

interface Picture {
  readonly kind: 'picture';
  readonly image: Uint8Array;
  readonly label: number | null;
}

async function pictureOf(
  inspection: Inspection,
  file: string,
  probe: Probe,
  { inputShape }: Network,
): Promise<Picture | Unavailable> {
  const size = elementCount(inputShape);
  const takes = `the network that was trained takes ${size}, as ${describeShape(inputShape)}`;
  if (probe.kind === 'drawn') {
    if (probe.pixels.length === size) return { kind: 'picture', image: probe.pixels, label: null };
    return unavailable(
      `The drawing has ${probe.pixels.length} pixels, but ${takes}. Train the network as it is now, or choose an example.`,
      null,
    );
  }
  const set = await inspection.examples(file, probe.set);
  if (set === undefined) return noExamples();
  const { count, imageShape, images, labels } = set;
  if (probe.index >= count) return noSuchExample(probe.set, probe.index, count);
  if (elementCount(imageShape) !== size) {
    return unavailable(
      `An example has ${elementCount(imageShape)} pixels, but ${takes}. Train the network again.`,
      null,
    );
  }
  const image = images.slice(probe.index * size, (probe.index + 1) * size);
  return { kind: 'picture', image, label: labels[probe.index] ?? null };
}

/** What is answered where the file has no run, and so no examples. */
export function noExamples(): Unavailable {
  return unavailable(
    'This network has not been trained, so it has no examples yet. Train it to see some.',
    'train',
  );
}

/** What is answered for the number of an example that there is not. */
export function noSuchExample(set: ExampleSetName, index: number, count: number): Unavailable {
  return unavailable(
    `The ${set} set has ${count} examples, numbered from 0 to ${count - 1}; there is no example ${index}. ` +
      'Choose one of these.',
    null,
  );
}
