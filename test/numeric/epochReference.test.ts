/**
 * One epoch from the written initial weights, nothing shuffled: the float64 reference agrees with PyTorch, and every
 * engine that runs here with both, in every tensor.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeCheckpoint } from '../../src/core/training/checkpointFile';
import type { EngineName } from '../../src/core/training/engineName';
import type { Engine } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { epochCases, epochDataset, type EpochCase } from './epochCases';
import { trainReference } from './epochReference';
import { tensorError } from './goldenCase';
import { nodeHost } from './nodeHost';
import { steeredRun } from './steeredRun';

/** max |a − b| / max |b| in every tensor. */
const TOLERANCE = 1e-4;

interface Trained {
  readonly losses: readonly number[];
  readonly weights: ReadonlyMap<string, ArrayLike<number>>;
}

const fromPytorch = new Map(
  (
    JSON.parse(readFileSync(path.join('test', 'golden', 'epochs.json'), 'utf8')) as {
      readonly name: string;
      readonly losses: readonly number[];
      readonly weights: Readonly<Record<string, readonly number[]>>;
    }[]
  ).map(({ name, losses, weights }): [string, Trained] => [
    name,
    { losses, weights: new Map(Object.entries(weights)) },
  ]),
);

/** Every tensor and every loss within the tolerance; returns the worst error for the test's title. */
function assertAgreement(actual: Trained, expected: Trained, tolerance = TOLERANCE): string {
  assert.deepEqual([...actual.weights.keys()].sort(), [...expected.weights.keys()].sort());
  assert.equal(actual.losses.length, expected.losses.length);
  const errors = [...expected.weights].map(([name, values]): [string, number] => [
    name,
    tensorError(actual.weights.get(name), Array.from(values)),
  ]);
  errors.push(['the losses', tensorError(actual.losses, expected.losses)]);
  for (const [name, error] of errors) {
    assert.ok(error <= tolerance, `${name} is off by ${error} of its scale, more than ${tolerance}`);
  }
  return `worst error ${Math.max(...errors.map(([, error]) => error)).toExponential(1)}`;
}

describe('one epoch from the written initial weights', function () {
  this.timeout(60_000);
  const dataset = epochDataset();
  const cases = epochCases().map((epochCase) => ({
    ...epochCase,
    reference: trainReference(epochCase.network, epochCase.weights, dataset.training, epochCase.batches),
  }));
  const pytorch = (name: string): Trained => {
    const trained = fromPytorch.get(name);
    assert.ok(trained, `epochs.json has no "${name}"; run generate_epochs.py`);
    return trained;
  };

  for (const { name, network, weights, reference, batches } of cases) {
    it(`of ${name} changes every tensor in the reference as in PyTorch`, function () {
      assert.equal(batches.length, 10);
      assert.equal(batches.at(-1)?.length, 12);
      this.runnable().title += ` (${assertAgreement(reference, pytorch(name), 1e-5)})`;
      for (const [tensor, { values }] of weights) {
        const moved = tensorError(reference.weights.get(tensor), [...values]);
        assert.ok(moved > 100 * TOLERANCE, `${tensor} of ${network.name} has moved by ${moved} only`);
      }
    });
  }

  for (const engineName of ['tfjs-cpu', 'tfjs-wasm'] satisfies EngineName[]) {
    describe(`on ${engineName}`, () => {
      let engine: Engine;
      before(async () => {
        engine = await openEngine(engineName, nodeHost);
      });
      after(() => {
        engine.dispose();
      });
      for (const epochCase of cases) {
        const { name, network, reference } = epochCase;
        if (engineName === 'tfjs-wasm' && network.layers.some(({ config }) => config.type === 'Conv2D'))
          continue;
        it(`${name} agrees with the reference and with PyTorch`, async function () {
          const trained = await trainedOn(engine, epochCase);
          const toReference = assertAgreement(trained, reference);
          const toPytorch = assertAgreement(trained, pytorch(name));
          this.runnable().title += ` (${toReference}; PyTorch: ${toPytorch})`;
        });
      }
    });
  }

  async function trainedOn(engine: Engine, { network }: EpochCase): Promise<Trained> {
    const events = await steeredRun({ engine, network, dataset });
    const last = events.filter((event) => event.type === 'checkpointTaken').at(-1);
    assert.ok(last);
    const { weights, position } = decodeCheckpoint(last.bytes, network);
    assert.equal(position.step, 10);
    return {
      losses: events.flatMap((event) => (event.type === 'stepsTrained' ? [...event.losses] : [])),
      weights: new Map([...weights].map(([name, { values }]) => [name, values])),
    };
  }
});
