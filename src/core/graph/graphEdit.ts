/**
 * What a gesture on the canvas does to a graph: one gesture, one `GraphEdit`, one undo step.
 *
 * The same value drives the pure `applyGraphEdit` (graph → graph) and `textEditsFor` in `src/core/file` (text → minimal
 * text edits); a test holds the two to each other. What a person can do to many layers at once is one edit here too, so
 * that its cost does not grow with the size of the file times that of the selection.
 */
import type { LayerId, Point } from './graph';

/** A layer as it is to be written. */
export interface NewLayer {
  readonly id: LayerId;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly position: Point;
}

/** The two ends of a wire. */
export interface NewEdge {
  readonly from: LayerId;
  readonly to: LayerId;
}

export type GraphEdit =
  | { readonly kind: 'addLayers'; readonly layers: readonly NewLayer[] }
  /** Removes the layers with every edge and layout entry that names them. */
  | { readonly kind: 'removeLayers'; readonly ids: readonly LayerId[] }
  | { readonly kind: 'addEdges'; readonly edges: readonly NewEdge[] }
  /** Gives the edge at this place other ends; it stays where it is in the order of its target's inputs. */
  | {
      readonly kind: 'reconnectEdge';
      readonly index: number;
      readonly from: LayerId;
      readonly to: LayerId;
    }
  /** Removes the edges at these places of the file's `edges` array. */
  | { readonly kind: 'removeEdges'; readonly indices: readonly number[] }
  | { readonly kind: 'moveLayers'; readonly positions: Readonly<Record<LayerId, Point>> }
  /** Sets one parameter of some layers; `undefined` removes it, so that its default counts again. */
  | {
      readonly kind: 'setParameter';
      readonly ids: readonly LayerId[];
      readonly name: string;
      readonly value: unknown;
    }
  /** Gives a layer another id, in every edge and layout entry that names it too. */
  | { readonly kind: 'renameLayer'; readonly from: LayerId; readonly to: LayerId }
  /**
   * Sets one training setting, named by its path within `training`: `['epochs']`, `['optimizer', 'learningRate']`.
   * `undefined` removes it.
   */
  | { readonly kind: 'setTraining'; readonly path: readonly string[]; readonly value: unknown }
  /** Names the network; `undefined` takes the name away. */
  | { readonly kind: 'setName'; readonly name: string | undefined }
  /** Several edits that are one gesture, such as "delete the selection". */
  | { readonly kind: 'sequence'; readonly edits: readonly GraphEdit[] };

/** An edit that does not apply: it names a layer that is not there, or one that is there already. */
export class GraphEditError extends Error {
  override readonly name = 'GraphEditError';
}
