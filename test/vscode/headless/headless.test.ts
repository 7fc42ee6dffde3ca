/** The headless run, as a program sees it: lines on stdout, files, the exit status. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../../scripts/paths.mjs';

type Line = Readonly<Record<string, unknown>>;

interface Outcome {
  readonly status: number | null;
  readonly lines: readonly Line[];
  readonly stderr: string;
}

const START_FIELDS = [
  ...['event', 'file', 'engine', 'adapter', 'reason', 'dataset'],
  ...['trainingExamples', 'validationExamples', 'testExamples', 'parameters', 'seed'],
];
const EPOCH_FIELDS = [
  ...['event', 'epoch', 'loss', 'validationLoss', 'validationAccuracy', 'testAccuracy'],
  ...['examplesPerSecond', 'elapsedMs'],
];
const END_FIELDS = ['event', 'epochs', 'testAccuracy', 'elapsedMs'];

const small = path.join(root, 'test/vscode/fixtures/small.nn.json');

describe('npm start -- --headless', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'layerwire-headless-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Runs the launcher as npm does: in the project's folder, with the caller's own in INIT_CWD. */
  const headless = (...args: readonly string[]): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['scripts/start.mjs', '--headless', ...args], {
        cwd: root,
        env: { ...process.env, INIT_CWD: folder },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('error', reject);
      child.on('close', (status) => {
        const lines = stdout.split('\n').filter((line) => line !== '');
        resolve({ status, lines: lines.map((line) => JSON.parse(line) as Line), stderr });
      });
    });

  it('prints the events of the contract, and the same seed gives the same losses and weights', async () => {
    // Relative to the caller's folder, which is not the project's.
    await writeFile(path.join(folder, 'mine.nn.json'), await readFile(small));
    const runs: Outcome[] = [];
    for (const weights of ['weights-1', 'weights-2']) {
      const args = ['--engine', 'tfjs-cpu', '--epochs', '2', '--seed', '3', '--weights-dir', weights];
      runs.push(await headless('mine.nn.json', ...args));
    }
    const [first, second] = runs;
    assert.ok(first !== undefined && second !== undefined);
    for (const { status, lines, stderr } of runs) {
      assert.equal(status, 0, `${JSON.stringify(lines.at(-1))}\n${stderr}`);
    }
    const [start, ...rest] = first.lines;
    assert.deepEqual(Object.keys(start ?? {}), START_FIELDS);
    assert.equal(start?.event, 'start');
    assert.equal(start.file, 'mine.nn.json');
    assert.equal(start.engine, 'tfjs-cpu');
    assert.equal(start.dataset, 'syntheticDigits');
    assert.equal(start.trainingExamples, 2000);
    assert.equal(start.validationExamples, 0);
    assert.equal(start.parameters, 784 * 32 + 32 + 32 * 10 + 10);
    assert.equal(start.seed, 3);
    assert.deepEqual(
      rest.map(({ event }) => event),
      ['epoch', 'epoch', 'end'],
    );
    rest.slice(0, 2).forEach((epoch, index) => {
      assert.deepEqual(Object.keys(epoch), EPOCH_FIELDS);
      assert.equal(epoch.epoch, index + 1);
      assert.equal(epoch.validationLoss, null);
      const accuracy = Number(epoch.testAccuracy);
      assert.ok(accuracy > 0.3 && accuracy <= 1, `test accuracy ${accuracy}`);
      assert.ok(Number(epoch.examplesPerSecond) > 0);
    });
    const end = rest.at(-1);
    assert.deepEqual(Object.keys(end ?? {}), END_FIELDS);
    assert.equal(end?.epochs, 2);
    assert.equal(end.testAccuracy, rest.at(-2)?.testAccuracy);

    const losses = ({ lines }: Outcome): unknown[] =>
      lines.map(({ loss, testAccuracy }) => [loss, testAccuracy]);
    assert.deepEqual(losses(second), losses(first));
    const names = ['epoch-0000.safetensors', 'epoch-0001.safetensors', 'epoch-0002.safetensors'];
    for (const weights of ['weights-1', 'weights-2']) {
      assert.deepEqual((await readdir(path.join(folder, weights))).sort(), names);
    }
    for (const name of names) {
      const [one, two] = await Promise.all(
        ['weights-1', 'weights-2'].map((weights) => readFile(path.join(folder, weights, name))),
      );
      assert.ok(one !== undefined && two !== undefined && one.equals(two), `${name} is the same`);
    }
    assert.equal(await readFile(path.join(folder, 'mine.nn.json'), 'utf8'), await readFile(small, 'utf8'));
  });

  it('ends with an error event when the numbers run away, since nobody is there to mend it', async () => {
    const runaway = path.join(root, 'test/vscode/fixtures/runaway.nn.json');
    const { status, lines } = await headless(runaway, '--engine', 'tfjs-cpu');
    assert.equal(status, 1, JSON.stringify(lines.at(-1)));
    assert.deepEqual(
      lines.map(({ event }) => event),
      ['start', 'error'],
    );
    assert.match(String(lines.at(-1)?.message), /\bstep \d+\b.*learning rate/s);
  });

  it('trains with WebGPU on the software adapter', async () => {
    const { status, lines, stderr } = await headless(small, '--engine', 'tfjs-webgpu', '--epochs', '1');
    assert.equal(status, 0, `${JSON.stringify(lines.at(-1))}\n${stderr}`);
    assert.equal(lines[0]?.engine, 'tfjs-webgpu');
    assert.ok(Number(lines.at(-1)?.testAccuracy) > 0.5);
  });

  const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no file', [], /needs a network file/],
    ['a file that is not there', ['nowhere.nn.json'], /nowhere\.nn\.json/],
    ['a number of epochs that is none', [small, '--epochs', 'abc'], /--epochs.*\babc\b/],
    ['no epochs', [small, '--epochs', '0'], /--epochs.*but is .*\b0\b/],
    ['an unknown flag', [small, '--speed', '9'], /--speed/],
    ['a dataset folder that is not there', [small, '--dataset-dir', 'nowhere'], /nowhere/],
    ['an engine that does not exist', [small, '--engine', 'abacus'], /abacus/],
    ['a broken network', [path.join(root, 'test/vscode/fixtures/broken.nn.json')], /-10/],
  ];
  for (const [what, args, message] of refusals) {
    it(`refuses ${what} with an error event`, async () => {
      const { status, lines } = await headless(...args);
      assert.notEqual(status, 0);
      assert.equal(lines.length, 1);
      assert.equal(lines[0]?.event, 'error');
      assert.match(JSON.stringify(lines[0]), message);
    });
  }

  it('ends with an error event and leaves nothing running when it is interrupted', async () => {
    const child = spawn(
      process.execPath,
      [
        'scripts/start.mjs',
        '--headless',
        path.join(root, 'test/vscode/fixtures/long.nn.json'),
        '--engine',
        'tfjs-cpu',
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const lines: Line[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().trim().split('\n')) {
        lines.push(JSON.parse(line) as Line);
      }
      if (lines.at(-1)?.event === 'epoch') {
        child.kill('SIGTERM');
      }
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(status, 143);
    assert.equal(lines.at(-1)?.event, 'error');
  });

  // The real MNIST is never part of the project.
  const mnist = process.env.MNIST_DIR;
  it('learns the real MNIST', async function () {
    if (mnist === undefined || mnist === '') {
      this.skip();
    }
    const example = path.join(root, 'examples/mnist-mlp.nn.json');
    const { status, lines, stderr } = await headless(example, '--dataset-dir', mnist, '--epochs', '2');
    assert.equal(status, 0, `${JSON.stringify(lines.at(-1))}\n${stderr}`);
    assert.equal(lines[0]?.dataset, 'mnist');
    assert.equal(lines[0].trainingExamples, 60_000);
    assert.equal(lines[0].testExamples, 10_000);
    assert.ok(Number(lines.at(-1)?.testAccuracy) >= 0.955, JSON.stringify(lines.at(-1)));
  });
});
