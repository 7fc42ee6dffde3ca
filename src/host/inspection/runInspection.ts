/**
 * Reads the numbers of a file's run: from the worker while that is there, otherwise from the checkpoints on the disk.
 */
import type { WeightQuantity } from '../../core/inspection/quantity';
import { weightSpecs, type Network } from '../../core/network/network';
import { initialValues } from '../../core/training/initialWeights';
import type { RunCommand } from '../../core/training/runCommands';
import type { WeightMap } from '../../core/weights/weightMap';
import { describeShape } from '../../core/wording';
import type { InspectedMoment, Unavailable } from '../../protocol/inspectedMoment';
import type { TensorsReply, TensorsRequest } from '../../protocol/inspection';
import { CheckpointWeights } from './checkpointWeights';
import { inspectedRun, momentAt, type InspectedRun, type KnownRuns } from './inspectedRun';
import type { Inspection, ReadTensors } from './inspection';

export interface InspectionSources extends KnownRuns {
  /** Asks the worker of the run in the panel. @throws Error when it is not there, or goes before it has answered. */
  readTensors(quantity: TensorsRequest['quantity'], names: readonly string[]): Promise<TensorsReply>;
  /** @throws Error when it cannot be read. */
  readCheckpoint(runId: string, step: number): Promise<Uint8Array>;
  /** Calls the listener when the run in the panel or another one may have changed. */
  onDidChange(listener: () => void): { dispose(): void };
}

export class RunInspection implements Inspection {
  private readonly checkpoints: CheckpointWeights;

  constructor(private readonly sources: InspectionSources) {
    this.checkpoints = new CheckpointWeights((runId, step) => sources.readCheckpoint(runId, step));
  }

  momentOf(file: string): InspectedMoment | null {
    return inspectedRun(this.sources, file)?.moment ?? null;
  }

  networkOf(file: string): Network | undefined {
    return inspectedRun(this.sources, file)?.network;
  }

  async readTensors(
    file: string,
    names: readonly string[] | 'all',
    quantity: WeightQuantity,
  ): Promise<ReadTensors | Unavailable> {
    const inspected = inspectedRun(this.sources, file);
    if (inspected === undefined) {
      return unavailable('This network has no weights yet. Train it to see some.', 'train');
    }
    const { network, place, moment } = inspected;
    if (place === null || moment === null) {
      return unavailable(
        'The run has no weights yet. They can be seen as soon as its training begins.',
        null,
      );
    }
    const asked = names === 'all' ? weightSpecs(network).map(({ name }) => name) : names;
    if (place === 'worker') {
      try {
        return await this.readLive(inspected, asked, quantity);
      } catch (error) {
        // The worker went while it was asked: then its last checkpoint is what is shown.
        if (inspectedRun(this.sources, file)?.place === 'worker') throw error;
        return this.readTensors(file, names, quantity);
      }
    }
    if (quantity === 'lastUpdate' || quantity === 'gradient') {
      return unavailable(
        `A checkpoint holds weights, and no ${quantity === 'gradient' ? 'gradients' : 'updates'}. ` +
          (moment.source === 'past'
            ? 'Go back to the newest moment of the run to see them.'
            : 'Resume the training to see them.'),
        moment.source === 'past' ? null : 'resume',
      );
    }
    const weights = await this.checkpoints.of(inspected.record.runId, place, network);
    return this.answer(inspected, moment, chosen(weights, asked), quantity);
  }

  onDidChange(listener: () => void): { dispose(): void } {
    return this.sources.onDidChange(listener);
  }

  private async readLive(
    inspected: InspectedRun,
    names: readonly string[],
    quantity: WeightQuantity,
  ): Promise<ReadTensors | Unavailable> {
    const { network, run, moment } = inspected;
    const reply = await this.sources.readTensors(quantity === 'sinceStart' ? 'weights' : quantity, names);
    const tensors = chosen(checked(reply, network), names);
    if (quantity === 'lastUpdate' && tensors.size === 0 && names.length > 0) {
      return unavailable('No update is known yet. Train one step to see it.', 'step');
    }
    const at = momentAt(run, reply.step, 'live', moment?.training ?? false);
    return this.answer(inspected, at, tensors, quantity);
  }

  private async answer(
    inspected: InspectedRun,
    moment: InspectedMoment,
    tensors: WeightMap,
    quantity: WeightQuantity,
  ): Promise<ReadTensors | Unavailable> {
    const { network } = inspected;
    const note = noteOf(quantity, moment.step);
    if (quantity !== 'sinceStart') return { kind: 'tensors', moment, network, note, tensors };
    const start = await this.startOf(inspected, tensors);
    if (start === undefined) {
      return unavailable(
        'The weights that this run began with are not kept, so there is nothing to compare with.',
        null,
      );
    }
    return { kind: 'tensors', moment, network, note, tensors: difference(tensors, start) };
  }

  /** What the tensors of these names were when the run began; `undefined` where that is not kept. */
  private async startOf(
    { record, run, network }: InspectedRun,
    asked: WeightMap,
  ): Promise<WeightMap | undefined> {
    const { request, origin, runId } = record;
    if (request.startsWith === 'initialWeights') {
      const seed = request.overrides.seed ?? network.training.seed;
      const specs = weightSpecs(network).filter(({ name }) => asked.has(name));
      return new Map(
        specs.map((spec) => [spec.name, { shape: spec.shape, values: initialValues(spec, seed) }]),
      );
    }
    const first = origin.kind === 'branch' ? origin.step : 0;
    const checkpoint = run.checkpoints.find(({ step }) => step === first);
    return checkpoint && this.checkpoints.of(runId, checkpoint, network);
  }
}

function unavailable(reason: string, command: RunCommand | null): Unavailable {
  return { kind: 'unavailable', reason, command };
}

function noteOf(quantity: WeightQuantity, step: number): string {
  const updates = `${step} ${step === 1 ? 'update' : 'updates'}`;
  switch (quantity) {
    case 'weights':
      return `w after ${updates}`;
    case 'lastUpdate':
      return `Δw of update ${step}`;
    case 'gradient':
      return `∂C/∂w of the next mini-batch, after ${updates}`;
    case 'sinceStart':
      return `w after ${updates}, minus w at the start`;
  }
}

/** @throws Error when a tensor is not one of the network's. */
function checked({ tensors }: TensorsReply, network: Network): WeightMap {
  const shapes = new Map(weightSpecs(network).map(({ name, shape }) => [name, shape]));
  return new Map(
    tensors.map(({ name, shape, values }) => {
      const expected = shapes.get(name);
      const length = shape.reduce((product, size) => product * size, 1);
      if (expected?.join() !== shape.join() || length !== values.length) {
        throw new Error(
          `The worker sent ${values.length} numbers of shape ${describeShape(shape)} for "${name}"; expected ` +
            `${expected === undefined ? 'no such tensor' : describeShape(expected)}. Reset the run.`,
        );
      }
      return [name, { shape, values }];
    }),
  );
}

/** Those with one of the names, in their order. */
function chosen(weights: WeightMap, names: readonly string[]): WeightMap {
  return new Map(
    names.flatMap((name) => {
      const tensor = weights.get(name);
      return tensor === undefined ? [] : [[name, tensor] as const];
    }),
  );
}

/** Each tensor minus that of the same name in `start`. */
function difference(weights: WeightMap, start: WeightMap): WeightMap {
  return new Map(
    [...weights].flatMap(([name, { shape, values }]) => {
      const before = start.get(name)?.values;
      if (before === undefined) return [];
      return [
        [name, { shape, values: values.map((value, index) => value - (before[index] ?? NaN)) }] as const,
      ];
    }),
  );
}
