import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { datasetCatalogue } from '../../../../src/core/data/datasetCatalogue';
import type { DatasetChoice } from '../../../../src/core/hyperparameters/hyperparameters';
import type { FileAccess } from '../../../../src/host/data/fileAccess';
import {
  DatasetStore,
  type DatasetStoreOptions,
  DatasetUnavailableError,
  type LoadedDataset,
  type LoadOptions,
} from '../../../../src/host/data/datasetStore';
import { mnistFolder, readMnist } from '../../../mnistFolder';
import { MirrorServer, serving, servingChanged, stalling } from './mirrorServer';
import { fileUri, nodeFileAccess, temporaryFolder, writeFiles } from './nodeFileAccess';
import { smallDataset } from './smallDataset';

const mnist = smallDataset('mnist', 1);
const fashion = smallDataset('fashionMnist', 2);
const DEAD = 'http://127.0.0.1:1/';

async function assertUnavailable(attempt: Promise<unknown>, ...words: string[]): Promise<void> {
  await assert.rejects(attempt, (error) => {
    assert.ok(error instanceof DatasetUnavailableError, String(error));
    for (const word of words) assert.ok(error.message.includes(word), `${error.message}\nlacks ${word}`);
    return true;
  });
}

function nameOf({ data }: LoadedDataset): string {
  return data.kind === 'examples' ? data.dataset.name : data.kind;
}

function trainingLabels({ data }: LoadedDataset): Uint8Array {
  assert.equal(data.kind, 'examples');
  return data.dataset.training.labels;
}

describe('DatasetStore', () => {
  let server: MirrorServer;
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    server = new MirrorServer();
    await server.start();
    ({ path: folder, remove } = await temporaryFolder());
  });
  afterEach(async () => {
    await server.stop();
    await remove();
  });

  const cached = () => `${folder}/storage/datasets/mnist`;

  function store(
    publicMirror: string,
    changes: Partial<DatasetStoreOptions> = {},
    files: FileAccess = nodeFileAccess(),
  ) {
    return new DatasetStore({
      files,
      storage: fileUri(`${folder}/storage`),
      mirrors: () => [],
      stallTimeoutMs: 2000,
      catalogue: {
        mnist: { ...mnist.entry, mirrors: [publicMirror] },
        fashionMnist: { ...fashion.entry, mirrors: [publicMirror] },
      },
      ...changes,
    });
  }

  function load(from: DatasetStore, choice: DatasetChoice | undefined, changes: Partial<LoadOptions> = {}) {
    return from.load(choice, {
      networkFile: fileUri(`${folder}/nets/some.nn.json`),
      signal: new AbortController().signal,
      report: () => undefined,
      ...changes,
    });
  }

  it('downloads once and then reads from the cache', async () => {
    const good = server.add('good', serving(mnist.packed));
    const first = await load(store(good), 'mnist');
    assert.equal(nameOf(first), 'mnist');
    assert.equal(first.origin, 'downloaded, verified; Small by Nobody, CC0');
    assert.equal(first.notice, undefined);
    assert.deepEqual(trainingLabels(first), mnist.plain.get('train-labels-idx1-ubyte')!.slice(8));
    assert.equal(server.requests.length, 4);
    const second = await load(store(DEAD), 'mnist');
    assert.equal(second.origin, 'from the cache, verified; Small by Nobody, CC0');
    assert.deepEqual(second.data, first.data);
  });

  it('says of data without checksums that its structure was checked', async () => {
    const loaded = await load(store(server.add('good', serving(fashion.packed))), 'fashionMnist');
    assert.equal(loaded.origin, 'downloaded, structure checked; Small by Nobody, CC0');
  });

  it('tries mirrors of one’s own first', async () => {
    const own = server.add('own', serving(mnist.packed));
    await load(store(server.add('public', serving(mnist.packed)), { mirrors: () => [own] }), 'mnist');
    assert.ok(
      server.requests.every((request) => request.startsWith('own/')),
      server.requests.join(),
    );
  });

  it('downloads a damaged file of the cache again, and only that', async () => {
    const good = server.add('good', serving(mnist.packed));
    await load(store(good), 'mnist');
    await fs.writeFile(`${cached()}/t10k-images-idx3-ubyte`, 'damaged');
    const again = await load(store(good), 'mnist');
    assert.equal(again.origin, 'downloaded, verified; Small by Nobody, CC0');
    assert.deepEqual(server.requests.slice(4), ['good/t10k-images-idx3-ubyte.gz']);
    assert.deepEqual(
      new Uint8Array(await fs.readFile(`${cached()}/t10k-images-idx3-ubyte`)),
      mnist.plain.get('t10k-images-idx3-ubyte'),
    );
  });

  it('never gives anything else for MNIST that cannot be had, and says what to do', async () => {
    await assertUnavailable(
      load(store(DEAD), 'mnist'),
      'Small MNIST could not be downloaded: no mirror answered. http',
      'http://127.0.0.1:1/train-images-idx3-ubyte.gz could not be read',
      'layerwire.mirrors',
      'layerwire.datasetFolder',
      '--dataset-dir',
      'syntheticDigits',
    );
  });

  it('says it in short without what each mirror did', async () => {
    await assert.rejects(load(store(DEAD), 'mnist'), (error) => {
      assert.ok(error instanceof DatasetUnavailableError);
      assert.match(
        error.summary,
        /^Small MNIST could not be downloaded: no mirror answered\. Check the network/,
      );
      assert.doesNotMatch(error.summary, /127\.0\.0\.1|--dataset-dir/);
      return true;
    });
  });

  it('draws digits, with a notice, only where the file names no dataset', async () => {
    const loaded = await load(store(DEAD), undefined);
    assert.deepEqual(loaded.data, { kind: 'syntheticDigits' });
    assert.equal(loaded.origin, 'drawn by Layerwire');
    assert.match(
      loaded.notice ?? '',
      /names no dataset.*trains on syntheticDigits.*not MNIST's.*could not be read/,
    );
    const asked = await load(store(DEAD), 'syntheticDigits');
    assert.deepEqual(asked.data, { kind: 'syntheticDigits' });
    assert.equal(asked.notice, undefined);
    const fetched = await load(store(server.add('good', serving(mnist.packed))), undefined);
    assert.equal(nameOf(fetched), 'mnist');
  });

  it('reads a given folder in place of cache and mirrors, and refuses it rather than replace it', async () => {
    await writeFiles(`${folder}/data`, mnist.packed);
    const options = { folder: fileUri(`${folder}/data`) };
    const loaded = await load(store(DEAD), 'mnist', options);
    assert.equal(loaded.origin, `from "${folder}/data", verified; Small by Nobody, CC0`);
    assert.equal(nameOf(await load(store(DEAD), undefined, options)), 'mnist');
    await fs.writeFile(`${folder}/data/train-images-idx3-ubyte.gz`, 'damaged');
    for (const choice of ['mnist', undefined] as const) {
      await assertUnavailable(
        load(store(server.add('good', serving(mnist.packed))), choice, options),
        'Small MNIST cannot be used',
        `${folder}/data/train-images-idx3-ubyte.gz"`,
      );
    }
    assert.deepEqual(server.requests, []);
  });

  it('finds a folder of one’s own relative to the network file', async () => {
    await writeFiles(`${folder}/data/letters`, mnist.plain);
    for (const idx of ['../data/letters', '..\\data\\letters\\']) {
      const loaded = await load(store(DEAD), { idx });
      assert.equal(nameOf(loaded), `idx:${idx}`);
      assert.equal(
        loaded.origin,
        `from "${folder}/data/letters${idx.endsWith('\\') ? '/' : ''}", structure checked`,
      );
      assert.deepEqual(trainingLabels(loaded), mnist.plain.get('train-labels-idx1-ubyte')!.slice(8));
    }
    await assertUnavailable(load(store(DEAD), { idx: 'none' }), 'The dataset "none"', `${folder}/nets/none`);
  });

  it('reads a given folder in place of the one that the file names, and calls it by its own name', async () => {
    await writeFiles(`${folder}/moved`, mnist.plain);
    const loaded = await load(store(DEAD), { idx: 'none' }, { folder: fileUri(`${folder}/moved`) });
    assert.equal(nameOf(loaded), `idx:${folder}/moved`);
    assert.equal(loaded.origin, `from "${folder}/moved", structure checked`);
    assert.deepEqual(trainingLabels(loaded), mnist.plain.get('train-labels-idx1-ubyte')!.slice(8));
  });

  it('leaves nothing half-written when cancelled, and keeps whole files for the next time', async () => {
    const controller = new AbortController();
    const reason = new Error('cancelled');
    const stalls = server.add('stalls', (fileName, response) => {
      (fileName.startsWith('t10k-images') ? stalling : serving)(mnist.packed)(fileName, response);
      if (fileName.startsWith('t10k-images'))
        setTimeout(() => {
          controller.abort(reason);
        }, 50);
    });
    for (const choice of ['mnist', undefined] as const) {
      await assert.rejects(load(store(stalls), choice, { signal: controller.signal }), reason);
    }
    assert.deepEqual((await fs.readdir(cached())).sort(), [
      'train-images-idx3-ubyte',
      'train-labels-idx1-ubyte',
    ]);
    const good = server.add('good', serving(mnist.packed));
    await load(store(good), 'mnist');
    assert.deepEqual(
      server.requests.filter((request) => request.startsWith('good/')),
      ['good/t10k-images-idx3-ubyte.gz', 'good/t10k-labels-idx1-ubyte.gz'],
    );
  });

  it('never caches what failed its check', async () => {
    const wrong = servingChanged(mnist.packed, 'train-images-idx3-ubyte.gz', () =>
      fashion.packed.get('train-images-idx3-ubyte.gz')!,
    );
    await assertUnavailable(load(store(server.add('wrong', wrong)), 'mnist'), 'SHA-256');
    await assert.rejects(fs.readdir(cached()), /ENOENT/);
  });

  it('trains on what it downloaded even where that cannot be kept, and says so', async () => {
    const writeFile = () => Promise.reject(new Error('disk full'));
    const loaded = await load(
      store(server.add('good', serving(mnist.packed)), {}, nodeFileAccess({ writeFile })),
      'mnist',
    );
    assert.match(loaded.notice ?? '', /Small MNIST could not be kept for the next run \(disk full\)/);
    assert.equal(trainingLabels(loaded).length, 20);
  });

  it('downloads, verifies and caches the real MNIST, and reads its folder', async function () {
    // The real MNIST is never part of the project.
    const directory = mnistFolder();
    if (directory === undefined) {
      this.skip();
      return;
    }
    this.timeout(60_000);
    const packed = new Map<string, Uint8Array>();
    for (const { name, bytes } of Object.values(readMnist(directory))) {
      packed.set(`${name}.gz`, gzipSync(bytes, { level: 1 }));
    }
    const good = server.add('good', serving(packed));
    const real = (mirror: string) =>
      store(mirror, {
        catalogue: { ...datasetCatalogue, mnist: { ...datasetCatalogue.mnist, mirrors: [mirror] } },
      });
    const loaded = await load(real(good), 'mnist');
    assert.match(
      loaded.origin,
      /^downloaded, verified; MNIST by Yann LeCun and Corinna Cortes, CC BY-SA 3\.0$/,
    );
    assert.equal(loaded.data.kind, 'examples');
    const { training, test } = loaded.data.dataset;
    assert.equal(training.count, 60_000);
    assert.equal(test.count, 10_000);
    assert.deepEqual([...training.labels.subarray(0, 10)], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    assert.deepEqual([...test.labels.subarray(0, 5)], [7, 2, 1, 0, 4]);
    assert.match((await load(real(DEAD), 'mnist')).origin, /^from the cache, verified/);
    assert.match(
      (await load(real(DEAD), 'mnist', { folder: fileUri(directory) })).origin,
      /, verified; MNIST/,
    );
    // MNIST is not taken for Fashion-MNIST, whose files have the same names and sizes.
    await assertUnavailable(
      load(real(good), 'fashionMnist', { folder: fileUri(directory) }),
      "is not Fashion-MNIST's",
    );
  });
});
