/**
 * Reads the numbers of a file's run: from the worker while that is there, otherwise from the checkpoints on the disk.
 */
import type { ExampleSet } from '../../core/data/dataset';
import type { LayerId } from '../../core/graph/graph';
import type { WeightQuantity } from '../../core/inspection/quantity';
import { readTensors } from '../../core/inspection/tensorReading';
import { weightSpecs, type Network, type NetworkLayer } from '../../core/network/network';
import { initialValues } from '../../core/training/initialWeights';
import type { CheckpointSummary } from '../../core/training/runState';
import type { WeightMap } from '../../core/weights/weightMap';
import type { InspectedMoment, Unavailable } from '../../protocol/inspectedMoment';
import type {
  PicturesReply,
  PicturesRequest,
  TensorsReply,
  TensorsRequest,
  UnitsReply,
} from '../../protocol/inspection';
import type { ExampleSetName } from '../../protocol/probe';
import { predictionsBefore } from '../training/moments';
import { CheckpointWeights } from './checkpointWeights';
import { atCheckpoint, inspectedRun, momentAt, type InspectedRun, type KnownRuns } from './inspectedRun';
import type { Inspection, ReadPictures, ReadTensors, SurveyedUnits } from './inspection';
import { readLayerTensors } from './layerTensors';
import { LiveWeights } from './liveWeights';
import { NewestWork } from './newestWork';
import { surveyExamples } from './surveyExamples';
import { chosenTensors, repliedTensors, tensorChanges } from './tensorMaps';
import { unavailable } from './unavailable';

export interface InspectionSources extends KnownRuns {
  /** Asks the worker of the run in the panel. @throws Error when it is not there, or goes before it has answered. */
  readTensors(quantity: TensorsRequest['quantity'], names: readonly string[]): Promise<TensorsReply>;
  /** Asks the same worker, and its page for what is to be shown of the layer. @throws Error as `readTensors`. */
  readPictures(quantity: PicturesRequest['quantity'], layer: LayerId): Promise<PicturesReply>;
  /** Asks the same worker how its units behave over the test set. @throws Error as `readTensors`. */
  surveyUnits(): Promise<UnitsReply>;
  /** @throws Error when it cannot be read. */
  readCheckpoint(runId: string, step: number): Promise<Uint8Array>;
  /** @throws Error when the dataset cannot be had any more. */
  examples(runId: string, set: ExampleSetName): Promise<ExampleSet>;
  /** Calls the listener when the run in the panel or another one may have changed. */
  onDidChange(listener: () => void): { dispose(): void };
}

export class RunInspection implements Inspection {
  private readonly checkpoints: CheckpointWeights;
  private readonly live = new LiveWeights();
  /** By file. */
  private readonly surveys = new Map<string, NewestWork>();

  constructor(private readonly sources: InspectionSources) {
    this.checkpoints = new CheckpointWeights((runId, step) => sources.readCheckpoint(runId, step));
  }

  momentOf(file: string): InspectedMoment | null {
    return inspectedRun(this.sources, file)?.moment ?? null;
  }

  networkOf(file: string): Network | undefined {
    return inspectedRun(this.sources, file)?.network;
  }

  checkpointsOf(file: string): readonly CheckpointSummary[] {
    return inspectedRun(this.sources, file)?.run.checkpoints ?? [];
  }

  async readTensors(
    file: string,
    names: readonly string[] | 'all',
    quantity: WeightQuantity,
    at?: number,
  ): Promise<ReadTensors | Unavailable> {
    const shown = inspectedRun(this.sources, file);
    if (shown === undefined) return noRun();
    const inspected = at === undefined ? shown : atCheckpoint(shown, at);
    if (inspected === undefined) {
      return unavailable(`The checkpoint of step ${at} is not kept any more. Choose another moment.`, null);
    }
    const { network, place, moment } = inspected;
    if (place === null || moment === null) return noWeights();
    if (place === 'worker') {
      return this.ofWorker(
        file,
        () => this.readLive(inspected, moment, names, quantity),
        () => this.readTensors(file, names, quantity),
      );
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
    return this.answer(inspected, moment, chosenTensors(weights, namesIn(network, names)), quantity);
  }

  async readPictures(
    file: string,
    id: LayerId,
    quantity: WeightQuantity,
  ): Promise<ReadPictures | Unavailable> {
    const shown = inspectedRun(this.sources, file);
    const layer = shown?.network.layers.find((one) => one.id === id);
    if (shown?.place === 'worker' && layer !== undefined && quantity !== 'sinceStart') {
      return this.ofWorker(
        file,
        () => this.livePictures(shown, layer, quantity),
        () => this.readPictures(file, id, quantity),
      );
    }
    const found = await readLayerTensors(this, file, id, quantity);
    if (found.kind === 'unavailable') return found;
    const { network, moment, note, tensors } = found.read;
    return { kind: 'pictures', moment, note, tensors: readTensors(network, found.layer, tensors) };
  }

  async examples(file: string, set: ExampleSetName): Promise<ExampleSet | undefined> {
    const inspected = inspectedRun(this.sources, file);
    return inspected && this.sources.examples(inspected.record.runId, set);
  }

  async predictions(file: string): Promise<Int16Array | undefined> {
    const shown = this.sources.shown();
    if (shown?.record.file === file) return shown.predictions;
    const inspected = inspectedRun(this.sources, file);
    if (inspected === undefined || inspected.moment === null) return undefined;
    const { run, moment } = inspected;
    const measured = await predictionsBefore(run, moment.step, (runId, step) =>
      this.sources.readCheckpoint(runId, step),
    );
    return measured?.predicted;
  }

  async surveyUnits(file: string): Promise<SurveyedUnits | Unavailable> {
    const inspected = inspectedRun(this.sources, file);
    if (inspected === undefined) return noRun();
    const { record, run, network, place, moment } = inspected;
    if (place === null || moment === null) return noWeights();
    if (place === 'worker') {
      return this.ofWorker(
        file,
        async () => {
          const { step, examples, layers } = await this.sources.surveyUnits();
          return { kind: 'units', moment: momentAt(run, step, 'live', moment.training), examples, layers };
        },
        () => this.surveyUnits(file),
      );
    }
    const surveys = this.surveys.get(file) ?? new NewestWork();
    this.surveys.set(file, surveys);
    const surveyed = await surveys.do(async (breathe): Promise<SurveyedUnits> => {
      const weights = await this.checkpoints.of(record.runId, place, network);
      const set = await this.sources.examples(record.runId, 'test');
      const layers = await surveyExamples(network, weights, set, breathe);
      return { kind: 'units', moment, examples: set.count, layers };
    });
    return surveyed ?? unavailable('The units are being surveyed anew.', null);
  }

  onDidChange(listener: () => void): { dispose(): void } {
    return this.sources.onDidChange(listener);
  }

  /** Asks the worker, or where it goes meanwhile, `again`: then its last checkpoint is what is shown. */
  private async ofWorker<T>(file: string, ask: () => Promise<T>, again: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (inspectedRun(this.sources, file)?.place === 'worker') throw error;
      return again();
    }
  }

  /** The page makes the pictures: they are a quarter of the numbers' bytes. */
  private async livePictures(
    { run, moment }: InspectedRun,
    { id, weights }: NetworkLayer,
    quantity: PicturesRequest['quantity'],
  ): Promise<ReadPictures | Unavailable> {
    const { step, tensors } = await this.sources.readPictures(quantity, id);
    if (quantity === 'lastUpdate' && tensors.length === 0 && weights.length > 0) return noUpdate();
    const at = momentAt(run, step, 'live', moment?.training ?? false);
    return { kind: 'pictures', moment: at, note: noteOf(quantity, step), tensors };
  }

  private async readLive(
    inspected: InspectedRun,
    { training }: InspectedMoment,
    names: readonly string[] | 'all',
    quantity: WeightQuantity,
  ): Promise<ReadTensors | Unavailable> {
    const { network, run } = inspected;
    const asked = namesIn(network, names);
    const read = (): Promise<TensorsReply> =>
      this.sources.readTensors(quantity === 'sinceStart' ? 'weights' : quantity, asked);
    const isProbed = names === 'all' && quantity === 'weights';
    const reply = await (isProbed ? this.live.of(run, training, read) : read());
    const tensors = chosenTensors(repliedTensors(reply, network), asked);
    if (quantity === 'lastUpdate' && tensors.size === 0 && asked.length > 0) {
      return noUpdate();
    }
    return this.answer(inspected, momentAt(run, reply.step, 'live', training), tensors, quantity);
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
    return { kind: 'tensors', moment, network, note, tensors: tensorChanges(tensors, start) };
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

function noRun(): Unavailable {
  return unavailable('This network has no weights yet. Train it to see some.', 'train');
}

function noUpdate(): Unavailable {
  return unavailable('No update is known yet. Train one step to see it.', 'step');
}

function noWeights(): Unavailable {
  return unavailable('The run has no weights yet. They can be seen as soon as its training begins.', null);
}

function namesIn(network: Network, names: readonly string[] | 'all'): readonly string[] {
  return names === 'all' ? weightSpecs(network).map(({ name }) => name) : names;
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
