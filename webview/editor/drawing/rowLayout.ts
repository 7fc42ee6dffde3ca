/**
 * A layout in linear time for graphs that are too large for a better one: every layer in the row below its lowest input,
 * within the row near the middle of its inputs. Knows neither cards nor the file.
 *
 * The rows are those of Sugiyama's method, the order within a row is one sweep of its barycentres.
 */
import { topologicalOrder } from '../../../src/core/graph/topologicalOrder';
import type { LayerId, Point } from '../../../src/core/graph/graph';

/** Layers and the wires among them. */
export interface Wired {
  readonly ids: readonly LayerId[];
  readonly edges: readonly { readonly from: LayerId; readonly to: LayerId }[];
}

/** The row of every layer, from 0: below all its inputs. A wire that closes a cycle leads up again. */
export function rowsOf({ ids, edges }: Wired): ReadonlyMap<LayerId, number> {
  const inputs = inputsOf({ ids, edges });
  const { order } = topologicalOrder(ids, edges);
  const rows = new Map<LayerId, number>();
  // Layers in a cycle or behind one come last, in the order of the file.
  for (const id of new Set([...order, ...ids])) {
    const above = (inputs.get(id) ?? []).map((input) => rows.get(input) ?? -1);
    rows.set(id, 1 + above.reduce((lowest, row) => Math.max(lowest, row), -1));
  }
  return rows;
}

/** A place for every layer: rows `gap.y` apart, and in a row no two layers nearer than `gap.x`. */
export function rowLayout(wired: Wired, gap: Point): ReadonlyMap<LayerId, Point> {
  const inputs = inputsOf(wired);
  const rows: LayerId[][] = [];
  for (const [id, row] of rowsOf(wired)) (rows[row] ??= []).push(id);
  const places = new Map<LayerId, Point>();
  rows.forEach((row, index) => {
    const wanted = row.map((id) => {
      const above = (inputs.get(id) ?? []).flatMap((input) => places.get(input)?.x ?? []);
      return { id, x: above.length === 0 ? 0 : above.reduce((sum, x) => sum + x, 0) / above.length };
    });
    wanted.sort((a, b) => a.x - b.x);
    let next = -Infinity;
    const placed = wanted.map(({ x }) => {
      const free = Math.max(x, next);
      next = free + gap.x;
      return free;
    });
    // Whoever had to give way did so to the right; on the whole the row stays in the middle.
    const shift = placed.reduce((sum, x, i) => sum + x - (wanted[i]?.x ?? 0), 0) / row.length;
    wanted.forEach(({ id }, i) => {
      places.set(id, { x: (placed[i] ?? 0) - shift, y: index * gap.y });
    });
  });
  return places;
}

function inputsOf({ ids, edges }: Wired): ReadonlyMap<LayerId, LayerId[]> {
  const inputs = new Map<LayerId, LayerId[]>(ids.map((id) => [id, []]));
  for (const { from, to } of edges) inputs.get(to)?.push(from);
  return inputs;
}
