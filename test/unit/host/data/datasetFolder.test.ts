import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Dataset } from '../../../../src/core/data/dataset';
import { DatasetError } from '../../../../src/core/data/datasetError';
import {
  GREATEST_OWN_FILE_BYTES,
  readOwnFolder,
  readPublishedFolder,
} from '../../../../src/host/data/datasetFolder';
import { fileUri, nodeFileAccess, temporaryFolder, writeFiles } from './nodeFileAccess';
import { sha256, smallDataset, type SmallDataset } from './smallDataset';

const mnist = smallDataset('mnist', 1);
const other = smallDataset('mnist', 3);
const fashion = smallDataset('fashionMnist', 2);

function assertHolds(dataset: Dataset, { plain }: SmallDataset): void {
  assert.deepEqual(dataset.training.images, plain.get('train-images-idx3-ubyte')!.slice(16));
  assert.deepEqual(dataset.training.labels, plain.get('train-labels-idx1-ubyte')!.slice(8));
  assert.deepEqual(dataset.test.images, plain.get('t10k-images-idx3-ubyte')!.slice(16));
  assert.deepEqual(dataset.test.labels, plain.get('t10k-labels-idx1-ubyte')!.slice(8));
}

async function assertRefused(attempt: Promise<unknown>, ...words: string[]): Promise<void> {
  await assert.rejects(attempt, (error) => {
    assert.ok(error instanceof DatasetError, String(error));
    for (const word of words) assert.ok(error.message.includes(word), `${error.message}\nlacks ${word}`);
    return true;
  });
}

describe('dataset folders', () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => ({ path: folder, remove } = await temporaryFolder()));
  afterEach(async () => {
    await remove();
  });

  const readPublished = ({ entry }: SmallDataset, access = nodeFileAccess()) =>
    readPublishedFolder(access, fileUri(folder), entry);

  it('are read plain, packed, packed without the suffix, and with dotted names', async () => {
    const files = [...mnist.plain].flatMap(
      ([name, bytes]) =>
        [
          [name, bytes],
          [`${name}.gz`, gzipSync(bytes)],
          [name, gzipSync(bytes)],
          [name.replace('-idx', '.idx'), bytes],
          [`${name.replace('-idx', '.idx')}.gz`, gzipSync(bytes)],
        ] as [string, Uint8Array][],
    );
    for (let way = 0; way < 5; way++) {
      const place = `${folder}/${way}`;
      await writeFiles(place, new Map(files.filter((_, index) => index % 5 === way)));
      const dataset = await readPublishedFolder(nodeFileAccess(), fileUri(place), mnist.entry);
      assertHolds(dataset, mnist);
      assert.equal(dataset.name, 'mnist');
      assert.equal(dataset.classes, 10);
    }
  });

  it('may hold folders of the names of the datasets, and folders called as the files are', async () => {
    await writeFiles(`${folder}/mnist`, mnist.plain);
    await writeFiles(`${folder}/fashionMnist`, fashion.packed);
    await fs.mkdir(`${folder}/fashionMnist/train-images-idx3-ubyte`);
    assertHolds(await readPublished(mnist), mnist);
    assertHolds(await readPublished(fashion), fashion);
  });

  it('lacking files are refused with the names that were looked for', async () => {
    await writeFiles(folder, new Map([...mnist.plain].slice(0, 3)));
    await assertRefused(
      readPublished(mnist),
      `The folder "${folder}" lacks 1 of the four IDX files`,
      '"t10k-labels-idx1-ubyte" or "t10k-labels-idx1-ubyte.gz" or "t10k-labels.idx1-ubyte"',
    );
    await fs.rm(`${folder}/train-images-idx3-ubyte`);
    await assertRefused(
      readPublished(mnist),
      'lacks 2',
      '"train-images-idx3-ubyte"',
      '"t10k-labels-idx1-ubyte"',
    );
  });

  it('that are not there or cannot be read are refused by name', async () => {
    await assertRefused(
      readPublishedFolder(nodeFileAccess(), fileUri(`${folder}/none`), mnist.entry),
      `The folder "${folder}/none" cannot be read (ENOENT`,
    );
    await writeFiles(folder, mnist.plain);
    const readFile = () => Promise.reject(new Error('no permission'));
    await assertRefused(
      readPublished(mnist, nodeFileAccess({ readFile })),
      'cannot be read (no permission)',
      '-ubyte"',
    );
  });

  it('are verified as a download: another SHA-256 is refused, with file, expected and found', async () => {
    await writeFiles(folder, mnist.packed);
    await writeFiles(folder, new Map([...other.packed].slice(0, 1)));
    await assertRefused(
      readPublished(mnist),
      `"${folder}/train-images-idx3-ubyte.gz" is not Small MNIST's`,
      `expected SHA-256 ${mnist.entry.files.trainingImages.sha256}`,
      `found ${sha256(other.plain.get('train-images-idx3-ubyte')!)}`,
    );
  });

  it('are refused for each way in which a file can be wrong', async () => {
    const name = 'train-images-idx3-ubyte';
    const right = mnist.plain.get(name)!;
    const packed = mnist.packed.get(`${name}.gz`)!;
    const wrong: [Uint8Array, string][] = [
      [right.subarray(0, -1), 'cut short'],
      [Buffer.concat([right, Buffer.alloc(1)]), '1 bytes too many'],
      [mnist.plain.get('train-labels-idx1-ubyte')!, 'it is an IDX label file'],
      [packed.subarray(0, -1), 'cut short'],
      [Buffer.concat([packed, Buffer.from('tail')]), 'bytes follow its end'],
      [new Uint8Array(), 'cut short'],
      [gzipSync(new Uint8Array(1_000_000)), 'unpacks to more than'],
    ];
    await writeFiles(folder, mnist.plain);
    for (const [bytes, problem] of wrong) {
      await writeFiles(folder, new Map([[name, bytes]]));
      await assertRefused(readPublished(mnist), `"${folder}/${name}"`, problem);
    }
  });

  it('with absurdly large files are refused before these are read', async () => {
    await writeFiles(folder, mnist.plain);
    const huge = async (size: number) => {
      const access = nodeFileAccess();
      const read: string[] = [];
      const watched = nodeFileAccess({
        stat: async (uri) => ({
          ...(await access.fs.stat(uri)),
          ...(uri.path.includes('train-images') ? { size } : {}),
        }),
        readFile: async (uri) => {
          read.push(uri.path);
          return await access.fs.readFile(uri);
        },
      });
      await assertRefused(
        readPublished(mnist, watched),
        `train-images-idx3-ubyte" has ${size} bytes`,
        'was not read',
      );
      await assertRefused(
        readOwnFolder(watched, fileUri(folder), 'mine'),
        `has ${size} bytes; expected ${GREATEST_OWN_FILE_BYTES} at most`,
      );
      assert.ok(read.every((path) => !path.includes('train-images')));
    };
    await huge(GREATEST_OWN_FILE_BYTES + 1);
  });

  it('of one’s own are checked for structure only, and named after the folder', async () => {
    await writeFiles(
      folder,
      new Map([...other.packed].map(([name, bytes]) => [name.replace('.gz', ''), gunzipSync(bytes)])),
    );
    const dataset = await readOwnFolder(nodeFileAccess(), fileUri(folder), 'mine');
    assertHolds(dataset, other);
    assert.equal(dataset.name, 'mine');
    await writeFiles(
      folder,
      new Map([['t10k-labels-idx1-ubyte', mnist.plain.get('train-labels-idx1-ubyte')!]]),
    );
    await assertRefused(
      readOwnFolder(nodeFileAccess(), fileUri(folder), 'mine'),
      'holds 10 images',
      '20 labels',
    );
  });
});
