import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { FileSystem } from '../../../../../src/host/data/fileAccess';
import type { CheckpointPlace } from '../../../../../src/host/training/store/pruning';
import { RunStore } from '../../../../../src/host/training/store/runStore';
import { fileUri, nodeFileAccess, temporaryFolder } from '../../data/nodeFileAccess';
import { checkpointAt, endedRun, runRecord } from './records';

const bytesOf = (value: number, length = 10): Uint8Array => new Uint8Array(length).fill(value);
const plain = (bytes: Uint8Array): number[] => [...bytes];

describe('RunStore', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let reports: string[];
  let told: CheckpointPlace[];
  let maxBytes: number;

  beforeEach(async () => {
    ({ path: folder, remove } = await temporaryFolder());
    reports = [];
    told = [];
    maxBytes = 1_000_000;
  });
  afterEach(() => remove());

  /** A session of its own: it knows only what is on the disk. */
  function open(changes: Partial<FileSystem> = {}): RunStore {
    return new RunStore(nodeFileAccess(changes), fileUri(folder), {
      maxBytes: () => maxBytes,
      report: (message) => reports.push(message),
      dropped: (places) => told.push(...places),
    });
  }

  const inRuns = (...names: string[]): string => path.join(folder, 'runs', ...names);

  /** Keeps checkpoints, each filled with its step, and then a record that names them. */
  async function keep(
    store: RunStore,
    runId: string,
    steps: readonly number[],
    createdAt = 1,
  ): Promise<void> {
    await store.save(runRecord(runId, { createdAt, run: endedRun(runId, { step: 0 }) }));
    for (const step of steps) await store.writeCheckpoint(runId, checkpointAt(step), bytesOf(step));
    const run = endedRun(runId, { checkpoints: steps.map((step) => checkpointAt(step)) });
    await store.save(runRecord(runId, { createdAt, run }));
  }

  it('gives everything back in another session', async () => {
    const store = open();
    await keep(store, 'a', [0, 10]);
    await store.writeStart('a', bytesOf(7));
    await store.writeLosses('a', 0, Float32Array.of(1, NaN, 0.1));
    await store.writeLosses('a', 3, Float32Array.of(1, NaN, 0.1, 2));

    const later = open();
    assert.deepEqual(
      (await later.list()).map(({ run }) => run),
      [endedRun('a', { checkpoints: [checkpointAt(0), checkpointAt(10)] })],
    );
    assert.deepEqual(plain(await later.readStart('a')), plain(bytesOf(7)));
    const read = await later.readCheckpoint('a', 10);
    assert.deepEqual(plain(read), plain(bytesOf(10)));
    // A Node buffer does not arrive in a webview.
    assert.equal(read.constructor, Uint8Array);
    assert.deepEqual(await later.readLosses('a'), Float32Array.of(1, NaN, 0.1, 2));
    assert.equal(await later.usedBytes(), 20);
    assert.deepEqual(reports, []);
  });

  it('lies where the layout says', async () => {
    const store = open();
    await keep(store, 'a', [123]);
    await store.writeStart('a', bytesOf(1));
    await store.writeLosses('a', 0, new Float32Array(65_537));
    assert.deepEqual((await fs.readdir(inRuns('a'))).sort(), [
      'checkpoints',
      'losses-00000.f32',
      'losses-00001.f32',
      'run.json',
      'start.safetensors',
    ]);
    assert.deepEqual(await fs.readdir(inRuns('a', 'checkpoints')), ['step-000000123.safetensors']);
  });

  it('lists the newest first', async () => {
    const store = open();
    await store.save(runRecord('b', { createdAt: 2 }));
    await store.save(runRecord('c', { createdAt: 3 }));
    await store.save(runRecord('a', { createdAt: 1 }));
    const ids = async (from: RunStore) => (await from.list()).map(({ runId }) => runId);
    assert.deepEqual(await ids(store), ['c', 'b', 'a']);
    assert.deepEqual(await ids(open()), ['c', 'b', 'a']);
  });

  it('forgets the losses after a cut', async () => {
    const store = open();
    await store.save(runRecord('a'));
    await store.writeLosses('a', 0, new Float32Array(200_000).fill(1));
    await store.writeLosses('a', 70_000, new Float32Array(70_002).fill(2, 70_000));
    const losses = await open().readLosses('a');
    assert.equal(losses.length, 70_002);
    // What is said to be known already is not written again, but for the segment that it ends in.
    assert.deepEqual([losses[0], losses[65_535], losses[65_536], losses[70_001]], [1, 1, 0, 2]);
  });

  it('forgets the losses after a cut between two files', async () => {
    const store = open();
    await store.save(runRecord('a'));
    await store.writeLosses('a', 0, new Float32Array(200_000));
    await store.writeLosses('a', 65_536, new Float32Array(65_536));
    assert.equal((await store.readLosses('a')).length, 65_536);
  });

  it('leaves out what it cannot read, reports it and does not touch it', async () => {
    await keep(open(), 'good', [10]);
    const hostile = {
      broken: '{"version":1,',
      other: JSON.stringify(runRecord('good')),
      'up..': '{}',
      empty: undefined,
    };
    for (const [name, text] of Object.entries(hostile)) {
      await fs.mkdir(inRuns(name, 'checkpoints'), { recursive: true });
      await fs.writeFile(inRuns(name, 'checkpoints', 'step-000000001.safetensors'), 'kept');
      if (text !== undefined) await fs.writeFile(inRuns(name, 'run.json'), text);
    }
    await fs.writeFile(inRuns('file'), 'no folder');
    await fs.writeFile(inRuns('up..', 'a.tmp'), 'kept');

    maxBytes = 0;
    const store = open();
    assert.deepEqual(
      (await store.list()).map(({ runId }) => runId),
      ['good'],
    );
    assert.equal(reports.length, 5);
    for (const name of [...Object.keys(hostile), 'file']) {
      assert.equal(reports.filter((message) => message.includes(`/runs/${name}"`)).length, 1, name);
    }
    await store.writeCheckpoint('good', checkpointAt(20), bytesOf(20));
    assert.equal(await fs.readFile(inRuns('up..', 'a.tmp'), 'utf8'), 'kept');
    for (const name of Object.keys(hostile)) {
      assert.equal(
        await fs.readFile(inRuns(name, 'checkpoints', 'step-000000001.safetensors'), 'utf8'),
        'kept',
      );
    }
  });

  it('makes no path of a name that is none', async () => {
    const store = open();
    await assert.rejects(
      store.save({ ...runRecord('a'), runId: '../outside' }),
      /"\.\.\/outside" cannot name a run/,
    );
    for (const attempt of [
      store.writeCheckpoint('../outside', checkpointAt(0), bytesOf(0)),
      store.writeStart('../outside', bytesOf(0)),
      store.writeLosses('../outside', 0, new Float32Array(1)),
      store.readCheckpoint('../outside', 0),
      store.delete('../outside'),
    ]) {
      await assert.rejects(attempt, /There is no run "\.\.\/outside"/);
    }
    assert.deepEqual(await fs.readdir(folder), ['runs']);
  });

  it('keeps within its bytes and says what it dropped', async () => {
    maxBytes = 50;
    const store = open();
    await keep(store, 'old', [0, 10, 20], 1);
    await keep(store, 'now', [0, 10], 2);
    const { dropped } = await store.writeCheckpoint('now', checkpointAt(20), bytesOf(20));
    assert.deepEqual(dropped, [{ runId: 'old', step: 0 }]);
    assert.deepEqual(told, dropped);
    assert.equal(await store.usedBytes(), 50);
    assert.deepEqual((await fs.readdir(inRuns('old', 'checkpoints'))).sort(), [
      'step-000000010.safetensors',
      'step-000000020.safetensors',
    ]);
    for (const session of [store, open()]) {
      const old = (await session.list()).find(({ runId }) => runId === 'old');
      assert.deepEqual(
        old?.run.checkpoints.map(({ step }) => step),
        [10, 20],
      );
    }
  });

  it('counts a checkpoint once a record names it, and no more when its run went back', async () => {
    const store = open();
    await keep(store, 'a', [0, 10, 20]);
    // The run goes on from step 10, and is interrupted before it takes another checkpoint.
    await store.save(
      runRecord('a', { run: endedRun('a', { step: 10, checkpoints: [checkpointAt(0), checkpointAt(10)] }) }),
    );
    // A crash between a checkpoint and the record that names it.
    await store.writeCheckpoint('a', checkpointAt(15), bytesOf(15));

    const later = open();
    const [record] = await later.list();
    assert.deepEqual(
      record?.run.checkpoints.map(({ step }) => step),
      [0, 10],
    );
    assert.equal(await later.usedBytes(), 40);
    maxBytes = 30;
    const { dropped } = await later.writeCheckpoint('a', checkpointAt(11), bytesOf(11));
    assert.deepEqual(
      dropped.map(({ step }) => step),
      [15, 20],
    );
  });

  it('drops first what its run left behind when it went back', async () => {
    const store = open();
    await keep(store, 'a', [0, 10, 20, 30]);
    const run = endedRun('a', { step: 10, checkpoints: [checkpointAt(0), checkpointAt(10)] });
    await store.save(runRecord('a', { run }));
    maxBytes = 30;
    const { dropped } = await store.writeCheckpoint('a', checkpointAt(11), bytesOf(11));
    assert.deepEqual(
      dropped.map(({ step }) => step),
      [20, 30],
    );
  });

  it('counts a checkpoint that was written before an older record', async () => {
    const store = open();
    await keep(store, 'a', [0, 10, 20]);
    await store.writeCheckpoint('a', checkpointAt(50), bytesOf(50));
    const checkpoints = [0, 10, 20].map((step) => checkpointAt(step));
    await store.save(runRecord('a', { run: endedRun('a', { step: 40, checkpoints }) }));
    maxBytes = 40;
    const { dropped } = await store.writeCheckpoint('a', checkpointAt(60), bytesOf(60));
    // The beginning and the end stay, and of the others what is spread most evenly.
    assert.deepEqual(
      dropped.map(({ step }) => step),
      [10],
    );
  });

  it('counts again what a run left behind, once a record names it', async () => {
    const store = open();
    await keep(store, 'a', [0, 10, 20]);
    await store.writeCheckpoint('a', checkpointAt(11), bytesOf(11));
    const at = (step: number, steps: readonly number[]): Promise<void> => {
      const checkpoints = steps.map((one) => checkpointAt(one));
      return store.save(runRecord('a', { run: endedRun('a', { step, checkpoints }) }));
    };
    // The run goes on from step 10; its next checkpoint is on the disk before the record that says so.
    await at(10, [0, 10]);
    await at(12, [0, 10, 11]);
    maxBytes = 40;
    const { dropped } = await store.writeCheckpoint('a', checkpointAt(13), bytesOf(13));
    assert.deepEqual(
      dropped.map(({ step }) => step),
      [20],
    );
    maxBytes = 30;
    const { dropped: more } = await store.writeCheckpoint('a', checkpointAt(14), bytesOf(14));
    assert.deepEqual(
      more.map(({ step }) => step),
      [11, 13],
    );
  });

  it('does not offer a checkpoint whose file is gone', async () => {
    await keep(open(), 'a', [0, 10]);
    await fs.rm(inRuns('a', 'checkpoints', 'step-000000010.safetensors'));
    const store = open();
    const [record] = await store.list();
    assert.deepEqual(
      record?.run.checkpoints.map(({ step }) => step),
      [0],
    );
    await assert.rejects(store.readCheckpoint('a', 10), {
      message:
        /^The checkpoint of run "A net" at step 10 cannot be read \(ENOENT.*\)\. Choose another one\.$/,
    });
  });

  it('deletes a run with all that is kept of it', async () => {
    const store = open();
    await keep(store, 'a', [0, 10]);
    await keep(store, 'b', [0]);
    await store.delete('a');
    assert.deepEqual(await fs.readdir(inRuns()), ['b']);
    assert.equal(await store.usedBytes(), 10);
    // A late report of the run does not bring it back.
    await assert.rejects(
      store.writeCheckpoint('a', checkpointAt(20), bytesOf(20)),
      /There is no run "a" any more/,
    );
    assert.deepEqual(await fs.readdir(inRuns()), ['b']);
  });

  it('does one thing after the other', async () => {
    let busy = 0;
    let most = 0;
    const { fs: disk } = nodeFileAccess();
    const store = open({
      writeFile: async (uri, bytes) => {
        most = Math.max(most, ++busy);
        await disk.writeFile(uri, bytes);
        busy--;
      },
    });
    const all = [store.save(runRecord('a'))];
    for (let step = 0; step < 20; step++) {
      all.push(store.writeLosses('a', step, new Float32Array(step + 1).fill(step)));
    }
    await Promise.all(all);
    assert.equal(most, 1);
    assert.deepEqual(await store.readLosses('a'), new Float32Array(20).fill(19));
  });

  it('writes the losses of the moment at which it is asked', async () => {
    const store = open();
    const losses = Float32Array.of(1, 2);
    await store.save(runRecord('a'));
    const written = store.writeLosses('a', 0, losses);
    losses.fill(9);
    await written;
    assert.deepEqual(await store.readLosses('a'), Float32Array.of(1, 2));
  });

  it('says that its folder cannot be read, and goes on', async () => {
    await fs.writeFile(inRuns(), 'a file where the folder should be');
    const store = open();
    assert.deepEqual(await store.list(), []);
    assert.match(reports.join('\n'), /^The runs of this workspace cannot be read from ".*\/runs" \(/);
    await assert.rejects(
      store.save(runRecord('a')),
      /^Error: The figures of run "A net" could not be kept \(/,
    );
    assert.equal((await store.list()).length, 1);
  });

  describe('on a full disk', () => {
    /** Lets so many bytes through; then writes what still fits and fails, as a disk does. */
    function fullAfter(free: number): Partial<FileSystem> {
      const { fs: disk } = nodeFileAccess();
      let left = free;
      return {
        writeFile: async (uri, bytes) => {
          const fits = Math.min(left, bytes.byteLength);
          left -= fits;
          await disk.writeFile(uri, bytes.subarray(0, fits));
          if (fits < bytes.byteLength) throw new Error('NoSpace: no space left on device');
        },
      };
    }

    it('keeps the checkpoints that it has, and says what to do', async () => {
      await keep(open(), 'a', [0, 10]);
      maxBytes = 20;
      const store = open(fullAfter(5));
      await assert.rejects(store.writeCheckpoint('a', checkpointAt(20), bytesOf(20)), {
        message:
          'The checkpoint of run "A net" at step 20 could not be kept (NoSpace: no space left on device). What was ' +
          'kept before is intact. Free space on the disk, or lower the setting "layerwire.checkpoints.maxSize".',
      });
      for (const session of [store, open()]) {
        assert.deepEqual(plain(await session.readCheckpoint('a', 0)), plain(bytesOf(0)));
        assert.deepEqual(plain(await session.readCheckpoint('a', 10)), plain(bytesOf(10)));
        assert.equal(await session.usedBytes(), 20);
      }
      assert.deepEqual((await fs.readdir(inRuns('a', 'checkpoints'))).sort(), [
        'step-000000000.safetensors',
        'step-000000010.safetensors',
      ]);
    });

    it('leaves no half file', async () => {
      const store = open();
      await store.save(runRecord('a'));
      await assert.rejects(open(fullAfter(5)).writeCheckpoint('a', checkpointAt(20), bytesOf(20)), /NoSpace/);
      await assert.rejects(
        open(fullAfter(5)).writeStart('a', bytesOf(20)),
        /The weights that run "A net" begins/,
      );
      assert.deepEqual((await fs.readdir(inRuns('a'), { recursive: true })).sort(), [
        'checkpoints',
        'run.json',
      ]);
    });

    it('keeps an older checkpoint of the same step, and the older record', async () => {
      await keep(open(), 'a', [10]);
      const store = open(fullAfter(0));
      await assert.rejects(store.writeCheckpoint('a', checkpointAt(10), bytesOf(99)), /NoSpace/);
      await assert.rejects(store.save(runRecord('a', { status: 'failed' })), /The figures of run "A net"/);
      const later = open();
      assert.deepEqual(plain(await later.readCheckpoint('a', 10)), plain(bytesOf(10)));
      assert.equal((await later.list())[0]?.status, 'ended');
    });

    it('goes on once there is space again', async () => {
      const store = open();
      await keep(store, 'a', [0]);
      const { fs: disk } = nodeFileAccess();
      let isFull = true;
      const tight = open({
        writeFile: (uri, bytes) =>
          isFull ? Promise.reject(new Error('NoSpace')) : disk.writeFile(uri, bytes),
      });
      await assert.rejects(tight.writeCheckpoint('a', checkpointAt(10), bytesOf(10)), /NoSpace/);
      isFull = false;
      await tight.writeCheckpoint('a', checkpointAt(20), bytesOf(20));
      assert.deepEqual(plain(await tight.readCheckpoint('a', 20)), plain(bytesOf(20)));
    });
  });

  describe('after a crash', () => {
    const CRASH = new Error('the process is gone');
    /** The process ends before a rename, or, as VS Code may, between the deletion of the old file and the rename. */
    const crashAtRename = (name: RegExp, deletesFirst: boolean): Partial<FileSystem> => ({
      rename: async (from, to) => {
        if (!name.test(to.path)) return fs.rename(from.fsPath, to.fsPath);
        if (deletesFirst) await fs.rm(to.fsPath, { force: true });
        throw CRASH;
      },
    });

    it('forgets a new checkpoint that was not renamed, and keeps the others', async () => {
      await keep(open(), 'a', [0, 10]);
      const crashing = open(crashAtRename(/step-000000020/, true));
      await assert.rejects(
        crashing.writeCheckpoint('a', checkpointAt(20), bytesOf(20)),
        /the process is gone/,
      );

      const later = open();
      assert.equal(await later.usedBytes(), 20);
      assert.deepEqual(plain(await later.readCheckpoint('a', 10)), plain(bytesOf(10)));
      assert.deepEqual((await fs.readdir(inRuns('a', 'checkpoints'))).sort(), [
        'step-000000000.safetensors',
        'step-000000010.safetensors',
      ]);
    });

    for (const deletesFirst of [false, true]) {
      const when = deletesFirst ? 'after the old file was deleted' : 'while the old file is there';

      it(`has the record, ${when}`, async () => {
        await keep(open(), 'a', [0]);
        const crashing = open(crashAtRename(/run\.json$/, deletesFirst));
        await assert.rejects(crashing.save(runRecord('a', { status: 'failed' })), /the process is gone/);
        const [record] = await open().list();
        assert.equal(record?.status, deletesFirst ? 'failed' : 'ended');
        assert.ok(!(await fs.readdir(inRuns('a'))).includes('run.json.tmp'));
        assert.deepEqual(reports, []);
      });

      it(`has a checkpoint that was taken once more, ${when}`, async () => {
        await keep(open(), 'a', [10]);
        const crashing = open(crashAtRename(/step-000000010/, deletesFirst));
        await assert.rejects(
          crashing.writeCheckpoint('a', checkpointAt(10), bytesOf(99)),
          /the process is gone/,
        );
        const later = open();
        assert.deepEqual(plain(await later.readCheckpoint('a', 10)), plain(bytesOf(deletesFirst ? 99 : 10)));
      });
    }

    it('has the losses up to where they were written', async () => {
      const store = open();
      await store.save(runRecord('a'));
      await store.writeLosses('a', 0, Float32Array.of(1, 2));
      const crashing = open(crashAtRename(/losses-00000/, true));
      await assert.rejects(crashing.writeLosses('a', 2, Float32Array.of(1, 2, 3)), /the process is gone/);
      assert.deepEqual(await open().readLosses('a'), Float32Array.of(1, 2, 3));
    });
  });
});
