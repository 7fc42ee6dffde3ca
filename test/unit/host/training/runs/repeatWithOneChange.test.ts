import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import {
  changeableSettings,
  checkpointStart,
  type ChangeableSetting,
  type CheckpointStart,
} from '../../../../../src/host/training/runs/repeatWithOneChange';
import { encodeSafetensors } from '../../../../../src/core/weights/safetensors';
import type { KeptRequest } from '../../../../../src/host/training/store/runRecord';
import { runRecord } from '../store/records';
import { requestOf } from './trainedNetwork';

const SGD = { optimizer: { type: 'sgd', learningRate: 3 }, batchSize: 10, epochs: 30, seed: 1 };

function setting(request: KeptRequest, name: string, start?: CheckpointStart): ChangeableSetting {
  const found = changeableSettings(request, start).find((candidate) => candidate.name === name);
  assert.ok(found, `There is no setting "${name}"`);
  return found;
}

/** What a network's text says of training, checked, with defaults. */
function trainingIn({ networkText }: KeptRequest) {
  const { network, diagnostics } = checkNnFile(networkText);
  assert.ok(network, diagnostics.map(({ message }) => message).join('\n'));
  return network.training;
}

describe('repeatWithOneChange', () => {
  it('lists every training setting with what it is, those that are changed most first', () => {
    const listed = changeableSettings(requestOf(SGD), undefined).map(
      ({ name, present }) => `${name} ${present}`,
    );
    assert.deepEqual(listed, [
      'optimizer sgd',
      'learning rate 3',
      'momentum 0',
      'batch size 10',
      'epochs 30',
      'seed 1',
      'nesterov false',
      'loss quadratic',
      'shuffle true',
      'validation size 0',
      'training size all',
    ]);
  });

  it('lists what the optimiser takes, and the choices where there are some', () => {
    const adam = requestOf({ optimizer: { type: 'adam' } });
    assert.equal(setting(adam, 'beta1').present, '0.9');
    assert.ok(!changeableSettings(adam, undefined).some(({ name }) => name === 'momentum'));
    assert.deepEqual(setting(adam, 'optimizer').choices, ['sgd', 'adam', 'rmsprop']);
    assert.deepEqual(setting(adam, 'shuffle').choices, ['true', 'false']);
    assert.equal(setting(adam, 'seed').choices, undefined);
  });

  it('lists nothing for a text that is no network any more', () => {
    assert.deepEqual(changeableSettings({ ...requestOf(), networkText: '{' }, undefined), []);
  });

  it('changes exactly the one setting in the text', () => {
    const inputs: Readonly<Record<string, string>> = {
      'learning rate': ' 0.5 ',
      momentum: '0.9',
      'batch size': '64',
      epochs: '3',
      seed: '4294967295',
      nesterov: 'true',
      loss: 'binaryCrossentropy',
      shuffle: 'false',
      'validation size': '10000',
      'training size': '1000',
    };
    for (const training of [SGD, undefined]) {
      const request = requestOf(training);
      const before = Object.fromEntries(
        changeableSettings(request, undefined).map(({ name, present }) => [name, present]),
      );
      for (const [name, input] of Object.entries(inputs)) {
        const { request: changed, change } = setting(request, name).change(input);
        assert.deepEqual(change, { setting: name, from: before[name], to: input.trim() });
        const after = changeableSettings(changed, undefined).map((now) => [now.name, now.present]);
        assert.deepEqual(Object.fromEntries(after), { ...before, [name]: input.trim() });
        assert.deepEqual({ ...changed, networkText: '' }, { ...request, networkText: '' });
      }
    }
  });

  it('leaves the rest of the text as it was', () => {
    const text = requestOf(SGD).networkText.replace('"epochs":30', '/* long */ "epochs" :30');
    const { request } = setting({ ...requestOf(), networkText: text }, 'learning rate').change('0.5');
    assert.equal(request.networkText, text.replace('"learningRate":3', '"learningRate":0.5'));
  });

  it('changes the optimiser and keeps what the other one takes too', () => {
    const training = { ...SGD, optimizer: { type: 'sgd', learningRate: 3, momentum: 0.5 } };
    const { request, change } = setting(requestOf(training), 'optimizer').change('adam');
    assert.deepEqual(change, { setting: 'optimizer', from: 'sgd', to: 'adam' });
    const { optimizer } = trainingIn(request);
    assert.deepEqual(optimizer, { type: 'adam', learningRate: 3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
    assert.equal(
      trainingIn(setting(requestOf(), 'optimizer').change('rmsprop').request).optimizer.type,
      'rmsprop',
    );
  });

  it('counts what overrides the file as present, and writes the change into the file', () => {
    const request = requestOf(SGD, { seed: 7, epochs: 2 });
    assert.equal(setting(request, 'seed').present, '7');
    const seeded = setting(request, 'seed').change('8').request;
    assert.deepEqual(seeded.overrides, { epochs: 2 });
    assert.equal(trainingIn(seeded).seed, 8);
    assert.deepEqual(setting(request, 'epochs').change('5').request.overrides, { seed: 7 });
    assert.deepEqual(setting(request, 'momentum').change('0.5').request.overrides, { seed: 7, epochs: 2 });
    // The seed of the file is a change, since the run had another.
    assert.equal(setting(request, 'seed').check('1'), undefined);
  });

  it('keeps later changes of the run, but for those of the very number of epochs that is asked for', () => {
    const schedule = [
      { step: 5, change: { learningRate: 0.5, momentum: 0.9, epochs: 40 } },
      { step: 9, change: { epochs: 50 } },
    ];
    const request = { ...requestOf(SGD), schedule };
    assert.deepEqual(setting(request, 'learning rate').change('1').request.schedule, schedule);
    assert.deepEqual(setting(request, 'epochs').change('3').request.schedule, [
      { step: 5, change: { learningRate: 0.5, momentum: 0.9 } },
    ]);
  });

  it('takes what was changed before the first step for what was, and leaves nothing that undoes the change', () => {
    const schedule = [
      { step: 0, change: { learningRate: 0.5 } },
      { step: 0, change: { learningRate: 0.25, momentum: 0.9 } },
      { step: 7, change: { learningRate: 0.1 } },
    ];
    const request = { ...requestOf(SGD), schedule };
    assert.equal(setting(request, 'learning rate').present, '0.25');
    assert.equal(setting(request, 'learning rate').check('0.25'), 'The learning rate is 0.25 already.');
    // The file's own is a change.
    const { request: changed, change } = setting(request, 'learning rate').change('3');
    assert.deepEqual(change, { setting: 'learning rate', from: '0.25', to: '3' });
    assert.deepEqual(changed.schedule, [
      { step: 0, change: { momentum: 0.9 } },
      { step: 7, change: { learningRate: 0.1 } },
    ]);
    assert.equal(setting(changed, 'learning rate').present, '3');
  });

  describe('of a run that began from a checkpoint', () => {
    const hyperparameters = { learningRate: 0.3, momentum: 0.5, epochs: 6 };
    const start: CheckpointStart = { step: 250, epochsBegun: 3, hyperparameters };
    const request: KeptRequest = { ...requestOf(SGD), schedule: [], startsWith: 'checkpoint' };

    it('reads its start from the checkpoint', () => {
      const { run } = runRecord('a');
      const { started } = run;
      assert.ok(started);
      const position = {
        step: 250,
        summedLoss: 0,
        epochReported: false,
        hyperparameters,
        elapsedMs: 1,
        trainingMs: 1,
      };
      const bytes = encodeSafetensors(new Map(), { position: JSON.stringify(position) });
      const record = { request, run: { ...run, started: { ...started, stepsPerEpoch: 100 } } };
      assert.deepEqual(checkpointStart(record, { kind: 'checkpoint', bytes }), start);
      assert.equal(checkpointStart(record, { kind: 'weights', bytes }), undefined);
      assert.throws(() => checkpointStart(record, { kind: 'checkpoint', bytes: Uint8Array.of(1) }));
    });

    it('does not offer what the checkpoint decides', () => {
      assert.deepEqual(
        changeableSettings(request, start).map(({ name, present }) => `${name} ${present}`),
        ['learning rate 0.3', 'momentum 0.5', 'epochs 6', 'nesterov false', 'loss quadratic', 'shuffle true'],
      );
    });

    it('changes what the checkpoint says by a change at the first step, which counts in place of an earlier one', () => {
      for (const [name, input, change, next] of [
        ['learning rate', '3', { learningRate: 3 }, '0.2'],
        ['momentum', '0', { momentum: 0 }, '0.2'],
        ['epochs', '3', { epochs: 3 }, '9'],
      ] as const) {
        const { request: changed } = setting(request, name, start).change(input);
        assert.deepEqual(changed.schedule, [{ step: 250, change }]);
        assert.equal(setting(changed, name, start).present, input);
        const again = setting(changed, name, start).change(next).request.schedule;
        assert.deepEqual(again, [{ step: 250, change: { [Object.keys(change).join()]: Number(next) } }]);
      }
      const schedule = [
        { step: 100, change: { learningRate: 9 } },
        { step: 300, change: { learningRate: 0.1 } },
      ];
      const { request: changed } = setting({ ...request, schedule }, 'learning rate', start).change('1');
      assert.deepEqual(changed.schedule, [
        schedule[0],
        { step: 250, change: { learningRate: 1 } },
        schedule[1],
      ]);
    });

    it('changes the rest in the text alone', () => {
      const { request: changed } = setting(request, 'nesterov', start).change('true');
      assert.deepEqual(changed.schedule, []);
      assert.equal(setting(changed, 'nesterov', start).present, 'true');
    });

    it('does not let it end before the epoch that the checkpoint is in', () => {
      assert.equal(
        setting(request, 'epochs', start).check('2'),
        'The run has begun epoch 3; set epochs to at least 3, not 2.',
      );
    });
  });

  it('says why an input does not fit', () => {
    const request = requestOf(SGD);
    const cases: readonly (readonly [string, string, string])[] = [
      ['learning rate', '', 'Enter a number above 0 and at most 1000000.'],
      ['learning rate', 'fast', 'Enter a number above 0 and at most 1000000.'],
      ['learning rate', '0', 'Enter a number above 0 and at most 1000000.'],
      ['learning rate', '3.0', 'The learning rate is 3 already.'],
      ['momentum', '1', 'Enter a number of at least 0 and below 1.'],
      ['seed', '', 'Enter an integer from 0 to 4294967295.'],
      ['seed', '1.5', 'Enter an integer from 0 to 4294967295.'],
      ['shuffle', 'no', 'Enter true or false.'],
      ['loss', 'cubic', 'Enter one of quadratic, categoricalCrossentropy, binaryCrossentropy.'],
      ['optimizer', 'sgd', 'The optimizer is sgd already.'],
      [
        'validation size',
        '60000',
        'training has validationSize 60000, but mnist has 60000 training examples; leave some to train on.',
      ],
    ];
    for (const [name, input, message] of cases) {
      assert.equal(setting(request, name).check(input), message, `${name} ${input}`);
      assert.throws(() => setting(request, name).change(input), { message });
    }
  });

  it('takes what is only a warning', () => {
    assert.equal(setting(requestOf(SGD), 'loss').check('categoricalCrossentropy'), undefined);
  });
});
