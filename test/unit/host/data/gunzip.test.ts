import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { DatasetError } from '../../../../src/core/data/datasetError';
import { gunzip } from '../../../../src/host/data/gunzip';

const text = new TextEncoder().encode('some text, some more text, and an end. '.repeat(50));
const packed = gzipSync(text);

async function assertRefused(bytes: Uint8Array, pattern: RegExp, limit = text.length): Promise<void> {
  await assert.rejects(gunzip({ name: 'x.gz', bytes }, limit), (error) => {
    assert.ok(error instanceof DatasetError, String(error));
    assert.match(error.message, /^"x\.gz" /);
    assert.match(error.message, pattern);
    return true;
  });
}

describe('gunzip', () => {
  it('unpacks what begins as gzip, whatever its name, up to exactly the limit', async () => {
    const file = await gunzip({ name: 'no-suffix', bytes: packed }, text.length);
    assert.equal(file.name, 'no-suffix');
    assert.deepEqual(file.bytes, text);
  });

  it('unpacks from the middle of a larger buffer', async () => {
    const within = Buffer.concat([Buffer.from('before'), packed, Buffer.from('after')]);
    const bytes = within.subarray(6, 6 + packed.length);
    assert.deepEqual((await gunzip({ name: 'x.gz', bytes }, text.length)).bytes, text);
  });

  it('passes other files through, also those called .gz', async () => {
    const file = { name: 'x.gz', bytes: text };
    assert.equal(await gunzip(file, 1), file);
    const empty = { name: 'x.gz', bytes: new Uint8Array() };
    assert.equal(await gunzip(empty, 1), empty);
  });

  it('refuses a file cut short at any length', async () => {
    for (let length = 2; length < packed.length; length++) {
      await assertRefused(packed.subarray(0, length), /cut short/);
    }
  });

  it('refuses an altered file: header, body, checksum, length', async () => {
    for (const position of [2, 30, packed.length - 8, packed.length - 1]) {
      const altered = Uint8Array.from(packed);
      altered[position]! ^= 0x55;
      await assertRefused(altered, /damaged|cut short/);
    }
  });

  it('refuses bytes after the end: text, zeros, and a second member', async () => {
    await assertRefused(Buffer.concat([packed, Buffer.from('something else')]), /bytes follow its end/);
    await assertRefused(Buffer.concat([packed, Buffer.alloc(8)]), /bytes follow its end/);
    await assertRefused(Buffer.concat([packed, packed]), /bytes follow its end|more than/);
  });

  it('stops a file that unpacks to more than the limit, long before its end', async () => {
    await assertRefused(packed, /more than the 1949 bytes/, text.length - 1);
    const bomb = { name: 'x.gz', bytes: gzipSync(new Uint8Array(100_000_000), { level: 1 }) };
    const elapsedMs = async (limit: number) => {
      const before = performance.now();
      await gunzip(bomb, limit).catch(() => undefined);
      return performance.now() - before;
    };
    await assertRefused(bomb.bytes, /more than the 1000 bytes/, 1000);
    const [stopped, whole] = [await elapsedMs(1000), await elapsedMs(100_000_000)];
    assert.ok(stopped < whole / 3, `stopped after ${stopped} ms; all of it takes ${whole} ms`);
  });
});
