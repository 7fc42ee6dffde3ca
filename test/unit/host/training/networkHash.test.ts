import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { parseNnFile } from '../../../../src/core/file/nnFile';
import { networkHash } from '../../../../src/host/training/networkHash';

const hashOf = (text: string): Promise<string> => networkHash(parseNnFile(text).graph);

const FILE = `{ "version": 1,
  "layers": {
    "input": { "type": "Input", "shape": [4] },
    "output": { "type": "Dense", "units": 3, "activation": "softmax" }
  },
  "edges": [["input", "output"]] }`;

describe('networkHash', () => {
  it('is the SHA-256 of the canonical JSON', async () => {
    const canonical =
      '{"edges":[["input","output"]],"layers":{"input":{"shape":[4],"type":"Input"},' +
      '"output":{"activation":"softmax","type":"Dense","units":3}}}';
    assert.equal(await hashOf(FILE), createHash('sha256').update(canonical).digest('hex'));
  });

  it('sorts keys by code point, also where they look like numbers or lie beyond U+FFFF', async () => {
    // U+1F600 is two UTF-16 code units from U+D83D, which as such would come before U+FF5E.
    const ids = ['9', '10', '😀', '～', '__proto__', 'b', 'ab', 'a', 'c', 'cd'];
    const layers = ids.map(
      (id) => `"${id}": { "type": "Flatten", "2": 1.0, "10": [{ "b": "é", "a": 1e-7 }] }`,
    );
    const body = '{"10":[{"a":1e-7,"b":"é"}],"2":1,"type":"Flatten"}';
    const sorted = ['10', '9', '__proto__', 'a', 'ab', 'b', 'c', 'cd', '～', '😀'].map(
      (id) => `"${id}":${body}`,
    );
    const canonical = `{"edges":[],"layers":{${sorted.join(',')}}}`;
    const file = `{ "version": 1, "layers": { ${layers.join(', ')} }, "edges": [] }`;
    assert.equal(await hashOf(file), createHash('sha256').update(canonical).digest('hex'));
  });

  it('does not depend on the order of keys, comments, white space, name, layout or training', async () => {
    const other = `{ // the same network
      "edges": [["input", "output"]],
      "layers": {
        "output": { "units": 3, "type": "Dense", "activation": "softmax", },
        "input": { "shape": [4], "type": "Input" }
      },
      "name": "Another", "layout": { "input": [1, 2] }, "training": { "epochs": 7 }, "version": 1 }`;
    assert.equal(await hashOf(other), await hashOf(FILE));
  });

  it('tells networks apart that differ in a parameter, a layer or an edge', async () => {
    const changes = [
      FILE.replace('"units": 3', '"units": 4'),
      FILE.replace('softmax', 'sigmoid'),
      FILE.replaceAll('"output"', '"out"'),
      FILE.replace('["input", "output"]', '["output", "input"]'),
      FILE.replace('[["input", "output"]]', '[]'),
    ];
    const hashes = await Promise.all([FILE, ...changes].map(hashOf));
    assert.equal(new Set(hashes).size, hashes.length);
  });
});
