import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import type { Uri } from 'vscode';
import { DATASET_PARTS } from '../../../../src/core/data/datasetFromIdx';
import { DatasetCache } from '../../../../src/host/data/datasetCache';
import type { VerifiedFiles } from '../../../../src/host/data/datasetDownload';
import { fileUri, nodeFileAccess, temporaryFolder, writeFiles } from './nodeFileAccess';
import { smallDataset } from './smallDataset';

const { entry, plain } = smallDataset('mnist', 1);
const files: VerifiedFiles = new Map(
  DATASET_PARTS.map((part) => {
    const name = entry.files[part].fileName;
    return [part, { name, bytes: plain.get(name)! }] as const;
  }),
);
const names = [...plain.keys()].sort();

describe('DatasetCache', () => {
  let root: string;
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ path: root, remove } = await temporaryFolder());
    folder = `${root}/mnist`;
  });
  afterEach(async () => {
    await remove();
  });

  it('gives back what was written, and nothing before', async () => {
    const cache = new DatasetCache(nodeFileAccess(), fileUri(root));
    assert.equal((await cache.read(entry)).size, 0);
    await cache.write(entry, files);
    assert.deepEqual((await fs.readdir(folder)).sort(), names);
    const read = await cache.read(entry);
    for (const part of DATASET_PARTS) {
      assert.deepEqual(new Uint8Array(read.get(part)!.bytes), plain.get(entry.files[part].fileName));
    }
  });

  it('deletes files that are altered or of another length, and gives the others', async () => {
    const cache = new DatasetCache(nodeFileAccess(), fileUri(root));
    await cache.write(entry, files);
    const altered = Uint8Array.from(plain.get('train-images-idx3-ubyte')!);
    altered[5000]! ^= 1;
    await writeFiles(
      folder,
      new Map([
        ['train-images-idx3-ubyte', altered],
        ['t10k-labels-idx1-ubyte', new Uint8Array(3)],
      ]),
    );
    assert.deepEqual([...(await cache.read(entry)).keys()], ['trainingLabels', 'testImages']);
    assert.deepEqual(await fs.readdir(folder), ['t10k-images-idx3-ubyte', 'train-labels-idx1-ubyte']);
  });

  it('does not read a file of another length', async () => {
    await writeFiles(folder, new Map([['train-images-idx3-ubyte', new Uint8Array(100_000)]]));
    const read: string[] = [];
    const readFile = (uri: Uri) => {
      read.push(uri.path);
      return Promise.resolve(new Uint8Array());
    };
    await new DatasetCache(nodeFileAccess({ readFile }), fileUri(root)).read(entry);
    assert.deepEqual(read, []);
  });

  it('keeps a file that cannot be read just now', async () => {
    await new DatasetCache(nodeFileAccess(), fileUri(root)).write(entry, files);
    const readFile = () => Promise.reject(new Error('busy'));
    assert.equal((await new DatasetCache(nodeFileAccess({ readFile }), fileUri(root)).read(entry)).size, 0);
    assert.deepEqual((await fs.readdir(folder)).sort(), names);
  });

  it('leaves nothing half-written when writing or renaming fails', async () => {
    const half = nodeFileAccess({
      writeFile: async ({ fsPath }, bytes) => {
        await fs.writeFile(fsPath, bytes.subarray(0, bytes.length / 2));
        throw new Error('disk full');
      },
    });
    await assert.rejects(new DatasetCache(half, fileUri(root)).write(entry, files), /disk full/);
    assert.deepEqual(await fs.readdir(folder), []);
    const rename = () => Promise.reject(new Error('not now'));
    const stuck = new DatasetCache(nodeFileAccess({ rename }), fileUri(root));
    await assert.rejects(stuck.write(entry, files), /not now/);
    assert.deepEqual(await fs.readdir(folder), []);
  });

  it('writes under another name first, so that a reader never sees a part', async () => {
    const seen: string[] = [];
    const access = nodeFileAccess({
      writeFile: async ({ fsPath }, bytes) => {
        await fs.writeFile(fsPath, bytes);
        seen.push(...(await fs.readdir(folder)).filter((name) => names.includes(name)));
      },
    });
    await new DatasetCache(access, fileUri(root)).write(entry, new Map([...files].slice(0, 1)));
    assert.deepEqual(seen, []);
    assert.deepEqual(await fs.readdir(folder), ['train-images-idx3-ubyte']);
  });

  it('does not mind that another window finishes its file while the folder is looked through', async () => {
    await writeFiles(folder, new Map([['other.unfinished', Uint8Array.of(1)]]));
    const { fs: disk } = nodeFileAccess();
    const stat = async (uri: Uri) => {
      if (uri.path.endsWith('other.unfinished')) await fs.rm(uri.fsPath);
      return await disk.stat(uri);
    };
    await new DatasetCache(nodeFileAccess({ stat }), fileUri(root)).write(entry, files);
    assert.deepEqual((await fs.readdir(folder)).sort(), names);
  });

  it('clears away unfinished files of days ago, not those of another window that is writing now', async () => {
    await writeFiles(
      folder,
      new Map([
        ['a.unfinished', Uint8Array.of(1)],
        ['b.unfinished', Uint8Array.of(1)],
      ]),
    );
    const daysAgo = new Date(Date.now() - 2 * 24 * 3600 * 1000);
    await fs.utimes(`${folder}/a.unfinished`, daysAgo, daysAgo);
    await new DatasetCache(nodeFileAccess(), fileUri(root)).write(entry, files);
    assert.deepEqual((await fs.readdir(folder)).sort(), ['b.unfinished', ...names]);
  });
});
