/**
 * What a tab of a layer's weights can show: the layer's tensors as tables, and the checkpoints of the file's run.
 */
import type { LayerId } from '../../core/graph/graph';
import type { Network, NetworkLayer } from '../../core/network/network';
import { inputLabels } from '../../core/pass/inputLabels';
import { elementCount } from '../../core/shape';
import type { CheckpointSummary } from '../../core/training/runState';
import type { TableTensor, WeightsSubject } from '../../protocol/weights';
import type { Inspection } from './inspection';

/** Whose weights a tab shows. */
export interface ShownWeights {
  /** The network file's Uri as text. */
  readonly file: string;
  readonly fileName: string;
  readonly layer: LayerId;
}

/** What a page has been told that it can show, and whether that is another by now. */
export class SubjectWatch {
  /** `undefined` while the page is not there. */
  #told: SubjectSources | undefined;

  constructor(
    private readonly inspection: Inspection,
    private readonly shown: ShownWeights,
  ) {}

  /** What the page can show; it is there now. */
  show(): WeightsSubject {
    this.#told = this.#sources();
    return subjectOf(this.#told, this.shown);
  }

  /** What the page can show, where that is not what it was told last and it is there. */
  changed(): WeightsSubject | undefined {
    return this.#told === undefined || isSame(this.#told, this.#sources()) ? undefined : this.show();
  }

  noteHidden(): void {
    this.#told = undefined;
  }

  #sources(): SubjectSources {
    const { file } = this.shown;
    return { network: this.inspection.networkOf(file), checkpoints: this.inspection.checkpointsOf(file) };
  }
}

/** What a subject is made of; as long as it is the same, the subject is. */
interface SubjectSources {
  readonly network: Network | undefined;
  readonly checkpoints: readonly CheckpointSummary[];
}

function isSame(a: SubjectSources, b: SubjectSources): boolean {
  return (
    a.network === b.network &&
    a.checkpoints.length === b.checkpoints.length &&
    a.checkpoints.every((checkpoint, place) => checkpoint === b.checkpoints[place])
  );
}

function subjectOf(
  { network, checkpoints }: SubjectSources,
  { fileName, layer: id }: ShownWeights,
): WeightsSubject {
  const layer = network?.layers.find((one) => one.id === id);
  return {
    layer: id,
    fileName,
    tensors: network === undefined || layer === undefined ? [] : tableTensors(network, layer),
    checkpoints: checkpoints.map(({ step, epoch, testAccuracy }) => ({ step, epoch, testAccuracy })),
  };
}

/** The tensors of a layer as tables: a row an input and a column a unit, or a row a unit. */
function tableTensors(network: Network, layer: NetworkLayer): TableTensor[] {
  const inputLabel = inputLabels(network, layer);
  return layer.weights.map(({ name, role, shape }) => {
    const columns = role === 'kernel' ? (shape.at(-1) ?? 1) : 1;
    const label = role === 'kernel' ? inputLabel : (index: number) => `${layer.id} ${index}`;
    const rows = Array.from({ length: elementCount(shape) / Math.max(1, columns) }, (_, row) => label(row));
    return { name, role, rows, columns };
  });
}
