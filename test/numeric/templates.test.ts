/** Every template of *New Network…* trains as it stands: a few hundred synthetic digits already make its loss fall. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Dataset } from '../../src/core/data/dataset';
import { SYNTHETIC_DIGITS_SEED, syntheticDigitsDataset } from '../../src/core/data/syntheticDigits';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { RunEvent } from '../../src/core/training/runEvents';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { runTraining } from '../../src/engine/trainingLoop';
import { NETWORK_TEMPLATES } from '../../src/host/newNetwork/templates';
import { nodeHost } from './nodeHost';

const EXAMPLES = 256;
const EPOCHS = 3;
/** The last epoch's mean loss as a share of the first's; chance would leave it at 1. */
const MOST = 0.9;

describe('the templates on synthetic digits', function () {
  this.timeout(120_000);
  let digits: Dataset;
  before(() => {
    digits = syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED, EXAMPLES, 32);
  });

  for (const { label, file } of NETWORK_TEMPLATES) {
    it(`${label} learns on tfjs-cpu`, async function () {
      const { network } = checkNnFile(readFileSync(file, 'utf8'));
      assert.ok(network);
      const engine = await openEngine('tfjs-cpu', nodeHost);
      const events: RunEvent[] = [];
      await runTraining({
        engine,
        reason: 'A test asked for it.',
        network: { ...network, training: { ...network.training, epochs: EPOCHS, validationSize: 0 } },
        dataset: digits,
        emit: (event) => events.push(event),
        shouldStop: () => false,
        now: () => performance.now(),
        yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
      });
      engine.dispose();
      const end = events.at(-1);
      assert.equal(end?.type, 'runEnded', end?.type === 'runFailed' ? end.message : undefined);
      const losses = events.filter((event) => event.type === 'epochEnded').map(({ loss }) => loss);
      assert.equal(losses.length, EPOCHS);
      const share = losses.at(-1)! / losses[0]!;
      this.runnable().title += ` (loss ${losses.map((loss) => loss.toFixed(3)).join(' → ')})`;
      assert.ok(share < MOST, `${share} of the first epoch's loss is left`);
    });
  }
});
