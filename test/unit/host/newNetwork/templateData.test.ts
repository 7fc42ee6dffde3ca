/** A template that brings its data: both are written, on a real disk, and fit each other. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { DatasetStore } from '../../../../src/host/data/datasetStore';
import { createNetwork, type NewNetworkWorkbench } from '../../../../src/host/newNetwork/createNetwork';
import { fileUri, nodeFileAccess, temporaryFolder } from '../data/nodeFileAccess';

const FILES = [
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
];

interface Place {
  readonly path: string;
}

describe('a new perceptron', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let network: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    network = path.join(folder.path, 'mine.nn.json');
  });
  afterEach(async () => {
    await folder.remove();
  });

  /** A workbench on the disk, where each write of a file with this name fails half-way. */
  function workbench(fails?: string): NewNetworkWorkbench<Place> {
    return {
      pickTemplate: (templates) =>
        Promise.resolve(templates.find(({ label }) => label === 'Single Perceptron')),
      askFile: () => Promise.resolve({ path: network }),
      readTemplate: (file) => fs.readFile(file),
      exists: ({ path: at }) =>
        fs.stat(at).then(
          () => true,
          () => false,
        ),
      write: async ({ path: at }, content) => {
        if (path.basename(at) !== fails) return fs.writeFile(at, content);
        await fs.writeFile(at, content.subarray(0, 10));
        throw new Error('The disk is full.');
      },
      createFolder: async ({ path: at }) => fs.mkdir(at),
      remove: async ({ path: at }) => fs.rm(at).catch(() => fs.rmdir(at)),
      open: () => Promise.resolve(),
      pathOf: ({ path: at }) => at,
      withPath: (_, at) => ({ path: at }),
    };
  }

  it('has beside it the zeros and ones that its file names', async () => {
    await createNetwork(workbench());
    assert.deepEqual((await fs.readdir(folder.path)).sort(), ['mine.nn.json', 'zeros-and-ones']);
    assert.deepEqual((await fs.readdir(path.join(folder.path, 'zeros-and-ones'))).sort(), FILES);

    const checked = checkNnFile(await fs.readFile(network, 'utf8'));
    assert.deepEqual(checked.diagnostics, []);
    const store = new DatasetStore({
      files: nodeFileAccess(),
      storage: fileUri(path.join(folder.path, 'storage')),
      mirrors: () => [],
    });
    const { data } = await store.load(checked.network?.training.dataset, {
      networkFile: fileUri(network),
      signal: new AbortController().signal,
      report: () => undefined,
    });
    assert.ok(data.kind === 'examples');
    const { name, classes, training, test } = data.dataset;
    assert.deepEqual([name, classes, training.count, test.count], ['idx:zeros-and-ones', 2, 2000, 500]);
    assert.equal(training.labels.filter((label) => label === 1).length, 1000);
  });

  it('takes another folder where one of that name is there, and touches nothing in it', async () => {
    const own = path.join(folder.path, 'zeros-and-ones');
    await fs.mkdir(own);
    await fs.writeFile(path.join(own, FILES[0]!), 'mine');
    await fs.writeFile(path.join(folder.path, 'zeros-and-ones-2'), 'a file');
    await createNetwork(workbench());
    assert.equal(await fs.readFile(path.join(own, FILES[0]!), 'utf8'), 'mine');
    assert.deepEqual((await fs.readdir(path.join(folder.path, 'zeros-and-ones-3'))).sort(), FILES);
    const text = await fs.readFile(network, 'utf8');
    assert.match(text, /"dataset": \{ "idx": "zeros-and-ones-3" \}/);
    assert.equal(
      text.replace('ones-3', 'ones'),
      await fs.readFile('media/templates/perceptron.nn.json', 'utf8'),
    );
  });

  it('is not made where its data cannot be written, and the error says where', async () => {
    await assert.rejects(
      createNetwork(workbench('train-labels-idx1-ubyte')),
      /^Error: The data of the new network cannot be written into the folder ".+zeros-and-ones" \(The disk is full\.\); no network was made\./,
    );
    assert.deepEqual(await fs.readdir(folder.path), []);
  });

  it('leaves no data behind where the network cannot be written', async () => {
    await assert.rejects(
      createNetwork(workbench('mine.nn.json')),
      /^Error: The network ".+mine\.nn\.json" cannot be written \(The disk is full\.\)\.$/,
    );
    assert.deepEqual(await fs.readdir(folder.path), ['mine.nn.json']);
  });
});
