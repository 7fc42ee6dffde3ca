import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { metricsCsv, metricsJson } from '../../../../src/core/training/metricsText';
import { endedRun, epochEnded } from '../../host/training/store/records';

const training = checkNnFile(
  JSON.stringify({
    version: 1,
    layers: { input: { type: 'Input', shape: [784] }, output: { type: 'Dense', units: 10 } },
    edges: [['input', 'output']],
    training: { optimizer: { type: 'sgd', learningRate: 0.1 }, seed: 4, epochs: 9, batchSize: 10 },
  }),
).network?.training;

describe('metricsText', () => {
  it('writes the epochs as CSV', () => {
    const run = endedRun('a', {
      epochs: [
        epochEnded(1, 0.9532),
        { ...epochEnded(2, 0.98), loss: NaN, validationLoss: 1.5e-7, validationAccuracy: 0.5 },
        { ...epochEnded(3, 0.1), loss: Infinity },
      ],
      // From the step after the tenth on: the first epoch has not seen it. The one at step 30 no epoch has.
      changes: [
        { step: 10, hyperparameters: { learningRate: 0.5, momentum: null, epochs: 3 } },
        { step: 30, hyperparameters: { learningRate: 0.1, momentum: null, epochs: 3 } },
      ],
    });
    assert.equal(
      metricsCsv(run),
      [
        'epoch,step,learningRate,momentum,trainingLoss,validationLoss,validationAccuracy,testLoss,testAccuracy,' +
          'examplesPerSecond,elapsedMs',
        '1,10,3,0,1,,,0.5,0.9532,100,1000',
        '2,20,0.5,,NaN,1.5e-7,0.5,0.5,0.98,100,2000',
        '3,30,0.5,,Infinity,,,0.5,0.1,100,3000',
        '',
      ].join('\r\n'),
    );
  });

  it('writes the names of the columns where there is no epoch yet', () => {
    const csv = metricsCsv(endedRun('a', { epochs: [], started: null }));
    assert.equal(csv.split('\r\n').length, 2);
  });

  it('writes everything as JSON', () => {
    const changes = [{ step: 10, hyperparameters: { learningRate: 0.5, momentum: 0, epochs: 3 } }];
    const json = metricsJson(endedRun('a', { changes }), training, Float32Array.of(0.1, NaN, 2));
    const read = JSON.parse(json) as Record<string, unknown>;
    assert.deepEqual(Object.keys(read), [
      'network',
      'file',
      'start',
      'dataOrigin',
      'notes',
      'hyperparameters',
      'changes',
      'steps',
      'elapsedMs',
      'test',
      'epochs',
      'stepLosses',
    ]);
    assert.deepEqual(read.stepLosses, [Math.fround(0.1), null, 2]);
    assert.deepEqual(read.changes, changes);
    const [epoch] = read.epochs as unknown[];
    assert.deepEqual({ type: 'epochEnded', ...(epoch as object) }, epochEnded(1, 0.9));
  });

  it('says the settings with which the run began, not those of the file', () => {
    const { hyperparameters } = JSON.parse(metricsJson(endedRun('a'), training, new Float32Array())) as {
      hyperparameters: unknown;
    };
    assert.deepEqual(hyperparameters, {
      loss: 'quadratic',
      optimizer: { type: 'sgd', learningRate: 3, momentum: 0, nesterov: false },
      batchSize: 10,
      epochs: 3,
      shuffle: true,
      seed: 1,
      validationSize: 0,
    });
  });

  it('can do without the file and without a start', () => {
    const none = new Float32Array();
    const of = (json: string): unknown => (JSON.parse(json) as { hyperparameters?: unknown }).hyperparameters;
    assert.deepEqual(of(metricsJson(endedRun('a'), undefined, none)), {
      learningRate: 3,
      momentum: 0,
      epochs: 3,
    });
    assert.equal(of(metricsJson(endedRun('a', { started: null }), undefined, none)), undefined);
  });

  it('keeps each loss to the last bit, on one line', () => {
    const losses = Float32Array.from({ length: 1000 }, (_, i) => Math.exp(-i / 7));
    const json = metricsJson(endedRun('a'), training, losses);
    const read = (JSON.parse(json) as { stepLosses: number[] }).stepLosses;
    assert.deepEqual(Float32Array.from(read), losses);
    assert.equal(json.split('\n').filter((line) => line.includes('"stepLosses"')).length, 1);
    assert.ok(json.split('\n').length < 200);
  });
});
