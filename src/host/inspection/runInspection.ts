/**
 * The one way in the host to the weights of a network file: which moment is shown, and the tensors at it.
 *
 * The file's run is the one in the panel when that trains this file, otherwise the newest run of the file that the
 * workspace keeps. Its weights come from the worker while that is there, otherwise from a checkpoint: the one that the
 * user went back to, or the last. Only the tensors of the layer that is looked at are read from the worker.
 */
import { readTensor } from '../../core/inspection/tensorReading';
import type { WeightQuantity } from '../../core/inspection/quantity';
import { checkNnFile } from '../../core/network/checkNnFile';
import type { Network, NetworkLayer } from '../../core/network/network';
import { decodeCheckpoint } from '../../core/training/checkpointFile';
import { initialWeights } from '../../core/training/initialWeights';
import { allowedCommands, type RunCommand } from '../../core/training/runCommands';
import type { RunState } from '../../core/training/runState';
import type { WeightMap } from '../../core/weights/weightMap';
import type {
  InspectedMoment,
  LayerReading,
  LayerRequest,
  TensorsReply,
  TensorsRequest,
  Unavailable,
} from '../../protocol/inspection';
import type { RunRecord } from '../training/store/runRecord';

export interface InspectionSources {
  /** The run in the panel. */
  state(): RunState;
  shownRecord(): RunRecord | undefined;
  /** The checkpoint that the user went back to; `null` while the newest moment is shown. */
  pastStep(): number | null;
  hasWorker(): boolean;
  /** Rejects when the worker goes before it has answered. */
  readTensors(quantity: TensorsRequest['quantity'], names: readonly string[]): Promise<TensorsReply>;
  /** All runs of the workspace, the newest first. */
  keptRuns(): readonly RunRecord[];
  /** @throws Error when it cannot be read. */
  readCheckpoint(runId: string, step: number): Promise<Uint8Array>;
}

interface Place {
  readonly record: RunRecord;
  readonly moment: InspectedMoment;
}

/** Decoded checkpoints that are kept in memory. */
const CHECKPOINTS_IN_MEMORY = 2;

export class RunInspection {
  readonly #networks = new Map<string, Network>();
  readonly #checkpoints = new Map<string, Promise<WeightMap>>();

  constructor(private readonly sources: InspectionSources) {}

  /**
   * The moment that is shown of a file; `null` while it has no weights.
   * @param file The network file's Uri as text.
   */
  momentOf(file: string): InspectedMoment | null {
    return this.#placeOf(file)?.moment ?? null;
  }

  /** What is to be seen of a layer's weights, or why there is nothing. Rejects when a checkpoint cannot be read. */
  async readLayer(file: string, request: LayerRequest): Promise<LayerReading | Unavailable> {
    const place = this.#placeOf(file);
    if (place === undefined) return this.#withoutWeights(file);
    const network = this.#networkOf(place.record);
    const layer = network.layers.find(({ id }) => id === request.layer);
    if (layer === undefined) {
      return this.#unavailable(
        `The network that was trained has no layer "${request.layer}"; train again to see its weights.`,
        'train',
      );
    }
    if (layer.weights.length === 0) {
      return { kind: 'layer', ...request, moment: place.moment, note: '', tensors: [] };
    }
    try {
      return await this.#read(place, network, layer, request.quantity);
    } catch (error) {
      // The worker may have gone since it was asked; then a checkpoint answers.
      if (place.moment.source === 'live' && !this.sources.hasWorker()) return this.readLayer(file, request);
      throw error;
    }
  }

  async #read(
    { record, moment }: Place,
    network: Network,
    layer: NetworkLayer,
    quantity: WeightQuantity,
  ): Promise<LayerReading | Unavailable> {
    const names = layer.weights.map(({ name }) => name);
    const reading = (step: number, tensors: WeightMap): LayerReading => ({
      kind: 'layer',
      layer: layer.id,
      quantity,
      moment: moment.source === 'live' ? { ...moment, step, epoch: epochAt(record, step) } : moment,
      note: noteOf(quantity, record, step),
      tensors: names.flatMap((name) => {
        const tensor = tensors.get(name);
        return tensor === undefined ? [] : [readTensor(network, layer, name, tensor)];
      }),
    });
    if (quantity === 'lastUpdate' || quantity === 'gradient') {
      if (moment.source !== 'live') {
        const what = quantity === 'gradient' ? 'The gradient' : 'The last update';
        return this.#unavailable(
          `${what} is computed by the run itself, and at this moment only its weights are kept. Go to the newest moment of a run that is paused or under way.`,
          'resume',
        );
      }
      const { step, tensors } = await this.#ask(quantity, names);
      if (tensors.size === 0 && quantity === 'lastUpdate') {
        return this.#unavailable('No step has been taken here yet. Take one to see what it changes.', 'step');
      }
      return reading(step, tensors);
    }
    const { step, tensors } =
      moment.source === 'live'
        ? await this.#ask('weights', names)
        : { step: moment.step, tensors: await this.#checkpoint(record, network, moment.step) };
    if (quantity === 'weights') return reading(step, tensors);
    const start = await this.#startOf(record, network);
    if (start === undefined) {
      return this.#unavailable(
        'The weights that this run began with are not kept any more, so there is nothing to compare with.',
        null,
      );
    }
    return reading(step, difference(tensors, start));
  }

  async #ask(
    quantity: TensorsRequest['quantity'],
    names: readonly string[],
  ): Promise<{ readonly step: number; readonly tensors: WeightMap }> {
    const { step, tensors } = await this.sources.readTensors(quantity, names);
    return { step, tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])) };
  }

  /** The weights that the run began with. */
  async #startOf(record: RunRecord, network: Network): Promise<WeightMap | undefined> {
    const [first] = record.run.checkpoints;
    if (first?.step === 0) return this.#checkpoint(record, network, 0);
    if (record.request.startsWith !== 'initialWeights') return undefined;
    return initialWeights(network, record.request.overrides.seed ?? network.training.seed);
  }

  #checkpoint({ runId }: RunRecord, network: Network, step: number): Promise<WeightMap> {
    const key = `${runId} ${step}`;
    const known = this.#checkpoints.get(key);
    if (known !== undefined) return known;
    const loading = this.sources
      .readCheckpoint(runId, step)
      .then((bytes) => decodeCheckpoint(bytes, network).weights);
    this.#checkpoints.set(key, loading);
    // The next one who asks may have better luck.
    loading.catch(() => this.#checkpoints.delete(key));
    for (const oldest of this.#checkpoints.keys()) {
      if (this.#checkpoints.size <= CHECKPOINTS_IN_MEMORY) break;
      this.#checkpoints.delete(oldest);
    }
    return loading;
  }

  #placeOf(file: string): Place | undefined {
    const { sources } = this;
    const shown = sources.shownRecord();
    if (shown?.file === file) {
      const state = sources.state();
      const past = sources.pastStep();
      if (past !== null) return checkpointPlace(shown, past, 'past');
      if (sources.hasWorker() && state.phase !== 'idle') {
        const { step } = state.run;
        return {
          record: shown,
          moment: {
            runId: shown.runId,
            step,
            epoch: epochAt(shown, step),
            source: 'live',
            training: state.phase === 'running',
          },
        };
      }
      const last = shown.run.checkpoints.at(-1);
      return last === undefined ? undefined : checkpointPlace(shown, last.step, 'kept');
    }
    const record = sources.keptRuns().find((one) => one.file === file && one.run.checkpoints.length > 0);
    const last = record?.run.checkpoints.at(-1);
    return record === undefined || last === undefined
      ? undefined
      : checkpointPlace(record, last.step, 'kept');
  }

  #networkOf({ runId, request }: RunRecord): Network {
    const known = this.#networks.get(runId);
    if (known !== undefined) return known;
    const { network } = checkNnFile(request.networkText);
    if (network === undefined)
      throw new Error('The network file that the run keeps cannot be read any more.');
    this.#networks.clear();
    this.#networks.set(runId, network);
    return network;
  }

  #withoutWeights(file: string): Unavailable {
    const isShown = this.sources.shownRecord()?.file === file;
    if (isShown && this.sources.state().phase === 'preparing') {
      return this.#unavailable('The run is being prepared; its weights are here in a moment.', null);
    }
    return this.#unavailable('This layer has no weights yet. Train the network to see them.', 'train');
  }

  /** @param command Offered where it makes sense now. */
  #unavailable(reason: string, command: RunCommand | null): Unavailable {
    const isAllowed = command !== null && allowedCommands(this.sources.state()).has(command);
    return { kind: 'unavailable', reason, command: isAllowed ? command : null };
  }
}

function checkpointPlace(record: RunRecord, step: number, source: 'past' | 'kept'): Place {
  const moment = { runId: record.runId, step, epoch: epochAt(record, step), source, training: false };
  return { record, moment };
}

/** Epochs that are complete after so many steps. */
function epochAt({ run }: RunRecord, step: number): number {
  return run.started === null ? 0 : Math.floor(step / run.started.stepsPerEpoch);
}

function noteOf(quantity: WeightQuantity, { run }: RunRecord, step: number): string {
  switch (quantity) {
    case 'weights':
      return '';
    case 'lastUpdate':
      return `what step ${step} added to each weight`;
    case 'sinceStart':
      return 'each weight minus the one that the run began with';
    case 'gradient': {
      const stepsPerEpoch = run.started?.stepsPerEpoch ?? 1;
      const [epoch, batch] = [Math.floor(step / stepsPerEpoch) + 1, (step % stepsPerEpoch) + 1];
      return `∂C/∂w of the next mini-batch, ${batch} of epoch ${epoch}`;
    }
  }
}

function difference(now: WeightMap, start: WeightMap): WeightMap {
  return new Map(
    [...now].map(([name, { shape, values }]) => {
      const before = start.get(name)?.values;
      return [name, { shape, values: values.map((value, index) => value - (before?.[index] ?? 0)) }];
    }),
  );
}
