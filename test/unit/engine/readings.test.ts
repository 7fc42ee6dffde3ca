/**
 * Questions about the weights while a run is under way: when they are answered, of which moment, and that the run does
 * not mind.
 */
import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/core/training/runEvents';
import { ReadingQueue, type TensorAnswer, type TensorQuestion } from '../../../src/engine/readingQueue';
import { answers, ATTENDED, figures, PAUSE, RESUME, slow, STOP } from './orders';
import { run, ScriptedEngine, type Setup } from './scriptedEngine';

const WEIGHTS: TensorQuestion = { quantity: 'weights', names: ['output.kernel', 'nowhere.kernel'] };
const LAST_UPDATE: TensorQuestion = { quantity: 'lastUpdate', names: ['output.bias'] };
const GRADIENT: TensorQuestion = { quantity: 'gradient', names: ['output.bias'] };

interface Asking {
  readonly readings: ReadingQueue;
  readonly answered: TensorAnswer[];
  readonly ask: (question: TensorQuestion) => void;
}

function asking(): Asking {
  const readings = new ReadingQueue();
  const answered: TensorAnswer[] = [];
  const ask = (question: TensorQuestion): void => {
    void readings.ask(question).then((answer) => answered.push(answer));
  };
  return { readings, answered, ask };
}

/** Asks when the event has come, and gives the order once the answer is there. */
function askAt({ readings, answered }: Asking, questions: readonly TensorQuestion[]): Setup['answer'] {
  return ({ type }: RunEvent) => {
    if (type !== 'runPaused' && type !== 'runEnded') return undefined;
    const all = Promise.all(questions.map((question) => readings.ask(question)));
    void all.then((found) => {
      answered.push(...found);
      readings.close();
    });
    return undefined;
  };
}

describe('questions about the weights', () => {
  it('are answered before the next piece of work, of the moment between two steps', async () => {
    const { readings, answered, ask } = asking();
    const engine = slow();
    const stepsWhenAnswered: number[] = [];
    const onYield = (turn: number): undefined => {
      stepsWhenAnswered.push(answered.length);
      if (turn === 3) ask(WEIGHTS);
    };
    await run({ engine, readings, onYield });
    // Asked while the third piece of work was about to begin, and there before the fourth.
    assert.deepEqual(stepsWhenAnswered.slice(0, 5), [0, 0, 0, 1, 1]);
    const [{ step, tensors } = { step: -1, tensors: new Map() }] = answered;
    assert.equal(step, 2);
    assert.deepEqual([...tensors.keys()], ['output.kernel']);
    const until = new ScriptedEngine({ stepMs: 90 });
    await run({ engine: until, onYield: (turn) => (turn === 3 ? [STOP] : undefined) });
    assert.deepEqual(tensors.get('output.kernel'), (await until.readWeights()).get('output.kernel'));
  });

  it('are of the mini-batch that comes next, for a gradient, and of the step before, for an update', async () => {
    const { readings, answered, ask } = asking();
    const engine = slow();
    await run({
      engine,
      readings,
      onYield: (turn) => {
        if (turn === 3) [GRADIENT, LAST_UPDATE].forEach(ask);
        return undefined;
      },
    });
    assert.deepEqual(engine.gradientSteps, [engine.steps[2]]);
    assert.deepEqual(
      answered.map(({ step, tensors }) => [step, [...(tensors.get('output.bias')?.values ?? [])]]),
      [
        [2, [2, 2]],
        [2, [2, 2]],
      ],
    );
  });

  it('are of the next epoch’s first mini-batch while an epoch is evaluated', async () => {
    const { readings, ask } = asking();
    const engine = slow();
    await run({
      engine,
      readings,
      onYield: (turn) => {
        // Three steps an epoch: the fourth piece of work is the evaluation.
        if (turn === 4) ask(GRADIENT);
        return undefined;
      },
    });
    assert.equal(engine.gradientSteps[0]?.step, 3);
    assert.deepEqual(engine.gradientSteps, [engine.steps[3]]);
  });

  for (const [title, first] of [
    ['while a run waits', 'step'],
    ['after its end', 'run'],
  ] as const) {
    it(`are answered ${title}, without its going on`, async () => {
      const asked = asking();
      const engine = new ScriptedEngine();
      const wait = askAt(asked, [WEIGHTS, GRADIENT]);
      const events: RunEvent[] = [];
      const running = run({
        engine,
        readings: asked.readings,
        options: { ...ATTENDED, first },
        answer: (event) => {
          events.push(event);
          return wait?.(event, events);
        },
      });
      await Promise.race([running, new Promise((resolve) => setImmediate(resolve))]);
      const steps = first === 'step' ? 1 : 6;
      assert.deepEqual(
        asked.answered.map(({ step }) => step),
        [steps, steps],
      );
      assert.equal(engine.steps.length, steps);
      assert.equal(engine.gradientSteps[0]?.step, steps);
      assert.ok(!events.some(({ type }) => type === 'runResumed'));
    });
  }

  it('come between orders without losing one', async () => {
    const asked = asking();
    const order = answers(RESUME, STOP);
    const events = await run({
      engine: slow(),
      readings: asked.readings,
      options: ATTENDED,
      onYield: (turn) => {
        asked.ask(WEIGHTS);
        return turn === 2 ? [PAUSE] : undefined;
      },
      answer: (event, all) => {
        asked.ask(LAST_UPDATE);
        return order(event, all);
      },
    });
    assert.equal(events.at(-1)?.type, 'runStopped');
    assert.ok(asked.answered.length > 8);
  });

  it('do not trouble the run when they cannot be answered', async () => {
    const readings = new ReadingQueue();
    const engine = slow();
    engine.readLastUpdate = () => Promise.reject(new Error('The device has no memory left.'));
    const refused: Promise<unknown>[] = [];
    const events = await run({
      engine,
      readings,
      onYield: (turn) => {
        if (turn === 2) refused.push(assert.rejects(readings.ask(LAST_UPDATE), /no memory left/));
        return undefined;
      },
    });
    assert.equal(refused.length, 1);
    await Promise.all(refused);
    assert.deepEqual(figures(events), figures(await run({ engine: slow() })));
    assert.equal(events.at(-1)?.type, 'runEnded');
  });

  it('let the run go on, however many ask however fast', async () => {
    const readings = new ReadingQueue();
    let questions = 0;
    const askOn = (): void => {
      if (++questions < 1000) void readings.ask(WEIGHTS).then(askOn, () => undefined);
    };
    for (let asker = 0; asker < 3; asker++) askOn();
    const events = await run({ engine: slow(), readings });
    readings.close();
    assert.equal(events.at(-1)?.type, 'runEnded');
    assert.ok(questions > 6 && questions < 1000, `${questions} questions`);
  });
});
