/** Windows that share a folder: each has a store of its own, and a clock that all read. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { StartTimer } from '../../../../../src/host/training/startTimer';
import { LEASE_MS, RENEWAL_MS } from '../../../../../src/host/training/store/runLeases';
import type { RunRecord } from '../../../../../src/host/training/store/runRecord';
import { RunStore } from '../../../../../src/host/training/store/runStore';
import { fileUri, nodeFileAccess, temporaryFolder } from '../../data/nodeFileAccess';
import { settled, until } from '../runEvents';
import { checkpointAt, endedRun, runRecord } from './records';

const BYTES = new Uint8Array(10);

/** Timers of one window, which go off only when the test lets time pass in it. */
class WindowTimers {
  readonly running = new Map<() => void, number>();
  constructor(private readonly now: () => number) {}
  readonly start: StartTimer = (callback, delayMs) => {
    this.running.set(callback, this.now() + delayMs);
    return () => this.running.delete(callback);
  };
  goOff(): void {
    for (const [callback, at] of [...this.running]) {
      if (at > this.now()) continue;
      this.running.delete(callback);
      callback();
    }
  }
}

describe('runs of windows that share their storage', () => {
  let folder: string;
  let remove: () => Promise<void>;
  let now: number;
  let maxBytes: number;

  beforeEach(async () => {
    ({ path: folder, remove } = await temporaryFolder());
    now = 1_000_000;
    maxBytes = 1_000_000;
  });
  afterEach(() => remove());

  function open(): { store: RunStore; timers: WindowTimers } {
    const timers = new WindowTimers(() => now);
    const options = { maxBytes: () => maxBytes, report: () => undefined, dropped: () => undefined };
    const clock = { now: () => now, startTimer: timers.start };
    return { store: new RunStore(nodeFileAccess(), fileUri(folder), options, clock), timers };
  }

  const inRun = (...names: string[]): string => path.join(folder, 'runs', 'a', ...names);
  const active = (changes: Partial<RunRecord> = {}): RunRecord =>
    runRecord('a', { status: 'active', run: endedRun('a', { checkpoints: [checkpointAt(10)] }), ...changes });
  const ids = (records: readonly RunRecord[]): string[] => records.map(({ runId }) => runId);

  /** A window that trains the run "a". */
  async function training(): Promise<ReturnType<typeof open>> {
    const window = open();
    await window.store.save(active());
    await window.store.writeCheckpoint('a', checkpointAt(10), BYTES);
    await window.store.save(active());
    return window;
  }

  it('takes no run for cut off that another window trains', async () => {
    const first = await training();
    const second = open();
    const found = second.store.findCutOff();
    await until(() => second.timers.running.size === 1);
    for (let passed = 0; passed < LEASE_MS; passed += RENEWAL_MS) {
      now += RENEWAL_MS;
      first.timers.goOff();
      await until(() => first.timers.running.size === 1);
    }
    second.timers.goOff();
    assert.deepEqual(await found, []);
  });

  it('finds a run that was cut off a moment ago once its lease is over', async () => {
    await training();
    const second = open();
    const found: string[][] = [];
    void second.store.findCutOff().then((records) => found.push(ids(records)));
    await until(() => second.timers.running.size === 1);
    now += LEASE_MS - 1;
    second.timers.goOff();
    await settled();
    assert.deepEqual(found, []);
    now += 1;
    second.timers.goOff();
    await until(() => found.length > 0);
    assert.deepEqual(found, [['a']]);
  });

  it('finds a run at once whose window was closed as it should be, or long ago', async () => {
    const first = await training();
    await first.store.close();
    assert.equal(first.timers.running.size, 0);
    assert.deepEqual(ids(await open().store.findCutOff()), ['a']);
    await training();
    now += LEASE_MS;
    assert.deepEqual(ids(await open().store.findCutOff()), ['a']);
  });

  it('goes by no lease that makes no sense', async () => {
    await training();
    // The clock was set back since; a text that is no time.
    for (const lease of [String(now + LEASE_MS + 1), 'for ever', '']) {
      await fs.writeFile(inRun('lease'), lease);
      assert.deepEqual(ids(await open().store.findCutOff()), ['a'], lease);
    }
  });

  it('does not wait for a run that came to its end meanwhile', async () => {
    const first = await training();
    const second = open();
    const found = second.store.findCutOff();
    await until(() => second.timers.running.size === 1);
    await first.store.save(active({ status: 'ended' }));
    assert.equal(first.timers.running.size, 0);
    await assert.rejects(fs.stat(inRun('lease')), /ENOENT/);
    now += LEASE_MS;
    second.timers.goOff();
    assert.deepEqual(await found, []);
  });

  it('writes nothing into the folder of a run that another window trains', async () => {
    await training();
    const { store } = open();
    const before = await contents(inRun());
    for (const attempt of [
      () => store.save(active({ status: 'stopped' })),
      () => store.writeStart('a', BYTES),
      () => store.writeLosses('a', 0, Float32Array.of(1)),
      () => store.writeCheckpoint('a', checkpointAt(20), BYTES),
      () => store.delete('a'),
    ]) {
      await assert.rejects(attempt, /The run "A net" is being trained in another window/);
    }
    assert.equal(await store.settle('a'), undefined);
    maxBytes = 0;
    await store.save(runRecord('b'));
    await store.writeCheckpoint('b', checkpointAt(20), BYTES);
    assert.deepEqual(await contents(inRun()), before);

    now += LEASE_MS;
    assert.equal((await store.settle('a'))?.status, 'stopped');
  });

  it('does not touch what another window is just writing', async () => {
    const first = await training();
    const unfinished = [inRun('run.json.tmp'), inRun('checkpoints', 'step-000000020.safetensors.tmp')];
    for (const file of unfinished) await fs.writeFile(file, 'half');
    await open().store.list();
    for (const file of unfinished) assert.equal(await fs.readFile(file, 'utf8'), 'half');
    await first.store.close();
    await open().store.list();
    for (const file of unfinished) await assert.rejects(fs.stat(file), /ENOENT/);
  });

  it('does not settle a run that another window took to its end', async () => {
    const first = await training();
    await first.store.close();
    const second = open();
    assert.deepEqual(ids(await second.store.findCutOff()), ['a']);
    const third = open();
    await third.store.save(active());
    await third.store.save(active({ status: 'ended' }));
    assert.equal(await second.store.settle('a'), undefined);
    assert.equal((await open().store.list())[0]?.status, 'ended');
  });

  it('does not settle a run that was resumed here', async () => {
    const { store } = await training();
    // Even when it is late to prolong its lease.
    now += LEASE_MS;
    assert.equal(await store.settle('a'), undefined);
    assert.equal((await store.list())[0]?.status, 'active');
  });
});

/** All files with their bytes as text. */
async function contents(folder: string): Promise<[string, string][]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return Promise.all(
    files.sort().map(async (file): Promise<[string, string]> => [file, await fs.readFile(file, 'latin1')]),
  );
}
