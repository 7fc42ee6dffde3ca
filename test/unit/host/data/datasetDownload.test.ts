import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { DATASET_PARTS, type DatasetPart } from '../../../../src/core/data/datasetFromIdx';
import {
  downloadDataset,
  DownloadError,
  type DownloadOptions,
} from '../../../../src/host/data/datasetDownload';
import { MirrorServer, serving, servingChanged, stalling } from './mirrorServer';
import { sha256, smallDataset, type SmallDataset } from './smallDataset';

const mnist = smallDataset('mnist', 1);
const fashion = smallDataset('fashionMnist', 2);
const other = smallDataset('mnist', 3);
const IMAGES = 'train-images-idx3-ubyte.gz';
const LABELS = 'train-labels-idx1-ubyte.gz';

async function download(
  { entry }: SmallDataset,
  mirrors: readonly string[],
  changes: Partial<DownloadOptions> & { missing?: readonly DatasetPart[] } = {},
): Promise<Map<DatasetPart, Uint8Array>> {
  const signal = new AbortController().signal;
  const options = { mirrors, stallTimeoutMs: 2000, signal, report: () => undefined, ...changes };
  const files = new Map<DatasetPart, Uint8Array>();
  for await (const group of downloadDataset(entry, changes.missing ?? DATASET_PARTS, options)) {
    for (const [part, { bytes }] of group) files.set(part, bytes);
  }
  return files;
}

function assertIs(files: Map<DatasetPart, Uint8Array>, { entry, plain }: SmallDataset): void {
  assert.equal(files.size, 4);
  for (const [part, bytes] of files) assert.deepEqual(bytes, plain.get(entry.files[part].fileName));
}

/** From 0 to 1 without a step back. */
function assertRises(fractions: readonly number[]): void {
  assert.equal(fractions[0], 0);
  assert.equal(fractions.at(-1), 1);
  assert.ok(fractions.every((fraction, index) => index === 0 || fraction >= fractions[index - 1]!));
}

async function assertFails(attempt: Promise<unknown>, ...patterns: RegExp[]): Promise<void> {
  await assert.rejects(attempt, (error) => {
    assert.ok(error instanceof DownloadError, String(error));
    for (const pattern of patterns) assert.match(error.message, pattern);
    return true;
  });
}

describe('downloadDataset', () => {
  let server: MirrorServer;
  beforeEach(async () => {
    server = new MirrorServer();
    await server.start();
  });
  afterEach(async () => {
    await server.stop();
  });

  it('gets, unpacks and verifies all files of the first mirror, with progress from 0 to 1', async () => {
    const fractions: number[] = [];
    const tasks = new Set<string>();
    const report = (task: string, fraction: number) => {
      tasks.add(task);
      fractions.push(fraction);
    };
    const good = server.add('good', serving(mnist.packed));
    assertIs(await download(mnist, [good, server.add('never', serving(mnist.packed))], { report }), mnist);
    assert.equal(server.requests.length, 4);
    assert.ok(server.requests.every((request) => request.startsWith('good/')));
    assertRises(fractions);
    assert.match([...tasks][0]!, /^Downloading Small MNIST: train-images-idx3-ubyte from 127\.0\.0\.1:\d+$/);
  });

  it('gets only what is missing', async () => {
    const good = server.add('good', serving(mnist.packed));
    const files = await download(mnist, [good], { missing: ['testLabels'] });
    assert.deepEqual([...files.keys()], ['testLabels']);
    assert.deepEqual(server.requests, ['good/t10k-labels-idx1-ubyte.gz']);
  });

  it('accepts a base address without a slash, and files that the server unpacks itself', async () => {
    const decoded = server.add('decoded', (fileName, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(mnist.packed.get(fileName));
    });
    assertIs(await download(mnist, [decoded.slice(0, -1)]), mnist);
  });

  it('goes on to the next mirror for a file that is missing, cut short, altered or another, and no further', async () => {
    const mirrors = [
      server.add(
        'missing',
        servingChanged(new Map([...mnist.packed].slice(1)), '', (bytes) => bytes),
      ),
      server.add(
        'cut',
        servingChanged(mnist.packed, LABELS, (bytes) => bytes.subarray(0, -9)),
      ),
      server.add(
        'other',
        servingChanged(mnist.packed, 't10k-images-idx3-ubyte.gz', () =>
          other.packed.get('t10k-images-idx3-ubyte.gz')!,
        ),
      ),
    ];
    assertIs(await download(mnist, mirrors), mnist);
    assert.deepEqual(server.requests, [
      `missing/${IMAGES}`,
      `cut/${IMAGES}`,
      `missing/${LABELS}`,
      'missing/t10k-images-idx3-ubyte.gz',
      'missing/t10k-labels-idx1-ubyte.gz',
    ]);
  });

  it('goes on after a wrong checksum, and names the file, what was expected and what was found', async () => {
    const wrong = server.add(
      'wrong',
      servingChanged(mnist.packed, IMAGES, () => other.packed.get(IMAGES)!),
    );
    assertIs(await download(mnist, [wrong, server.add('good', serving(mnist.packed))]), mnist);
    await assertFails(
      download(mnist, [wrong]),
      new RegExp(`"${wrong}${IMAGES}" is not Small MNIST's train-images-idx3-ubyte`),
      new RegExp(`expected SHA-256 ${mnist.entry.files.trainingImages.sha256}`),
      new RegExp(`found ${sha256(other.plain.get('train-images-idx3-ubyte')!)}`),
    );
  });

  it('stops files that are too large, packed or unpacked', async () => {
    const large = servingChanged(mnist.packed, IMAGES, () => new Uint8Array(100_000));
    await assertFails(download(mnist, [server.add('large', large)]), /sent more than the \d+ bytes expected/);
    const bomb = servingChanged(mnist.packed, IMAGES, () => gzipSync(new Uint8Array(10_000_000)));
    await assertFails(download(mnist, [server.add('bomb', bomb)]), /unpacks to more than the 15696 bytes/);
  });

  it('does not ask a mirror again that could not be reached or fell silent', async () => {
    const silent = server.add('silent', stalling(mnist.packed));
    const good = server.add('good', serving(mnist.packed));
    const files = await download(mnist, ['http://127.0.0.1:1/', silent, good], { stallTimeoutMs: 100 });
    assertIs(files, mnist);
    assert.equal(server.requests.filter((request) => request.startsWith('silent/')).length, 1);
  });

  it('lists what every mirror did when all fail', async () => {
    const mirrors = [
      'http://127.0.0.1:1/mnist/',
      'no address',
      'file:///etc/',
      server.add('empty', serving(new Map())),
      server.add('silent', stalling(mnist.packed)),
    ];
    await assertFails(
      download(mnist, mirrors, { stallTimeoutMs: 100 }),
      /^Small MNIST could not be downloaded: no mirror gave the right files\. /,
      /http:\/\/127\.0\.0\.1:1\/mnist\/train-images-idx3-ubyte\.gz could not be read \(.+\)\./,
      /The mirror "no address" is not an http or https address\./,
      /The mirror "file:\/\/\/etc\/" is not an http or https address\./,
      /\/empty\/train-images-idx3-ubyte\.gz answered 404 Not Found\./,
      /\/silent\/train-images-idx3-ubyte\.gz sent nothing for 0\.1 s\./,
    );
    await assertFails(
      download(mnist, []),
      /^Small MNIST could not be downloaded: there is no mirror for it\.$/,
    );
  });

  it('takes files without checksums from one mirror only', async () => {
    // The images of the first mirror look right; its labels give away that it holds another dataset.
    const unbalanced = servingChanged(other.packed, LABELS, () =>
      gzipSync(mnist.plain.get('train-labels-idx1-ubyte')!.map((byte, index) => (index < 8 ? byte : 1))),
    );
    const mirrors = [server.add('unbalanced', unbalanced), server.add('good', serving(fashion.packed))];
    const fractions: number[] = [];
    const report = (_: string, fraction: number) => fractions.push(fraction);
    assertIs(await download(fashion, mirrors, { missing: ['testLabels'], report }), fashion);
    assertRises(fractions);
    assert.deepEqual(server.requests.slice(0, 3), [
      `unbalanced/${IMAGES}`,
      `unbalanced/${LABELS}`,
      `good/${IMAGES}`,
    ]);
  });

  it('stops at once with the reason when aborted, and asks no further mirror', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const stalls = server.add('stalls', stalling(mnist.packed));
    const good = server.add('good', serving(mnist.packed));
    const attempt = download(mnist, [stalls, good], {
      signal: controller.signal,
      report: (_, fraction) => {
        if (fraction > 0) controller.abort(reason);
      },
    });
    await assert.rejects(attempt, reason);
    assert.deepEqual(server.requests, [`stalls/${IMAGES}`]);
  });
});
