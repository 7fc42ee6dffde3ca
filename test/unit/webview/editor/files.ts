/** Network files and helpers that the tests of the canvas share. */
import { parseNnFile } from '../../../../src/core/file/nnFile';
import type { Graph } from '../../../../src/core/graph/graph';

export const MLP = `{
  // Comments survive.
  "version": 1,
  "name": "Test",
  "layers": {
    "input": { "type": "Input", "shape": [28, 28, 1] },
    "flatten": { "type": "Flatten" },
    "hidden": { "type": "Dense", "units": 128, "activation": "relu" },
    "output": { "type": "Dense", "units": 10, "activation": "softmax" }
  },
  "edges": [["input", "flatten"], ["flatten", "hidden"], ["hidden", "output"]],
  "layout": { "input": [0, 0], "flatten": [0, 130], "hidden": [0, 260], "output": [0, 390] },
  "training": { "dataset": "mnist", "loss": "categoricalCrossentropy" }
}
`;

export const MLP_WITHOUT_LAYOUT = MLP.replace(/ *"layout".*\n/, '');

export function graphOf(text: string): Graph {
  return parseNnFile(text).graph;
}

/** The edges as pairs of ids. */
export function wires(graph: Graph): (readonly [string, string])[] {
  return graph.edges.map(({ from, to }) => [from, to] as const);
}
