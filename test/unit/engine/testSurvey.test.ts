/**
 * The survey of the units while a run is under way: a slice at a time, of one moment, and that the run does not mind.
 */
import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/core/training/runEvents';
import { ReadingQueue, type UnitsAnswer } from '../../../src/engine/readingQueue';
import { ATTENDED, figures, PAUSE, RESUME, slow, STOP } from './orders';
import { run, typesOf, type ScriptedEngine, type Setup } from './scriptedEngine';
import { smallDataset, smallNetwork } from './smallNetwork';

const SLICE = 250;
const dataset = smallDataset(10, 600);
const network = smallNetwork({ loss: 'quadratic' }, { type: 'Dense', units: 2, activation: 'sigmoid' });
const ALL = Array.from({ length: 600 }, (_, example) => example);
const FINDINGS = [
  { layer: 'output', units: 2, findings: [{ unit: 0, kind: 'saturated', share: 590 / 600 }] },
];

interface Surveyed {
  readonly engine: ScriptedEngine;
  readonly events: readonly RunEvent[];
  readonly answered: readonly UnitsAnswer[];
  readonly refused: readonly unknown[];
}

type Asking = Omit<Partial<Setup>, 'onYield'> & {
  /** What to do when the run lets questions in, with how often it has and how many slices are surveyed. */
  readonly onYield?: (
    turn: number,
    slices: number,
    ask: () => void,
  ) => ReturnType<NonNullable<Setup['onYield']>>;
};

/** Runs with questions for a survey, to the end or until the run waits for an order. */
async function surveyed({ onYield, answer, ...setup }: Asking): Promise<Surveyed> {
  const engine = setup.engine ?? slow();
  const readings = setup.readings ?? new ReadingQueue();
  const events: RunEvent[] = [];
  const answered: UnitsAnswer[] = [];
  const refused: unknown[] = [];
  const ask = (): void => {
    readings.askUnits().then(
      (found) => answered.push(found),
      (error: unknown) => refused.push(error),
    );
  };
  const running = run({
    network,
    dataset,
    ...setup,
    engine,
    readings,
    answer: (event, all) => {
      events.push(event);
      return answer?.(event, all);
    },
    onYield: (turn) => onYield?.(turn, engine.passes.length, ask),
  });
  // Nothing here takes time: by then all has been done that can be.
  await Promise.race([running, new Promise((resolve) => setImmediate(resolve))]);
  readings.close();
  await new Promise((resolve) => setImmediate(resolve));
  return { engine, events, answered, refused };
}

describe('a survey of the units', () => {
  it('sees every test example once, in slices, between two steps', async () => {
    const { engine, answered } = await surveyed({
      onYield: (turn, _, ask) => {
        if (turn === 3) ask();
        return undefined;
      },
    });
    assert.deepEqual(answered, [{ step: 2, examples: 600, layers: FINDINGS }]);
    assert.deepEqual(
      engine.passes.map(({ step, indices }) => [step, indices.length]),
      [
        [2, SLICE],
        [2, SLICE],
        [2, 100],
      ],
    );
    assert.deepEqual(
      engine.passes.flatMap(({ indices }) => indices),
      ALL,
    );
  });

  it('changes no number of the run', async () => {
    const { events, answered } = await surveyed({
      onYield: (_turn, _slices, ask) => {
        ask();
        return undefined;
      },
    });
    assert.ok(answered.length > 6);
    assert.deepEqual(figures(events), figures(await run({ engine: slow(), network, dataset })));
  });

  it('lets other questions in between two slices', async () => {
    const readings = new ReadingQueue();
    const engine = slow();
    const slicesWhenAnswered: number[] = [];
    await surveyed({
      engine,
      readings,
      onYield: (turn, slices, ask) => {
        if (turn === 2) ask();
        if (slices === 1) {
          void readings
            .ask({ quantity: 'weights', names: [] })
            .then(() => slicesWhenAnswered.push(engine.passes.length));
        }
        return undefined;
      },
    });
    assert.deepEqual(slicesWhenAnswered, [1]);
  });

  it('goes on while the run is paused in the middle of it', async () => {
    const { engine, events, answered } = await surveyed({
      options: ATTENDED,
      onYield: (turn, _, ask) => {
        if (turn === 3) ask();
        return turn === 4 ? [PAUSE] : undefined;
      },
    });
    assert.deepEqual(typesOf(events).slice(-2), ['stepsTrained', 'runPaused']);
    assert.deepEqual(answered, [{ step: 2, examples: 600, layers: FINDINGS }]);
    assert.equal(engine.steps.length, 2);
  });

  it('is finished before the next step when the run goes on in the middle of it', async () => {
    const { engine, events, answered } = await surveyed({
      options: ATTENDED,
      onYield: (turn, _, ask) => {
        if (turn === 3) ask();
        return turn === 4 ? [PAUSE, RESUME] : undefined;
      },
    });
    assert.equal(events.at(-1)?.type, 'runEnded');
    assert.deepEqual(answered, [{ step: 2, examples: 600, layers: FINDINGS }]);
    assert.deepEqual(
      engine.passes.flatMap(({ indices }) => indices),
      ALL,
    );
  });

  it('is given up when the run is stopped in the middle of it', async () => {
    const { engine, events, answered, refused } = await surveyed({
      onYield: (turn, _, ask) => {
        if (turn === 3) ask();
        return turn === 4 ? [STOP] : undefined;
      },
    });
    assert.equal(events.at(-1)?.type, 'runStopped');
    assert.equal(engine.passes.length, 1);
    assert.deepEqual(answered, []);
    assert.equal(refused.length, 1);
    assert.match(String(refused[0]), /The run is over/);
  });

  it('is the same one for all who ask while it is under way', async () => {
    const { engine, answered } = await surveyed({
      onYield: (turn, slices, ask) => {
        if (turn === 3 || slices === 1) ask();
        return undefined;
      },
    });
    assert.equal(engine.passes.length, 3);
    assert.equal(answered.length, 2);
  });

  it('comes after the end too, of the last weights', async () => {
    const readings = new ReadingQueue();
    const late: UnitsAnswer[] = [];
    const { engine } = await surveyed({
      readings,
      options: ATTENDED,
      answer: ({ type }) => {
        if (type === 'runEnded') void readings.askUnits().then((found) => late.push(found));
        return undefined;
      },
    });
    assert.deepEqual(late, [{ step: 6, examples: 600, layers: FINDINGS }]);
    assert.equal(engine.steps.length, 6);
  });

  it('does not trouble the run when it fails, and the next one begins anew', async () => {
    const engine = slow();
    const forward = engine.forward.bind(engine);
    let calls = 0;
    engine.forward = (...asked) =>
      ++calls === 2 ? Promise.reject(new Error('The device has no memory left.')) : forward(...asked);
    const { events, answered, refused } = await surveyed({
      engine,
      onYield: (turn, _, ask) => {
        if (turn === 2 || turn === 5) ask();
        return undefined;
      },
    });
    assert.equal(refused.length, 1);
    assert.match(String(refused[0]), /no memory left/);
    assert.deepEqual(figures(events), figures(await run({ engine: slow(), network, dataset })));
    assert.deepEqual(answered, [{ step: 3, examples: 600, layers: FINDINGS }]);
  });

  it('looks at nothing where there are no such units', async () => {
    const { engine, answered } = await surveyed({
      network: smallNetwork(),
      onYield: (turn, _, ask) => {
        if (turn === 3) ask();
        return undefined;
      },
    });
    assert.deepEqual(answered, [{ step: 2, examples: 600, layers: [] }]);
    assert.deepEqual(engine.passes, []);
  });
});
