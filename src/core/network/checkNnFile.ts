/**
 * From a network file's text to everything that is known of it: findings, shapes, and the network where all is right.
 *
 * Runs at every keystroke in the editor and once more in the worker before training; pure and linear in the text.
 */
import type { NnFile } from '../file/nnFile';
import { parseNnFile } from '../file/nnFile';
import type { LayerId } from '../graph/graph';
import { checkParameters } from '../layers/checkParameters';
import type { LayerConfig } from '../layers/layerConfig';
import type { Shape } from '../shape';
import type { WrittenHyperparameters } from '../hyperparameters/checkHyperparameters';
import { checkHyperparameters } from '../hyperparameters/checkHyperparameters';
import type { Loss } from '../hyperparameters/hyperparameters';
import { quote } from '../wording';
import { checkTraining, defaultLoss } from './checkTraining';
import { checkWiring } from './checkWiring';
import type { Diagnostic, Finding } from '../diagnostics/diagnostic';
import { inferLayers } from './inferLayers';
import type { Network, NetworkLayer } from './network';

const UNNAMED = 'Untitled network';

/** What is known of one layer while the file is being edited. */
export interface LayerSummary {
  /** Without the batch axis; `undefined` where it cannot be inferred. */
  readonly outputShape: Shape | undefined;
  /** Elements of all its weights; `undefined` where they cannot be inferred. */
  readonly parameterCount: number | undefined;
  /** Of one example's forward pass; `undefined` where they cannot be inferred. */
  readonly multiplyAdds: number | undefined;
}

export interface CheckedFile {
  readonly file: NnFile;
  /** Sorted by place in the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Every layer of the graph. */
  readonly layers: ReadonlyMap<LayerId, LayerSummary>;
  /** The loss that counts where the file names none; `undefined` while the output is not known. */
  readonly defaultLoss: Loss | undefined;
  /** Defined exactly when no diagnostic is an error. */
  readonly network: Network | undefined;
}

/**
 * Parses, validates and infers in one go. Never throws, whatever the text.
 *
 * While the text has syntax errors, they alone are reported: what can be read of the rest is still inferred and shown,
 * but its gaps may come from the error.
 */
export function checkNnFile(text: string): CheckedFile {
  const file = parseNnFile(text);
  const { graph } = file;

  const findings: Finding[] = [];
  const configs = new Map<LayerId, LayerConfig>();
  for (const node of graph.nodes.values()) {
    const checked = checkParameters(node);
    findings.push(...checked.findings);
    if (checked.config !== undefined) configs.set(node.id, checked.config);
  }
  const edgesAreReadable = !file.findings.some(({ path }) => path[0] === 'edges');
  const wiring = checkWiring(graph, edgesAreReadable);
  const inferred = inferLayers(graph, wiring, configs);
  const layerAt = (id: LayerId | undefined): NetworkLayer | undefined =>
    id === undefined ? undefined : inferred.layers.get(id);
  const input = layerAt(wiring.input);
  const output = layerAt(wiring.output);
  const { hyperparameters, findings: trainingFindings } = checkHyperparameters(graph.training);
  // Without readable layers, every finding on wires and training would only repeat that.
  const layersAreReadable = !file.findings.some(
    ({ path, severity }) => severity === 'error' && (path.length === 0 || path.join() === 'layers'),
  );
  if (layersAreReadable) {
    findings.push(...wiring.findings, ...inferred.findings);
    findings.push(...checkTraining(inferred.layers, { input, output }, hyperparameters));
  }
  findings.push(...trainingFindings, ...checkLayout(file));

  const diagnostics = file.wellFormed
    ? [...file.findings, ...findings.map((finding) => withRange(file, finding))]
    : file.findings.filter((finding) => finding.code === 'syntax');
  diagnostics.sort((a, b) => a.range.offset - b.range.offset);
  const hasErrors = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  return {
    file,
    diagnostics,
    layers: summarize(file, inferred.layers),
    defaultLoss: output === undefined ? undefined : defaultLoss(inferred.layers, output),
    network:
      hasErrors || input === undefined || output === undefined || hyperparameters === undefined
        ? undefined
        : toNetwork(graph.name, inferred.layers, { input, output }, hyperparameters),
  };
}

function withRange(file: NnFile, finding: Finding): Diagnostic {
  return { ...finding, range: file.locate(finding.path, finding.atKey) };
}

function summarize(
  file: NnFile,
  inferred: ReadonlyMap<LayerId, NetworkLayer>,
): ReadonlyMap<LayerId, LayerSummary> {
  const summaries = new Map<LayerId, LayerSummary>();
  for (const id of file.graph.nodes.keys()) {
    const layer = inferred.get(id);
    summaries.set(id, {
      outputShape: layer?.outputShape,
      parameterCount: layer?.parameterCount,
      multiplyAdds: layer?.multiplyAdds,
    });
  }
  return summaries;
}

function checkLayout(file: NnFile): Finding[] {
  const strays = [...file.graph.layout.keys()].filter((id) => !file.graph.nodes.has(id));
  return strays.map((id) => ({
    code: 'unknown-property',
    severity: 'warning',
    message: `layout places ${quote(id)}, which is no layer; remove the entry.`,
    path: ['layout', id],
    atKey: true,
  }));
}

function toNetwork(
  name: string | undefined,
  layers: ReadonlyMap<LayerId, NetworkLayer>,
  { input, output }: { readonly input: NetworkLayer; readonly output: NetworkLayer },
  hyperparameters: WrittenHyperparameters,
): Network {
  const inOrder = [...layers.values()];
  return {
    name: name ?? UNNAMED,
    layers: inOrder,
    inputShape: input.outputShape,
    outputShape: output.outputShape,
    parameterCount: inOrder.reduce((sum, layer) => sum + layer.parameterCount, 0),
    training: { ...hyperparameters, loss: hyperparameters.loss ?? defaultLoss(layers, output) },
  };
}
