/**
 * The graph as it is written in a network file, before anything is known to be right.
 *
 * First stop of the path `.nn.json` text → Graph → Network. A `Graph` keeps what the author wrote (unknown layer
 * types, misspelt parameters, edges to nowhere); only `src/core/network` decides whether it means anything.
 */

/** A layer's key in the file's `layers` object: unique by construction. */
export type LayerId = string;

/** A position on the canvas in pixels: x to the right, y down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One entry of `layers`: the type and every other property, as written and unchecked. */
export interface GraphNode {
  readonly id: LayerId;
  /** The value of `type`, or `undefined` where it is missing or not a string. */
  readonly type: string | undefined;
  /** Every property but `type`, in the order of the file. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** One entry of `edges`; `index` is its place in the file's array. */
export interface GraphEdge {
  readonly from: LayerId;
  readonly to: LayerId;
  readonly index: number;
}

/** What a network file says, in the order in which it says it. */
export interface Graph {
  readonly name: string | undefined;
  readonly nodes: ReadonlyMap<LayerId, GraphNode>;
  /** The order of the edges into a layer is the order of its inputs. */
  readonly edges: readonly GraphEdge[];
  readonly layout: ReadonlyMap<LayerId, Point>;
  /** The `training` object as written, or `undefined` where it is missing. */
  readonly training: Readonly<Record<string, unknown>> | undefined;
}
