/**
 * The example networks learn: on synthetic digits always, on MNIST where MNIST_DIR names a folder with its files.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Dataset } from '../../src/core/data/dataset';
import { datasetFromIdx } from '../../src/core/data/datasetFromIdx';
import { SYNTHETIC_DIGITS_SEED, syntheticDigitsDataset } from '../../src/core/data/syntheticDigits';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import type { Hyperparameters } from '../../src/core/hyperparameters/hyperparameters';
import type { EpochEnded } from '../../src/core/training/runEvents';
import type { EngineName } from '../../src/core/training/engineName';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { mnistFolder, readMnist } from '../mnistFolder';
import { nodeHost } from './nodeHost';
import { steeredRun } from './steeredRun';

function exampleNetwork(file: string, settings: Partial<Hyperparameters>): Network {
  const { network, diagnostics } = checkNnFile(readFileSync(path.join('examples', file), 'utf8'));
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return { ...network, training: { ...network.training, ...settings } };
}

async function train(name: EngineName, network: Network, dataset: Dataset): Promise<EpochEnded[]> {
  const engine = await openEngine(name, nodeHost);
  const checkpoints = { taken: false, everySteps: 0 };
  const now = (): number => performance.now();
  const events = await steeredRun({ engine, network, dataset, checkpoints, now });
  engine.dispose();
  assert.equal(events.at(-1)?.type, 'runEnded');
  return events.filter((event) => event.type === 'epochEnded');
}

describe('the examples on synthetic digits', function () {
  this.timeout(120_000);
  let digits: Dataset;
  before(() => {
    digits = syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED, 2000, 200);
  });

  // Chance is 0.1; the gates are far below what was measured, and far above chance.
  const runs: { file: string; engine: EngineName; settings: Partial<Hyperparameters>; gate: number }[] = [
    {
      file: 'lecture-mlp.nn.json',
      engine: 'tfjs-wasm',
      settings: { epochs: 3, validationSize: 200 },
      gate: 0.7,
    },
    {
      file: 'lecture-mlp.nn.json',
      engine: 'tfjs-cpu',
      settings: { epochs: 1, validationSize: 1500 },
      gate: 0.2,
    },
    { file: 'mnist-mlp.nn.json', engine: 'tfjs-wasm', settings: { epochs: 2 }, gate: 0.7 },
    { file: 'mnist-cnn.nn.json', engine: 'tfjs-cpu', settings: { epochs: 1, trainingSize: 320 }, gate: 0.2 },
  ];
  for (const { file, engine, settings, gate } of runs) {
    it(`${file} learns on ${engine}`, async function () {
      const network = exampleNetwork(file, settings);
      const epochs = await train(engine, network, digits);
      const accuracy = epochs.at(-1)?.testAccuracy ?? 0;
      this.runnable().title += ` (test accuracy ${accuracy} after ${epochs.length} epochs)`;
      assert.ok(accuracy >= gate, `${accuracy} < ${gate}`);
    });
  }
});

describe('the examples on MNIST', function () {
  this.timeout(240_000);
  const folder = mnistFolder();

  it('mnist-mlp.nn.json reaches 0.94 after one epoch on tfjs-wasm', async function () {
    // The real MNIST is never part of the project.
    if (folder === undefined) this.skip();
    const network = exampleNetwork('mnist-mlp.nn.json', { epochs: 1 });
    const [epoch] = await train('tfjs-wasm', network, datasetFromIdx('mnist', readMnist(folder)));
    // Ten seeds gave 0.9514 ± 0.0019: this is six standard deviations below.
    assert.ok((epoch?.testAccuracy ?? 0) >= 0.94, `test accuracy ${epoch?.testAccuracy ?? 'missing'}`);
    this.runnable().title += ` (${epoch?.testAccuracy ?? 0}, ${Math.round(epoch?.examplesPerSecond ?? 0)} examples/s)`;
  });
});
