/**
 * The text of a `*.nn.json` file, read: the graph it describes, what is wrong with its form, and where everything is.
 *
 * First step of the path text → Graph → Network. Any text gives an `NnFile`; what cannot be read is left out of the
 * graph and named in `findings`. Whether the graph makes a network is decided in `src/core/network`.
 */
import type { Node } from 'jsonc-parser';
import type { Graph } from '../graph/graph';
import type { Diagnostic, TextRange } from '../diagnostics/diagnostic';
import type { JsonPath, JsonTree } from './jsonTree';
import { keyOf, kindOf, parseJsonTree, propertiesOf, toPlain, valueOf } from './jsonTree';
import { readEdges, readLayers, readLayout } from './readGraph';
import type { Report } from './report';
import { describeValue, didYouMean, quote } from '../wording';

export interface NnFile {
  readonly text: string;
  readonly graph: Graph;
  /** True when the text is JSON (with comments and trailing commas), whatever it says. */
  readonly wellFormed: boolean;
  /** Problems of form: syntax, kinds of values, missing and repeated keys. */
  readonly findings: readonly Diagnostic[];
  /**
   * Where a JSON path stands in the text: the value, or with `atKey` the property's name in its quotes. A path that
   * does not exist gives the name of its nearest existing ancestor; the root gives its first character.
   */
  locate(path: readonly (string | number)[], atKey?: boolean): TextRange;
}

/** Properties of the file, in the order in which they are written. */
export const FILE_PROPERTIES = ['version', 'name', 'layers', 'edges', 'layout', 'training'] as const;

const VERSION = 1;

/** Reads a network file. Never throws, whatever the text. */
export function parseNnFile(text: string): NnFile {
  const tree = parseJsonTree(text);
  const findings: Diagnostic[] = tree.errors.map(({ message, offset, length }) => ({
    code: 'syntax',
    severity: 'error',
    message,
    path: [],
    range: { offset, length },
  }));
  const report: Report = (code, severity, message, path, { atKey = false, layerId } = {}) => {
    const range = tree.locate(path, atKey);
    const finding = { code, severity, message, path, atKey, range };
    findings.push(layerId === undefined ? finding : { ...finding, layerId });
  };
  const { root } = tree;
  if (root !== undefined) {
    reportDuplicateKeys(root, findings);
    if (root.type === 'object') checkProperties(root, tree, report);
    else
      report(
        'wrong-kind',
        'error',
        `A network file is an object, but this is ${kindOf(root)}; write { … }.`,
        [],
      );
  }
  return {
    text,
    graph: {
      name: readText(tree, ['name'], report),
      nodes: readLayers(tree, report),
      edges: readEdges(tree, report),
      layout: readLayout(tree, report),
      training: readObject(tree, ['training'], report),
    },
    wellFormed: tree.errors.length === 0,
    findings,
    locate: (path, atKey) => tree.locate(path, atKey),
  };
}

function checkProperties(root: Node, tree: JsonTree, report: Report): void {
  for (const key of propertiesOf(root).map(keyOf)) {
    if (FILE_PROPERTIES.some((known) => known === key)) continue;
    const advice = didYouMean(key, FILE_PROPERTIES, `; it takes ${FILE_PROPERTIES.join(', ')}.`);
    report('unknown-property', 'warning', `A network file has no property ${quote(key)}${advice}`, [key], {
      atKey: true,
    });
  }
  const version = tree.valueAt(['version']);
  if (version === undefined) {
    report('unsupported-version', 'error', 'The file has no version; add "version": 1.', ['version']);
  } else if (version.value !== VERSION) {
    const found = describeValue(toPlain(version));
    const message = `The file has version ${found}, but this Layerwire reads version 1; set it to 1, or update Layerwire.`;
    report('unsupported-version', 'error', message, ['version']);
  }
  if (tree.valueAt(['layers']) === undefined) {
    const message =
      'The file has no layers; add "layers": { "input": { "type": "Input", "shape": [28, 28, 1] } }.';
    report('missing-property', 'error', message, ['layers']);
  }
}

/** Marks the second and every later use of a key in one object. */
function reportDuplicateKeys(root: Node, findings: Diagnostic[]): void {
  /** Where the visited node stands. */
  const path: (string | number)[] = [];
  const visitBelow = (step: string | number, node: Node | undefined): void => {
    if (node?.children === undefined) return;
    path.push(step);
    visit(node);
    path.pop();
  };
  const visit = (node: Node): void => {
    if (node.type === 'array') {
      node.children?.forEach((child, i) => {
        visitBelow(i, child);
      });
      return;
    }
    const seen = new Set<string>();
    for (const property of propertiesOf(node)) {
      const key = keyOf(property);
      const name = property.children?.[0];
      if (seen.has(key) && name !== undefined) {
        const here = [...path, key];
        const layerId = here[0] === 'layers' ? here[1] : undefined;
        findings.push({
          code: 'duplicate-key',
          severity: 'error',
          message: `The key ${quote(key)} is used twice in one object, and only the last counts; rename or remove one.`,
          path: here,
          atKey: true,
          range: { offset: name.offset, length: name.length },
          ...(typeof layerId === 'string' ? { layerId } : {}),
        });
      }
      seen.add(key);
      visitBelow(key, valueOf(property));
    }
  };
  visit(root);
}

function readText(tree: JsonTree, path: JsonPath, report: Report): string | undefined {
  const node = tree.valueAt(path);
  if (node === undefined) return undefined;
  if (node.type === 'string') return String(node.value);
  report(
    'wrong-kind',
    'warning',
    `The network's name is text, but this is ${kindOf(node)}; put it in double quotes.`,
    path,
  );
  return undefined;
}

function readObject(tree: JsonTree, path: JsonPath, report: Report): Record<string, unknown> | undefined {
  const node = tree.valueAt(path);
  if (node === undefined) return undefined;
  if (node.type === 'object') return toPlain(node) as Record<string, unknown>;
  report(
    'wrong-kind',
    'error',
    `training is an object of settings, but this is ${kindOf(node)}; write { … }.`,
    path,
  );
  return undefined;
}
