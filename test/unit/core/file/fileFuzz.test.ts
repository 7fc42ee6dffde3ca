import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseNnFile } from '../../../../src/core/file/nnFile';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';

const examples = readdirSync('examples')
  .filter((name) => name.endsWith('.nn.json'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'));

/** What must hold of any text: a result, ranges inside the text and in order, a network exactly where no error is. */
function assertSound(text: string): void {
  const { diagnostics, network, layers, file } = checkNnFile(text);
  let last = 0;
  for (const { range, message, code } of diagnostics) {
    const place = `${code} at ${String(range.offset)}+${String(range.length)} of ${String(text.length)}: ${message}`;
    assert.ok(Number.isInteger(range.offset) && range.offset >= last, place);
    assert.ok(Number.isInteger(range.length) && range.length >= 0, place);
    assert.ok(range.offset + range.length <= text.length, place);
    assert.ok(message.length < 600 && !message.includes('\n'), place);
    last = range.offset;
  }
  const hasError = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  assert.equal(network !== undefined, !hasError);
  assert.deepEqual([...layers.keys()], [...file.graph.nodes.keys()]);
  if (network !== undefined) {
    assert.equal(network.layers.length, file.graph.nodes.size);
    assert.equal(network.layers[0]?.config.type, 'Input');
    assert.deepEqual(network.layers.at(-1)?.outputShape, network.outputShape);
  }
}

const token = fc.constantFrom(
  ...'{ } [ ] , : " // /* */ \n \r\n \t \\ \uFEFF \uD800 1e999 -0 01 . null true NaN'.split(' '),
  ...'"version":1 "layers": "edges": "layout": "training": "type": "__proto__": "constructor":'.split(' '),
  '"input"',
  '"Input"',
  '"Dense"',
  '"Add"',
  '["input","a"]',
  '[28,28,1]',
  '"a":{"type":"Dense","units":10}',
);

/** An example with some stretches replaced by something else. */
const mutant = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(30), fc.oneof(token, fc.string())), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((changed, [place, length, content]) => {
      const offset = Math.floor(place * changed.length);
      return changed.slice(0, offset) + content + changed.slice(offset + length);
    }, text),
  );

/** A value for any place of a network file: near enough to the right kinds to get past the first checks. */
const nearValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(
      'Input',
      'Dense',
      'Add',
      'Conv2D',
      'Concatenate',
      'Reshape',
      'a',
      'b',
      '__proto__',
      'x',
    ),
    fc.constantFrom<unknown>(0, 1, -1, 3, 10, 784, 1e9, 1e300, 0.5, null, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'type',
        'units',
        'shape',
        'filters',
        'kernelSize',
        'axis',
        'targetShape',
        'a',
        '__proto__',
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

const nearFile = fc
  .record({
    version: fc.constantFrom<unknown>(1, 2),
    layers: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', ''), nearValue, { maxKeys: 5 }),
    edges: fc.array(
      fc.oneof(nearValue, fc.tuple(fc.constantFrom('a', 'b', 'c', ''), fc.constantFrom('a', 'b', 'c'))),
    ),
    layout: nearValue,
    training: nearValue,
  })
  .map((file) => JSON.stringify(file));

describe('any text', () => {
  it('of random characters is read and checked', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), assertSound), { numRuns: 500 });
  });

  it('of random tokens is read and checked', () => {
    const text = fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join(''));
    fc.assert(fc.property(text, assertSound), { numRuns: 1500 });
  });

  it('that was an example before is read and checked', () => {
    fc.assert(fc.property(mutant, assertSound), { numRuns: 1000 });
  });

  it('of a network with strange values is read and checked', () => {
    fc.assert(fc.property(nearFile, assertSound), { numRuns: 1500 });
  });

  const hostile: Record<string, string> = {
    'open brackets': '['.repeat(100_000),
    'open objects': '{"a":'.repeat(100_000),
    'brackets that strings seem to close': '["]",'.repeat(100_000),
    'brackets that comments seem to close': '[/*]*/'.repeat(100_000),
    'a long string': `"${'a'.repeat(1_000_000)}`,
    'many errors': '!'.repeat(200_000),
    'a byte order mark': '\uFEFF',
    'lone surrogates': '{"version":1,"layers":{"\uD800":{"type":"\uDC00"}},"edges":[["\uD800","\uDC00"]]}',
    'many broken edges': JSON.stringify({
      version: 1,
      layers: Object.fromEntries(
        Array.from({ length: 5000 }, (_, i) => [`layer${String(i)}`, { type: 'Dense', units: 1 }]),
      ),
      edges: Array.from({ length: 20_000 }, (_, i) => [`lyer${String(i)}`, `layerr${String(i)}`]),
    }),
    'a long cycle': JSON.stringify({
      version: 1,
      layers: Object.fromEntries(
        Array.from({ length: 5000 }, (_, i) => [`l${String(i)}`, { type: 'Flatten' }]),
      ),
      edges: Array.from({ length: 5000 }, (_, i) => [`l${String(i)}`, `l${String((i + 1) % 5000)}`]),
    }),
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`with ${name} is read and checked soon`, function () {
      this.timeout(5000);
      assertSound(text);
    });
  }

  it('keeps __proto__ as a name like any other', () => {
    const { graph } = parseNnFile('{"layers":{"__proto__":{"type":"Dense","__proto__":{"units":3}}}}');
    const node = graph.nodes.get('__proto__');
    assert.equal(node?.type, 'Dense');
    assert.deepEqual(Object.keys(node.parameters), ['__proto__']);
    assert.equal(node.parameters.units, undefined);
  });
});
