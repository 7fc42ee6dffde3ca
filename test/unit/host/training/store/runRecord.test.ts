import assert from 'node:assert/strict';
import {
  isRunId,
  readRecord,
  writeRecord,
  type RunOrigin,
} from '../../../../../src/host/training/store/runRecord';
import { checkpointAt, endedRun, epochEnded, runRecord } from './records';

/** The text of a record in which one property, named by its path, is something else. */
function with_(path: readonly string[], value: unknown): string {
  const json = JSON.parse(writeRecord(runRecord('a'))) as Record<string, unknown>;
  let object = json;
  for (const key of path.slice(0, -1)) object = object[key] as Record<string, unknown>;
  object[path.at(-1)!] = value;
  return JSON.stringify(json);
}

describe('runRecord', () => {
  it('reads what it writes', () => {
    const origins: RunOrigin[] = [
      { kind: 'new' },
      { kind: 'repeat', of: 'b', change: null },
      { kind: 'repeat', of: 'b', change: { setting: 'seed', from: '1', to: '2' } },
      { kind: 'branch', of: 'b', step: 10 },
      { kind: 'continued', of: 'b', carried: 2, fresh: 1 },
      { kind: 'loaded', file: 'w.safetensors' },
    ];
    for (const origin of origins) {
      const record = runRecord('a', {
        origin,
        run: endedRun('a', { checkpoints: [checkpointAt(0), checkpointAt(10, 0.9)] }),
      });
      assert.deepEqual(readRecord(writeRecord(record), 'a'), record);
    }
  });

  it('keeps losses that are no number', () => {
    const epoch = { ...epochEnded(1, 0.1), loss: NaN, validationLoss: NaN, validationAccuracy: 0.1 };
    const record = runRecord('a', { run: endedRun('a', { epochs: [epoch] }) });
    assert.deepEqual(readRecord(writeRecord(record), 'a'), record);
  });

  it('refuses what is no record, and says where', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['', /^it is not valid JSON: /],
      ['{"version":1', /^it is not valid JSON: /],
      ['['.repeat(100_000), /^it is not valid JSON: /],
      ['null', /^Invalid type: Expected Object but received null$/],
      ['[]', /Expected/],
      [with_(['version'], 2), /^version: /],
      [with_(['createdAt'], '1'), /^createdAt: /],
      [with_(['file'], '/nets/a.nn.json'), /^file: It is not a Uri with a scheme\.$/],
      [with_(['file'], 'file:////nets/a.nn.json'), /^file: /],
      [with_(['request', 'dataset', 'folder'], 'data'), /^request\.dataset\.folder: /],
      [with_(['run', 'started', 'stepsPerEpoch'], 0), /^run\.started\.stepsPerEpoch: /],
      [with_(['status'], 'done'), /^status: /],
      [with_(['request', 'networkText'], null), /^request\.networkText: /],
      [with_(['request', 'schedule'], [{ step: -1, change: {} }]), /^request\.schedule\.0\.step: /],
      [with_(['request', 'dataset', 'instead'], 'mnist'), /^request\.dataset\.instead: /],
      [with_(['origin'], { kind: 'repeat', of: '../b', change: null }), /^origin\.of: /],
      [with_(['origin'], { kind: 'stolen' }), /^origin\.kind: /],
      [with_(['run', 'epochs'], [{ type: 'epochEnded' }]), /^run\.epochs\.0\./],
      [with_(['run', 'checkpoints'], [{ ...checkpointAt(1), step: 1.5 }]), /^run\.checkpoints\.0\.step: /],
      [with_(['run'], undefined), /^run: /],
      [with_(['runId'], 'b'), /it is about the run "b"/],
      [with_(['run', 'subject', 'runId'], '../../etc'), /it is about the run "..\/..\/etc"/],
    ];
    for (const [text, message] of cases) {
      assert.throws(() => readRecord(text, 'a'), { message }, text.slice(0, 80));
    }
  });

  it('lets no path be a run', () => {
    for (const id of ['a', 'A-1', '20261125-mnist-4f']) assert.equal(isRunId(id), true, id);
    const paths = ['', '.', '..', 'a/b', 'a\\b', 'a.b', 'ä', 'a\n', '%2e', 'a'.repeat(101), 1, null];
    for (const id of paths) assert.equal(isRunId(id), false, String(id));
  });
});
