import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  decodeSafetensors,
  encodeSafetensors,
  SafetensorsError,
} from '../../../../src/core/weights/safetensors';
import type { WeightMap, WeightTensor } from '../../../../src/core/weights/weightMap';

function tensor(shape: readonly number[], values: readonly number[]): WeightTensor {
  return { shape, values: Float32Array.from(values) };
}

/** A file from a header written by hand, so that the reader is tried against more than our own writer. */
function file(header: string | object, data: readonly number[] = []): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header), 'utf8');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.from(data)]);
}

function bitsOf({ values }: WeightTensor): number[] {
  return [...new Uint32Array(values.buffer, values.byteOffset, values.length)];
}

function assertSameWeights(actual: WeightMap, expected: WeightMap): void {
  assert.deepEqual([...actual.keys()], [...expected.keys()]);
  for (const [name, tensor] of expected) {
    assert.deepEqual(actual.get(name)?.shape, tensor.shape);
    assert.deepEqual(bitsOf(actual.get(name) ?? tensor), bitsOf(tensor));
  }
}

function assertRefused(bytes: Uint8Array, message: RegExp): void {
  assert.throws(
    () => decodeSafetensors(bytes),
    (error) => error instanceof SafetensorsError && message.test(error.message),
  );
}

describe('safetensors', () => {
  it('writes the bytes that the format prescribes', () => {
    const bytes = encodeSafetensors(new Map([['a.bias', tensor([2], [1, -2])]]), { epoch: '0' });
    // 8 + 83 bytes of header, padded with spaces to a multiple of 8; 1 is 3f800000, −2 is c0000000.
    const header = '{"__metadata__":{"epoch":"0"},"a.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    assert.equal(header.length, 88);
    assert.equal(
      Buffer.from(bytes).toString('hex'),
      '5800000000000000' + Buffer.from(header, 'ascii').toString('hex') + '0000803f' + '000000c0',
    );
  });

  it('pads the header with spaces so that the data begin at a multiple of 8', () => {
    for (let length = 0; length < 9; length++) {
      const bytes = Buffer.from(encodeSafetensors(new Map(), { key: 'x'.repeat(length) }));
      const headerBytes = Number(bytes.readBigUInt64LE());
      assert.equal(headerBytes % 8, 0);
      assert.equal(bytes.length, 8 + headerBytes);
      assert.match(bytes.toString('ascii', 8), /^\{.*\} {0,7}$/);
    }
  });

  it('reads a file made elsewhere: unpadded, tensors out of order, UTF-8 names', () => {
    const { weights, metadata } = decodeSafetensors(
      file(
        {
          second: { dtype: 'F32', shape: [1], data_offsets: [8, 12] },
          'größe.kernel': { dtype: 'F32', shape: [1, 2], data_offsets: [0, 8] },
          __metadata__: { by: 'hand 🖐' },
        },
        [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x80],
      ),
    );
    assertSameWeights(
      weights,
      new Map([
        ['größe.kernel', tensor([1, 2], [1, -2])],
        ['second', tensor([1], [-0])],
      ]),
    );
    assert.deepEqual(metadata, { by: 'hand 🖐' });
  });

  it('gives back every weight to the bit, NaN payloads and −0 included', () => {
    const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
    const tensors = shapes.chain((shape) => {
      const length = shape.reduce((product, size) => product * size, 1);
      return fc
        .array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: length, maxLength: length })
        .map((bits) => ({ shape, values: new Float32Array(Uint32Array.from(bits).buffer) }));
    });
    const names = fc.string({ unit: 'binary' }).filter((name) => name !== '__metadata__');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(names, tensors), { selector: ([name]) => name, maxLength: 6 }),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })),
        (entries, metadata) => {
          const weights = new Map(entries);
          const bytes = encodeSafetensors(weights, metadata);
          const decoded = decodeSafetensors(bytes);
          assert.deepEqual(new Map(decoded.weights).size, weights.size);
          for (const [name, expected] of weights) {
            assertSameWeights(
              new Map([[name, decoded.weights.get(name) ?? tensor([], [0])]]),
              new Map([[name, expected]]),
            );
          }
          assert.deepEqual(Object.entries(decoded.metadata).sort(), Object.entries(metadata).sort());
          assert.deepEqual(encodeSafetensors(weights, metadata), bytes);
        },
      ),
    );
  });

  it('keeps the order of the map, even for names that look like integers', () => {
    const weights = new Map([
      ['b', tensor([1], [1])],
      ['7', tensor([1], [2])],
      ['1', tensor([1], [3])],
    ]);
    assertSameWeights(decodeSafetensors(encodeSafetensors(weights, {})).weights, weights);
  });

  it('reads from, and writes from, views into larger buffers', () => {
    const values = new Float32Array([9, 1, 2, 9]).subarray(1, 3);
    const bytes = encodeSafetensors(new Map([['a', { shape: [2], values }]]), {});
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    assertSameWeights(decodeSafetensors(shifted.subarray(3)).weights, new Map([['a', tensor([2], [1, 2])]]));
  });

  it('refuses to write what it could not read back', () => {
    assert.throws(
      () => encodeSafetensors(new Map([['a', tensor([3], [1, 2])]]), {}),
      /"a" has 2 values.*\[3\]/,
    );
    assert.throws(
      () => encodeSafetensors(new Map([['__metadata__', tensor([1], [1])]]), {}),
      /keeps that name/,
    );
    assert.throws(
      () => encodeSafetensors(new Map([['a'.repeat(1e7), tensor([1], [1])]]), {}),
      /a header of 100000\d\d bytes, more than the 10000000 that/,
    );
  });

  const good = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };
  const refusals: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['an empty file', new Uint8Array(0), /begins with 8 bytes.*has 0 bytes/],
    ['a file shorter than the header length', new Uint8Array(7), /has 7 bytes/],
    ['a header longer than the file', Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0x7b), /claims 9 bytes.*only 1/],
    [
      'an absurd header length',
      Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255),
      /claims 18446744073709551615 bytes, more than the 10000000 that/,
    ],
    ['an empty header', file(''), /does not begin with/],
    ['a header that is no object', file('[]'), /does not begin with/],
    ['a header that is not JSON', file('{"a":'), /not valid JSON/],
    [
      'a header that is not UTF-8',
      Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x22, 0xff, 0x22),
      /not valid UTF-8/,
    ],
    ['a name given twice', file('{"a":1,"\\u0061":2}'), /names "a" twice/],
    [
      'a name given twice after quotes',
      file('{"__metadata__":{"a":"\\\\","b":"\\"{"},"a":1,"a":2}'),
      /"a" twice/,
    ],
    ['a tensor that is no object', file({ a: 3 }), /Tensor "a" must be described by an object/],
    ['a tensor that is null', file({ a: null }), /Tensor "a" must be described/],
    ['another dtype', file({ a: { ...good, dtype: 'F16' } }), /"a" has dtype "F16"/],
    ['no dtype', file({ a: { ...good, dtype: undefined } }), /"a" has no dtype/],
    ['a negative size', file({ a: { ...good, shape: [-1] } }), /"a" needs a shape/],
    ['a fractional size', file({ a: { ...good, shape: [0.5] } }), /"a" needs a shape/],
    ['a shape that is no list', file({ a: { ...good, shape: 4 } }), /"a" needs a shape/],
    ['one offset', file({ a: { ...good, data_offsets: [0] } }), /two whole numbers/],
    ['a negative offset', file({ a: { ...good, data_offsets: [-4, 0] } }), /two whole numbers/],
    ['offsets the wrong way round', file({ a: { ...good, data_offsets: [4, 0] } }, [0, 0, 0, 0]), /span -4/],
    ['a shape that needs more bytes', file({ a: { ...good, shape: [2] } }, [0, 0, 0, 0]), /needs 8 bytes/],
    [
      'a shape whose product overflows',
      file({ a: { ...good, shape: [2 ** 32, 2 ** 32] } }, [0, 0, 0, 0]),
      /needs 73786976294838210000 bytes/,
    ],
    ['data cut short', file({ a: good }, [0, 0, 0]), /ends at byte 4.*only 3.*truncated/],
    [
      'a tensor far beyond the file',
      file({ a: { ...good, shape: [1e12], data_offsets: [0, 4e12] } }, [0]),
      /truncated/,
    ],
    ['bytes that belong to no tensor', file({ a: good }, [0, 0, 0, 0, 0]), /1 bytes after its last tensor/],
    [
      'a gap',
      file({ a: good, b: { ...good, data_offsets: [8, 12] } }, new Array<number>(12).fill(0)),
      /"b" begins at byte 8.*end at 4: there is a gap/,
    ],
    [
      'an overlap',
      file(
        { a: { ...good, shape: [2], data_offsets: [0, 8] }, b: { ...good, data_offsets: [4, 8] } },
        [0, 0, 0, 0, 0, 0, 0, 0],
      ),
      /"b" begins at byte 4.*end at 8: they overlap/,
    ],
    ['metadata that is no object', file({ __metadata__: 'x' }), /"__metadata__" must be described/],
    ['metadata that is no string', file({ __metadata__: { epoch: 3 } }), /only strings, but "epoch"/],
  ];
  for (const [what, bytes, message] of refusals) {
    it(`refuses ${what}`, () => {
      assertRefused(bytes, message);
    });
  }

  it('answers any bytes with weights or with its own error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.jsonValue(), (noise, json) => {
        for (const bytes of [noise, file(JSON.stringify({ a: json }), [...noise])]) {
          try {
            decodeSafetensors(bytes);
          } catch (error) {
            assert.ok(error instanceof SafetensorsError, String(error));
          }
        }
      }),
    );
  });

  it('reads long strings, whatever is in them', () => {
    for (const part of ['x', '"', '\\', 'ö', '{:']) {
      const text = part.repeat(1e6);
      assert.deepEqual(decodeSafetensors(encodeSafetensors(new Map(), { text })).metadata, { text });
    }
    const header = `{"__metadata__":{"text":"${'x'.repeat(9e6)}"}}`;
    assert.equal(decodeSafetensors(file(header)).metadata.text?.length, 9e6);
  }).timeout(20_000);

  it('refuses a good file cut anywhere', () => {
    const bytes = encodeSafetensors(new Map([['a', tensor([2], [1, 2])]]), { epoch: '1' });
    for (let length = 0; length < bytes.length; length++) {
      assert.throws(() => decodeSafetensors(bytes.subarray(0, length)), SafetensorsError);
    }
  });
});
