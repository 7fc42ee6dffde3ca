import assert from 'node:assert/strict';
import { IDLE, reduceRun, type RunAction, type RunState } from '../../../../src/core/training/runState';
import type { LayerHealth } from '../../../../src/core/training/health';
import type { OpenPage } from '../../../../src/host/editor/canvasPage';
import { TrainedCanvases } from '../../../../src/host/editor/trainedCanvases';
import type { CanvasTraining } from '../../../../src/protocol/editor';
import { StillClock } from './stillClock';

const OWN = 'file:///own.nn.json';
const OTHER = 'file:///other.nn.json';
const HEALTHY: LayerHealth = { saturated: null, dead: 0.1, gradientNorm: 1, updateRatio: 0.001 };

const PREPARING: RunState = reduceRun(IDLE, {
  type: 'runRequested',
  subject: { runId: 'r1', networkName: 'Own', file: 'own.nn.json' },
});
const RUNNING: RunState =
  PREPARING.phase === 'preparing'
    ? { phase: 'running', run: PREPARING.run, evaluating: false, wish: 'none' }
    : IDLE;

function after(state: RunState, ...actions: readonly RunAction[]): RunState {
  return actions.reduce(reduceRun, state);
}

function measured(step: number): RunAction {
  return { type: 'healthMeasured', step, examples: 32, layers: { hidden: HEALTHY } };
}

function trained(step: number): RunAction {
  return {
    type: 'stepsTrained',
    epoch: 1,
    steps: step,
    step,
    loss: 1 / step,
    losses: Float32Array.of(1 / step),
    examplesPerSecond: 1,
    stepMs: 1,
    elapsedMs: step,
  };
}

describe('TrainedCanvases', () => {
  let clock: StillClock;
  let canvases: TrainedCanvases;
  const open = (uri: string): OpenPage & { readonly shown: (CanvasTraining | null)[] } => {
    const shown: (CanvasTraining | null)[] = [];
    const canvas = canvases.open({ uri, show: (training) => shown.push(training) });
    return { ...canvas, shown };
  };

  beforeEach(() => {
    clock = new StillClock();
    canvases = new TrainedCanvases(clock);
  });

  it('tells each canvas of the phase, the commands, and whether the run is its own', () => {
    const [own, other] = [open(OWN), open(OTHER)];
    own.noteReady();
    other.noteReady();
    assert.deepEqual(own.shown, []);
    canvases.showTraining(OWN, after(RUNNING, measured(5)));
    assert.deepEqual(own.shown, [
      {
        phase: 'running',
        commands: ['train', 'pause', 'stop'],
        isThisFile: true,
        health: { hidden: HEALTHY },
        healthStep: 5,
        networkChanged: false,
      },
    ]);
    assert.deepEqual(other.shown, [
      {
        phase: 'running',
        commands: ['train', 'pause', 'stop'],
        isThisFile: false,
        health: null,
        healthStep: null,
        networkChanged: false,
      },
    ]);
    canvases.showTraining(undefined, IDLE);
    assert.deepEqual(
      [own, other].map(({ shown }) => shown.slice(1)),
      [[null], [null]],
    );
  });

  it('says nothing while only figures change that a canvas does not draw', () => {
    const canvas = open(OWN);
    canvas.noteReady();
    let state = RUNNING;
    for (let step = 1; step <= 100; step++) {
      state = after(state, trained(step));
      canvases.showTraining(OWN, state);
      clock.pass(40);
    }
    assert.equal(canvas.shown.length, 1);
    assert.equal(clock.waits, false);
  });

  it('tells of health twice a second at most, the newest at last, and of the rest at once', () => {
    const canvas = open(OWN);
    canvas.noteReady();
    const steps = (): (number | null | undefined)[] => canvas.shown.map((training) => training?.healthStep);
    canvases.showTraining(OWN, after(RUNNING, measured(1)));
    clock.pass(100);
    canvases.showTraining(OWN, after(RUNNING, measured(2)));
    clock.pass(100);
    canvases.showTraining(OWN, after(RUNNING, measured(3)));
    assert.deepEqual(steps(), [1]);
    clock.pass(299);
    assert.deepEqual(steps(), [1]);
    clock.pass(1);
    assert.deepEqual(steps(), [1, 3]);
    clock.pass(10);
    const pausing = after(RUNNING, measured(4), { type: 'pauseRequested' });
    canvases.showTraining(OWN, pausing);
    assert.deepEqual(steps(), [1, 3, 4]);
    assert.deepEqual(canvas.shown.at(-1)?.commands, ['train', 'stop']);
    clock.pass(1000);
    assert.equal(canvas.shown.length, 3);
  });

  it('tells that the network has changed', () => {
    const canvas = open(OWN);
    canvas.noteReady();
    canvases.showTraining(OWN, RUNNING);
    canvases.showTraining(OWN, after(RUNNING, { type: 'networkCompared', changed: true }));
    assert.deepEqual(
      canvas.shown.map((training) => training?.networkChanged),
      [false, true],
    );
  });

  it('tells a canvas that is opened or comes back at once, and one that is hidden or closed nothing', () => {
    canvases.showTraining(OWN, after(RUNNING, measured(1)));
    const canvas = open(OWN);
    assert.equal(canvas.shown.length, 0);
    canvas.noteReady();
    assert.equal(canvas.shown[0]?.healthStep, 1);
    canvas.noteHidden();
    canvases.showTraining(OWN, after(RUNNING, measured(2), { type: 'pauseRequested' }));
    assert.equal(canvas.shown.length, 1);
    canvas.noteReady();
    assert.equal(canvas.shown[1]?.healthStep, 2);
    // The page was made anew without having been hidden.
    canvas.noteReady();
    assert.deepEqual(canvas.shown[2], canvas.shown[1]);
    canvas.close();
    canvases.showTraining(undefined, IDLE);
    assert.equal(canvas.shown.length, 3);
  });

  it('waits for nothing after it is disposed', () => {
    const canvas = open(OWN);
    canvas.noteReady();
    canvases.showTraining(OWN, after(RUNNING, measured(1)));
    canvases.showTraining(OWN, after(RUNNING, measured(2)));
    assert.equal(clock.waits, true);
    canvases.dispose();
    assert.equal(clock.waits, false);
  });
});
