/**
 * When the health of the layers is measured, on how many examples, and at what cost.
 */
import assert from 'node:assert/strict';
import { HealthWatch } from '../../../src/engine/healthWatch';
import { PAUSE, RESUME } from './orders';
import { eventsOf, run, ScriptedEngine, type Setup } from './scriptedEngine';
import { networkWithHidden, smallDataset, smallNetwork } from './smallNetwork';

describe('health', () => {
  const network = smallNetwork({ batchSize: 128, epochs: 40, trainingSize: 150 * 128 });
  const dataset = smallDataset(150 * 128, 1);

  it('is measured about once a second on the first 128 training examples, at the step that is next', async () => {
    const engine = new ScriptedEngine();
    const events = await run({ engine, network, dataset });
    const measured = eventsOf(events, 'healthMeasured');
    // A step takes 1 ms, a chunk of them 40 ms, and each evaluation 5 ms that are no steps.
    measured.forEach(({ step }, index) => {
      const steps = step - (measured[index - 1]?.step ?? 0);
      assert.ok(steps > 950 && steps <= 1040, `${steps} steps`);
    });
    assert.equal(measured.length, Math.floor(engine.elapsedMs / 1000));
    assert.deepEqual(measured[0]?.layers, {
      output: { saturated: null, dead: null, gradientNorm: 0.5, updateRatio: 0.001 },
    });
    assert.equal(measured[0].examples, 128);
    assert.deepEqual(
      engine.healthSteps.map(({ step }) => step),
      measured.map(({ step }) => step),
    );
    assert.deepEqual(
      [...(engine.healthSteps[0]?.indices ?? [])],
      Array.from({ length: 128 }, (_, index) => index),
    );
  });

  it('is measured so seldom that it takes at most 2 % of the time', async () => {
    const engine = new ScriptedEngine({ healthMs: 60 });
    await run({ engine, network, dataset });
    // The first after one second, the next after 60 ms / 2 %.
    assert.equal(engine.healthSteps.length, 2);
    assert.ok((engine.healthSteps[1]?.step ?? 0) > 3000);
  });

  it('is not measured before its first cost, as the steps foretell it, is 2 % of the time', async () => {
    // 128 examples take 32 steps of 4: 64 ms.
    const engine = new ScriptedEngine({ stepMs: 2, healthMs: 1 });
    const small = smallNetwork({ batchSize: 4, epochs: 10, trainingSize: 1200 });
    const events = await run({ engine, network: small, dataset: smallDataset(1200, 1) });
    const [first, second] = engine.healthSteps;
    assert.ok(first !== undefined && second !== undefined);
    const elapsed = (step: number): number => step * 2 + Math.floor(step / 300) * 5;
    assert.ok(elapsed(first.step) >= 3200 && elapsed(first.step) < 3300, `at step ${first.step}`);
    // From then on its own cost counts.
    assert.ok(second.step - first.step < 550, `then at step ${second.step}`);
    assert.equal(eventsOf(events, 'healthMeasured').length, engine.healthSteps.length);
  });

  it('is measured only when nobody has asked for a pause, whose time does not count', async () => {
    const engine = new ScriptedEngine({ stepMs: 1 });
    const answer: Setup['answer'] = (event) => {
      if (event.type !== 'runPaused') return undefined;
      assert.equal(engine.healthSteps.length, 0);
      engine.elapsedMs += 100_000;
      return [RESUME];
    };
    let isAsked = false;
    const onYield: Setup['onYield'] = () => {
      if (isAsked || engine.steps.length < 600) return undefined;
      isAsked = true;
      return [PAUSE];
    };
    await run({ engine, network, dataset, onYield, answer });
    assert.ok((engine.healthSteps[0]?.step ?? 0) > 950, `first at step ${engine.healthSteps[0]?.step}`);
  });

  it('is measured on fewer examples of an expensive network, but enough to tell a dead unit', async () => {
    const engine = new ScriptedEngine();
    const costly = networkWithHidden(100_000);
    const watch = new HealthWatch(engine, costly, dataset.training, dataset.training.count, () => 0);
    const measured = await watch.measure(0, costly.training.optimizer);
    assert.equal(measured?.examples, 32);
    assert.equal(engine.healthSteps[0]?.indices.length, 32);
  });

  it('is not told where it has figures that are no numbers', async () => {
    const bad = { saturated: null, dead: null, gradientNorm: Number.NaN, updateRatio: 1 };
    const engine = new ScriptedEngine({ health: { output: bad } });
    const events = await run({ engine, network, dataset });
    assert.ok(engine.healthSteps.length > 3);
    assert.equal(eventsOf(events, 'healthMeasured').length, 0);
  });

  it('is measured on all training examples where they are few', async () => {
    const engine = new ScriptedEngine({ stepMs: 300 });
    const events = await run({ engine, network: smallNetwork({ epochs: 50 }) });
    assert.equal(eventsOf(events, 'healthMeasured')[0]?.examples, 10);
  });
});
