import assert from 'node:assert/strict';
import { IDLE, type Run, type RunState } from '../../../../../src/core/training/runState';
import { namesOf, runItem, runRows, runTooltip } from '../../../../../src/host/training/runs/runItem';
import { originText } from '../../../../../src/host/training/runs/runText';
import type { RunRecord } from '../../../../../src/host/training/store/runRecord';
import { checkpointAt, endedRun, epochEnded, runRecord } from '../store/records';
import { requestOf } from './trainedNetwork';

const nobody = () => undefined;
const visible = (text: string) => text.replaceAll('\u00a0', ' ');

/** What the view shows of a run, without the figures. */
function shown(record: RunRecord, state: RunState = IDLE): string {
  const { icon, context } = runItem(record, state);
  return `${icon.id} ${context}`;
}
const withWeights = (changes: Partial<Run> = {}) =>
  endedRun('a', { checkpoints: [checkpointAt(10)], ...changes });

describe('runItem', () => {
  it('says what is known of a run', () => {
    const describe_ = (run: Run) => visible(runItem(runRecord('a', { run }), IDLE).description);
    // The file's name is short, so that there is room for the figures.
    assert.equal(runItem(runRecord('a'), IDLE).label, 'a');
    assert.equal(describe_(endedRun('a')), '97.21 % · 3 epochs · η 3 · seed 1');
    assert.equal(
      describe_(endedRun('a', { epochs: [epochEnded(1, 0.5)] })),
      '50.00 % · 1 epoch · η 3 · seed 1',
    );
    assert.equal(describe_(endedRun('a', { epochs: [] })), 'η 3 · seed 1');
    assert.equal(describe_(endedRun('a', { epochs: [], started: null, hyperparameters: null })), '');
  });

  it('shows the learning rate that is in force', () => {
    const run = endedRun('a', { hyperparameters: { learningRate: 0.5, momentum: 0, epochs: 3 } });
    assert.match(runItem(runRecord('a', { run }), IDLE).description, /η\u00a00\.5/);
  });

  it('shows how a run ended, and what can be done with it', () => {
    const record = (status: RunRecord['status'], run: Run) => runRecord('a', { status, run });
    assert.equal(shown(record('ended', endedRun('a'))), 'pass run.finished');
    assert.equal(shown(record('ended', withWeights())), 'pass run.finished.weights');
    assert.equal(shown(record('stopped', withWeights())), 'debug-stop run.resumable.weights');
    assert.equal(shown(record('stopped', endedRun('a'))), 'debug-stop run.finished');
    assert.equal(shown(record('failed', withWeights())), 'error run.resumable.weights');
    assert.equal(shown(record('active', withWeights())), 'warning run.resumable.weights');
    const interrupted = runItem(record('active', withWeights()), IDLE);
    assert.match(interrupted.description, /^interrupted · /);
  });

  it('follows the run of this session', () => {
    const record = runRecord('a', { status: 'active' });
    const run = withWeights({ epochs: [epochEnded(1, 0.5)] });
    const running: RunState = { phase: 'running', run, evaluating: false, wish: 'none' };
    assert.equal(shown(record, running), 'play-circle run.active.weights');
    assert.equal(visible(runItem(record, running).description), '50.00 % · 1 epoch · η 3 · seed 1');
    const paused: RunState = { phase: 'paused', run, trouble: null };
    assert.equal(shown(record, paused), 'debug-pause run.active.weights');
    assert.match(runItem(record, paused).description, /^paused · /);
    assert.equal(shown(record, { phase: 'ended', run, live: true }), 'pass run.finished.weights');
    // Another run is not meant.
    assert.equal(shown(runRecord('b', { status: 'active' }), running), 'warning run.finished');
  });
});

describe('runRows', () => {
  it('tells origin, data, settings and engine', () => {
    const request = requestOf({ optimizer: { type: 'sgd', learningRate: 3 } }, { seed: 9 });
    const changes = [
      { step: 10, hyperparameters: { learningRate: 0.5, momentum: 0, epochs: 3 } },
      { step: 20, hyperparameters: { learningRate: 0.1, momentum: 0, epochs: 4 } },
    ];
    const record = runRecord('a', {
      request,
      origin: { kind: 'repeat', of: 'b', change: { setting: 'learning rate', from: '1', to: '3' } },
      run: endedRun('a', { changes }),
    });
    const rows = runRows(record, IDLE, () => '"A net" of today').map(
      ({ name, value }) => `${name}: ${value}`,
    );
    assert.deepEqual(rows.slice(0, 7), [
      'origin: Repeat of "A net" of today with learning rate 1 → 3',
      'dataset: MNIST',
      'optimizer: sgd',
      'learning rate: 3 → 0.5 after step 10 → 0.1 after step 20',
      'momentum: 0',
      'batch size: 32',
      'epochs: 10 → 4 after step 20',
    ]);
    assert.equal(rows[7], 'seed: 9');
    assert.equal(rows.at(-1), 'engine: tfjs-cpu');
  });

  it('tells what it can where the run never started and its file is no network any more', () => {
    const record = runRecord('a', { run: endedRun('a', { started: null }) });
    assert.deepEqual(runRows(record, IDLE, nobody), [{ name: 'engine', value: 'auto' }]);
  });
});

describe('originText', () => {
  it('says where a run came from', () => {
    const b = () => 'B';
    assert.equal(originText({ kind: 'new' }, b), 'New run');
    assert.equal(originText({ kind: 'repeat', of: 'b', change: null }, b), 'Repeat of B');
    assert.equal(originText({ kind: 'branch', of: 'b', step: 20 }, b), 'Branch of B from step 20');
    assert.equal(
      originText({ kind: 'continued', of: 'b', carried: 3, fresh: 1 }, b),
      'Continues with the weights of B: 3 tensors carried over, 1 new',
    );
    assert.equal(
      originText({ kind: 'continued', of: 'b', carried: 4, fresh: 0 }, b),
      'Continues with the weights of B: 4 tensors carried over',
    );
    assert.equal(
      originText({ kind: 'loaded', file: 'w.safetensors' }, b),
      'Began with the weights of "w.safetensors"',
    );
    assert.equal(
      originText({ kind: 'branch', of: 'b', step: 0 }, nobody),
      'Branch of a run that was deleted from step 0',
    );
  });

  it('names a run by its network and its time', () => {
    const createdAt = new Date(2026, 10, 25, 14, 5).getTime();
    const name = namesOf([runRecord('b', { createdAt })]);
    assert.match(name('b') ?? '', /^"A net" of Nov 25, 2026, 2:05\sPM$/);
    assert.equal(name('c'), undefined);
  });
});

describe('runTooltip', () => {
  it('has the curve and a table of facts', () => {
    const epochs = [{ ...epochEnded(1, 0.9), validationLoss: 1, validationAccuracy: 0.875 }];
    const record = runRecord('a', { request: requestOf(), run: endedRun('a', { epochs }) });
    const text = visible(runTooltip(record, IDLE, nobody, Float32Array.of(1, 0.5)));
    assert.match(
      text,
      /^\*\*A net\*\*\n\n!\[Training loss\]\(data:image\/svg\+xml;base64,[\w+/=]+\)\n\n\| \| \|\n\|:--\|:--\|\n/,
    );
    for (const row of ['| File | a\\.nn\\.json |', '| State | ended |', '| Seed | 1 |']) {
      assert.ok(text.includes(`\n${row}\n`), row);
    }
    assert.match(text, /\n\| Test accuracy \| 90\\\.00 \\% \|\n\| Validation accuracy \| 87\\\.50 \\% \|\n/);
  });

  it('does without a curve and says why a run failed', () => {
    const record = runRecord('a', { status: 'failed', message: 'The GPU is gone.' });
    const text = runTooltip(record, IDLE, nobody, new Float32Array());
    assert.ok(!text.includes('!['));
    assert.ok(text.includes('| State | failed\\: The GPU is gone\\. |'));
  });

  it('lets no name be more than text', () => {
    const networkName = 'A](command:x) <img src=x> **b** | `c`\n\n# d $(bug) &amp;';
    const run = endedRun('a', {
      subject: { runId: 'a', networkName, file: '![x](https://example.org/x.png)' },
    });
    const text = runTooltip(runRecord('a', { run }), IDLE, nobody, new Float32Array());
    const [title, ...rest] = text.split('\n\n');
    assert.equal(
      title,
      '**A\\]\\(command\\:x\\) \\<img src\\=x\\> \\*\\*b\\*\\* \\| \\`c\\` \\# d \\$\\(bug\\) \\&amp\\;**',
    );
    assert.ok(rest.join().includes('| File | \\!\\[x\\]\\(https\\:\\/\\/example\\.org\\/x\\.png\\) |'));
  });
});
