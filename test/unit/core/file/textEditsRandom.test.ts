/**
 * Random gestures on files of many styles: the text must say after each what the graph says, and be as well kept.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tokensFrom } from '../../../../src/core/file/jsonTokens';
import { parseNnFile } from '../../../../src/core/file/nnFile';
import { applyTextEdits, textEditsFor } from '../../../../src/core/file/textEdits';
import { applyGraphEdit } from '../../../../src/core/graph/applyGraphEdit';
import type { Graph, Point } from '../../../../src/core/graph/graph';
import type { GraphEdit } from '../../../../src/core/graph/graphEdit';

const mlp = readFileSync('examples/mnist-mlp.nn.json', 'utf8');
const cnn = readFileSync('examples/mnist-cnn.nn.json', 'utf8');
const styles: Record<string, string> = {
  'an example': mlp,
  'an example with rows': cnn,
  'Windows line ends': cnn.replaceAll('\n', '\r\n'),
  'a byte order mark and tabs': `\uFEFF${mlp.replaceAll('  ', '\t')}`,
  'one value a line': JSON.stringify(JSON.parse(cnn), undefined, 2),
  'a single line': JSON.stringify(JSON.parse(cnn)),
  'trailing commas': cnn.replace(/\n(\s*)([\]}])/g, ',\n$1$2'),
  'leading commas': JSON.stringify(JSON.parse(cnn), undefined, 2).replace(/,\n(\s*)/g, '\n$1, '),
  'comments behind lines': cnn
    .split('\n')
    .map((line, i) => `${line} // line ${String(i)}`)
    .join('\n'),
  'comments between lines': cnn.replaceAll('\n', '\n/* above */\n'),
  'comments everywhere': cnn.replace(/([[\]{},:])(?=\s)/g, '$1 /* x */').replace(/\n/g, ' // end\n'),
  'brackets at line ends': `{"version": 1,
 "layers": {"input": {"type": "Input", "shape": [784]},
            "a": {"type": "Dense", "units": 3}},
 "edges": [["input", "a"]]}`,
  'hardly anything': '{}',
  'broken parts':
    '{"version":1,"layers":{"a":{"type":5},"b":{"type":"Flatten"}},"edges":[5,["a","b"],["a"],["b","a"]],"layout":{"a":7}}',
};

/** A small generator with a seed (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const NAMES = ['n1', 'n2', 'n3', 'n4', 'a "quoted" one', '__proto__', 'ü', '\uD800'];
const VALUES: unknown[] = [10, 0.5, true, 'relu', [3, 3], { x: [1, { y: null }] }, [], {}, 'q"\\\n'];
const PARAMETERS = ['units', 'activation', 'kernelSize', 'useBias', '__proto__'];

function randomEdit(graph: Graph, random: (below: number) => number, depth = 0): GraphEdit | undefined {
  const pick = <T>(items: readonly T[]): T | undefined => items[random(items.length)];
  const some = <T>(items: readonly T[]): T[] => items.filter(() => random(3) === 0);
  const ids = [...graph.nodes.keys()];
  const point = (): Point => ({ x: random(1000) / 7 - 50, y: random(1000) / 7 });
  const id = pick(ids);
  switch (random(12)) {
    case 0:
    case 1: {
      const name = NAMES.find((candidate) => !graph.nodes.has(candidate));
      if (name === undefined) return undefined;
      const parameters = Object.fromEntries(some(PARAMETERS).map((key) => [key, pick(VALUES)]));
      return { kind: 'addLayers', layers: [{ id: name, type: 'Dense', parameters, position: point() }] };
    }
    case 2:
      return { kind: 'removeLayers', ids: some(ids).slice(0, 1 + random(4)) };
    case 3: {
      const to = pick(ids);
      if (id === undefined || to === undefined) return undefined;
      if (graph.edges.some((edge) => edge.from === id && edge.to === to)) return undefined;
      return { kind: 'addEdges', edges: [{ from: id, to }] };
    }
    case 4:
      return { kind: 'removeEdges', indices: some(graph.edges).map((edge) => edge.index) };
    case 5:
      return { kind: 'moveLayers', positions: Object.fromEntries(some(ids).map((one) => [one, point()])) };
    case 6: {
      const name = pick(PARAMETERS);
      if (id === undefined || name === undefined) return undefined;
      return { kind: 'setParameter', ids: [id], name, value: random(3) === 0 ? undefined : pick(VALUES) };
    }
    case 7: {
      const to = NAMES.find((candidate) => !graph.nodes.has(candidate));
      return id === undefined || to === undefined ? undefined : { kind: 'renameLayer', from: id, to };
    }
    case 8: {
      const edge = pick(graph.edges);
      const [from, to] = [pick(ids), pick(ids)];
      if (edge === undefined || from === undefined || to === undefined) return undefined;
      const others = graph.edges.filter(({ index }) => index !== edge.index);
      if (others.some((other) => other.from === from && other.to === to)) return undefined;
      return { kind: 'reconnectEdge', index: edge.index, from, to };
    }
    case 9: {
      const path = pick([
        ['epochs'],
        ['optimizer'],
        ['optimizer', 'learningRate'],
        ['__proto__', 'x'],
        ['loss'],
      ]);
      if (path === undefined) return undefined;
      return { kind: 'setTraining', path, value: random(3) === 0 ? undefined : pick(VALUES) };
    }
    case 10:
      return { kind: 'setName', name: random(3) === 0 ? undefined : pick(NAMES) };
    default: {
      if (depth > 0) return undefined;
      const edits: GraphEdit[] = [];
      let current = graph;
      for (let i = 0; i < 3; i++) {
        const edit = randomEdit(current, random, 1);
        if (edit === undefined) continue;
        edits.push(edit);
        current = applyGraphEdit(current, edit);
      }
      return { kind: 'sequence', edits };
    }
  }
}

/** Everything that a graph says, its layers in order; the order of positions means nothing. */
function inOrder(graph: Graph): unknown {
  return { ...graph, nodes: [...graph.nodes] };
}

function comments(text: string): string[] {
  return [...tokensFrom(text.replace('\uFEFF', ' '), 0)]
    .filter((token) => token.kind === 'comment')
    .map((token) => text.slice(token.offset, token.end));
}

function blankLines(text: string): number {
  return text.split(/\r\n|\n|\r/).filter((line) => line.trim() === '').length;
}

function isStrictJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function removes(edit: GraphEdit): boolean {
  if (edit.kind === 'sequence') return edit.edits.some(removes);
  return ['removeLayers', 'removeEdges', 'setParameter', 'setTraining', 'setName'].includes(edit.kind);
}

function assertWellEdited(before: string, edit: GraphEdit): string {
  const graph = parseNnFile(before).graph;
  const edits = textEditsFor(before, edit);
  let done = 0;
  for (const { offset, length } of edits) {
    assert.ok(
      offset >= done && length >= 0 && offset + length <= before.length,
      'edits are sorted and disjoint',
    );
    done = offset + length;
  }
  const after = applyTextEdits(before, edits);
  const file = parseNnFile(after);
  assert.ok(file.wellFormed, 'the text stays well formed');
  assert.deepEqual(inOrder(file.graph), inOrder(applyGraphEdit(graph, edit)));
  assert.ok(blankLines(after) <= blankLines(before), 'no line is left blank');
  assert.equal(isStrictJson(after), isStrictJson(before), 'commas stay right');
  if (removes(edit)) {
    const old = new Set(comments(before));
    for (const comment of comments(after))
      assert.ok(old.has(comment), `${comment} is a comment that was there`);
  } else {
    assert.deepEqual(comments(after), comments(before));
  }
  const lineEnds = new Set(before.match(/\r\n|\n/g));
  if (lineEnds.size === 1) {
    for (const lineEnd of after.match(/\r\n|\n/g) ?? [])
      assert.ok(lineEnds.has(lineEnd), 'line ends stay the same');
  }
  return after;
}

describe('text edits at random', function () {
  this.timeout(60_000);

  for (const [name, text] of Object.entries(styles)) {
    it(`keep a file with ${name} in step with its graph`, () => {
      let made = 0;
      for (let seed = 1; seed <= 25; seed++) {
        const random = randomNumbers(seed);
        let current = text;
        const trace: GraphEdit[] = [];
        for (let step = 0; step < 12; step++) {
          const edit = randomEdit(parseNnFile(current).graph, random);
          if (edit === undefined) continue;
          trace.push(edit);
          try {
            current = assertWellEdited(current, edit);
          } catch (error) {
            const reason = error instanceof Error ? error.message : String(error);
            assert.fail(`seed ${String(seed)}, after ${JSON.stringify(trace)} on\n${current}\n${reason}`);
          }
          made++;
        }
      }
      assert.ok(made > 150);
    });
  }
});
