/**
 * What a gesture on the canvas does to a graph: one gesture, one `GraphEdit`, one undo step.
 *
 * The same value drives the pure `applyGraphEdit` (graph → graph) and `textEditsFor` in `src/core/file` (text → minimal
 * text edits); a test holds the two to each other.
 */
import type { LayerId, Point } from './graph';

export type GraphEdit =
  | {
      readonly kind: 'addLayer';
      readonly id: LayerId;
      readonly type: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly position: Point;
    }
  /** Removes the layers with every edge and layout entry that names them. */
  | { readonly kind: 'removeLayers'; readonly ids: readonly LayerId[] }
  | { readonly kind: 'addEdge'; readonly from: LayerId; readonly to: LayerId }
  /** Removes the edges at these places of the file's `edges` array. */
  | { readonly kind: 'removeEdges'; readonly indices: readonly number[] }
  | { readonly kind: 'moveLayers'; readonly positions: Readonly<Record<LayerId, Point>> }
  /** Sets one parameter; `undefined` removes it, so that its default counts again. */
  | { readonly kind: 'setParameter'; readonly id: LayerId; readonly name: string; readonly value: unknown }
  /** Gives a layer another id, in every edge and layout entry that names it too. */
  | { readonly kind: 'renameLayer'; readonly from: LayerId; readonly to: LayerId }
  /** Several edits that are one gesture, such as "delete the selection". */
  | { readonly kind: 'sequence'; readonly edits: readonly GraphEdit[] };

/** An edit that does not apply: it names a layer that is not there, or one that is there already. */
export class GraphEditError extends Error {
  override readonly name = 'GraphEditError';
}
