/**
 * Every template of *New Network…* trains as it stands: a few hundred synthetic digits already make its loss fall, and
 * where it brings its own data, it learns them in its own epochs.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Dataset } from '../../src/core/data/dataset';
import { datasetFromIdx } from '../../src/core/data/datasetFromIdx';
import { SYNTHETIC_DIGITS_SEED, syntheticDigitsDataset } from '../../src/core/data/syntheticDigits';
import type { Hyperparameters } from '../../src/core/hyperparameters/hyperparameters';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { EpochEnded } from '../../src/core/training/runEvents';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { NETWORK_TEMPLATES } from '../../src/host/newNetwork/templates';
import { nodeHost } from './nodeHost';
import { steeredRun } from './steeredRun';

const EXAMPLES = 256;
const EPOCHS = 3;
/** The last epoch's mean loss as a share of the first's; chance would leave it at 1. */
const MOST = 0.9;

/** Share of its own test examples that a template with data of its own gets right. */
const LEAST_ACCURACY = 0.95;

describe('the templates on synthetic digits', function () {
  this.timeout(120_000);
  let digits: Dataset;
  before(() => {
    digits = syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED, EXAMPLES, 32);
  });

  for (const { label, file } of NETWORK_TEMPLATES.filter(({ data }) => data === undefined)) {
    it(`${label} learns on tfjs-cpu`, async function () {
      const epochs = await train(file, digits, { epochs: EPOCHS, validationSize: 0 });
      const losses = epochs.map(({ loss }) => loss);
      assert.equal(losses.length, EPOCHS);
      const share = losses.at(-1)! / losses[0]!;
      this.runnable().title += ` (loss ${losses.map((loss) => loss.toFixed(3)).join(' → ')})`;
      assert.ok(share < MOST, `${share} of the first epoch's loss is left`);
    });
  }

  for (const { label, file, data } of NETWORK_TEMPLATES) {
    if (data === undefined) continue;
    it(`${label} learns its own data in its own epochs on tfjs-cpu`, async function () {
      const epochs = await train(file, datasetFromIdx(data.folder, data.draw()), {});
      const accuracies = epochs.map(({ testAccuracy }) => testAccuracy);
      this.runnable().title += ` (test accuracy ${accuracies.map((share) => share.toFixed(3)).join(' → ')})`;
      const last = accuracies.at(-1)!;
      assert.ok(last > LEAST_ACCURACY, `${last} of its test examples`);
    });
  }
});

/** Trains a template, with some of its settings replaced, and gives what each epoch reported. */
async function train(
  file: string,
  dataset: Dataset,
  settings: Partial<Hyperparameters>,
): Promise<EpochEnded[]> {
  const { network } = checkNnFile(readFileSync(file, 'utf8'));
  assert.ok(network);
  const engine = await openEngine('tfjs-cpu', nodeHost);
  const events = await steeredRun({
    engine,
    network: { ...network, training: { ...network.training, ...settings } },
    dataset,
    checkpoints: { taken: false, everySteps: 0 },
  });
  engine.dispose();
  assert.equal(events.at(-1)?.type, 'runEnded');
  return events.filter((event) => event.type === 'epochEnded');
}
