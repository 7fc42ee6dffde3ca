import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import {
  changeableSettings,
  type ChangeableSetting,
} from '../../../../../src/host/training/runs/repeatWithOneChange';
import type { KeptRequest } from '../../../../../src/host/training/store/runRecord';
import { requestOf } from './trainedNetwork';

const SGD = { optimizer: { type: 'sgd', learningRate: 3 }, batchSize: 10, epochs: 30, seed: 1 };

function setting(request: KeptRequest, name: string): ChangeableSetting {
  const found = changeableSettings(request).find((candidate) => candidate.name === name);
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
    const listed = changeableSettings(requestOf(SGD)).map(({ name, present }) => `${name} ${present}`);
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
    assert.ok(!changeableSettings(adam).some(({ name }) => name === 'momentum'));
    assert.deepEqual(setting(adam, 'optimizer').choices, ['sgd', 'adam', 'rmsprop']);
    assert.deepEqual(setting(adam, 'shuffle').choices, ['true', 'false']);
    assert.equal(setting(adam, 'seed').choices, undefined);
  });

  it('lists nothing for a text that is no network any more', () => {
    assert.deepEqual(changeableSettings({ ...requestOf(), networkText: '{' }), []);
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
        changeableSettings(request).map(({ name, present }) => [name, present]),
      );
      for (const [name, input] of Object.entries(inputs)) {
        const { request: changed, change } = setting(request, name).change(input);
        assert.deepEqual(change, { setting: name, from: before[name], to: input.trim() });
        const after = changeableSettings(changed).map((now) => [now.name, now.present]);
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
      { step: 9, change: {} },
    ]);
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
