/**
 * A long run as the host would tell it to the page, by the messages of `src/protocol/training.ts`. What stands here runs in
 * the page: each function is sent there by itself.
 */

export const STEPS = 2_000_000;
export const EPOCHS = 300;
/** A little less than the epochs would take, so that the run goes on. */
const STEPS_PER_EPOCH = 6_666;
const UPDATES_PER_SECOND = 5;
const STEPS_PER_UPDATE = 500;

export const LONG_RUN = {
  steps: STEPS,
  epochs: EPOCHS,
  stepsPerEpoch: STEPS_PER_EPOCH,
  stepsPerUpdate: STEPS_PER_UPDATE,
  pauseMs: 1000 / UPDATES_PER_SECOND,
};

/**
 * In the page: tells of the whole run at once, as to a panel that was opened anew, and leaves `tellMore`, which tells of
 * the next steps and answers when the page has taken them.
 * @param {typeof LONG_RUN} run
 */
export function tellLongRun({ steps, epochs, stepsPerEpoch, stepsPerUpdate, pauseMs }) {
  const runId = 'bench';
  /** @type {(method: string, argument: unknown) => void} */
  const tell = (method, argument) => {
    window.postMessage({ rpc: 'notify', method, argument }, '*');
  };
  /** @type {(from: number, count: number) => Float32Array} */
  const losses = (from, count) =>
    new Float32Array(count).map(
      (_, index) => 0.05 + 2.2 * Math.exp(-(from + index) / 3e5) * (0.5 + Math.random()),
    );
  const hyperparameters = { learningRate: 0.1, momentum: 0.9, epochs: epochs + 100 };
  /** @type {(step: number) => unknown} */
  const state = (step) => ({
    phase: 'running',
    evaluating: false,
    wish: 'none',
    run: {
      subject: { runId, networkName: 'bench', file: 'bench.nn.json' },
      notes: [],
      started: {
        type: 'runStarted',
        engine: 'cpu',
        adapter: '',
        reason: 'It is a benchmark.',
        dataset: 'syntheticDigits',
        classes: 10,
        trainingExamples: stepsPerEpoch * 10,
        validationExamples: 1000,
        testExamples: 1000,
        parameters: 1000,
        seed: 1,
        batchSize: 10,
        stepsPerEpoch,
        step: 0,
        hyperparameters,
        confidence: 'probability',
      },
      step,
      hyperparameters,
      changes: [{ step: Math.floor(steps / 2), hyperparameters: { ...hyperparameters, learningRate: 0.01 } }],
      progress: {
        epoch: epochs + 1,
        steps: step - epochs * stepsPerEpoch,
        step,
        loss: 0.05,
        examplesPerSecond: 20_000,
        stepMs: 0.5,
        elapsedMs: step / 2,
      },
      epochs: Array.from({ length: epochs }, (_, index) => ({
        type: 'epochEnded',
        epoch: index + 1,
        step: (index + 1) * stepsPerEpoch,
        loss: 0.05 + 2 / (index + 1),
        validationLoss: 0.06 + 2 / (index + 1),
        validationAccuracy: 0.98 - 0.5 / (index + 1),
        testLoss: 0.07 + 2 / (index + 1),
        testAccuracy: 0.98 - 0.6 / (index + 1),
        examplesPerSecond: 20_000,
        elapsedMs: 3_000 * (index + 1),
      })),
      test: null,
      health: null,
      checkpoints: [],
      elapsedMs: step / 2,
      networkChanged: false,
    },
  });
  let told = steps;
  tell('stateChanged', state(told));
  tell('lossesWritten', { runId, from: 0, losses: losses(0, steps) });
  const more = () => {
    tell('lossesWritten', { runId, from: told, losses: losses(told, stepsPerUpdate) });
    told += stepsPerUpdate;
    tell('stateChanged', state(told));
  };
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  /** @type {(isOn: boolean) => void} */
  const keepTelling = (isOn) => {
    clearInterval(timer);
    timer = isOn ? setInterval(more, pauseMs) : undefined;
  };
  Object.assign(window, { keepTelling });
}
