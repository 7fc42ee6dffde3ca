import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import {
  folderProblem,
  IDX_FOLDER,
  inspectNetwork,
  type NetworkInspection,
  type TrainingField,
} from '../../../../../webview/editor/inspector/networkInspection';
import { MLP } from '../files';

const TRAINING = '"training": { "dataset": "mnist", "loss": "categoricalCrossentropy" }';

/** The network of the tests with other training settings. */
function network(training: string, text = MLP): NetworkInspection {
  assert.ok(text.includes(TRAINING));
  return inspectNetwork(checkNnFile(text.replace(TRAINING, `"training": ${training}`)));
}

function setting(inspection: NetworkInspection, name: string): TrainingField {
  const all = [...inspection.data, ...inspection.training, ...inspection.optimizerFields];
  const found = all.find(({ definition }) => definition.name === name);
  assert.ok(found, `no field ${name}`);
  return found;
}

describe('inspectNetwork', () => {
  it('shows every training setting once, with the defaults that count', () => {
    const shown = inspectNetwork(checkNnFile(MLP.replace(`,\n  ${TRAINING}`, '')));
    assert.deepEqual(
      [...shown.data, ...shown.training, ...shown.optimizerFields].map(({ path, state, fallback }) => [
        path.join('.'),
        state.kind,
        fallback,
      ]),
      [
        ['shuffle', 'default', true],
        ['validationSize', 'default', 0],
        ['trainingSize', 'default', undefined],
        ['loss', 'default', 'categoricalCrossentropy'],
        ['batchSize', 'default', 32],
        ['epochs', 'default', 10],
        ['seed', 'default', 1],
        ['optimizer.learningRate', 'default', 0.01],
        ['optimizer.momentum', 'default', 0],
        ['optimizer.nesterov', 'default', false],
      ],
    );
    assert.equal(setting(shown, 'trainingSize').automatic, 'all of them');
    assert.deepEqual(shown.optimizer.state, { kind: 'default' });
    assert.equal(shown.optimizer.resettable, false);
    assert.deepEqual(shown.dataset.state, { kind: 'default' });
  });

  it('names the loss that follows from the output, and none while that is not known', () => {
    const sigmoid = MLP.replace('softmax', 'sigmoid');
    assert.equal(setting(network('{}', sigmoid), 'loss').fallback, 'quadratic');
    const unknown = MLP.replace('"Dense", "units": 10', '"Densse", "units": 10');
    assert.equal(setting(network('{}', unknown), 'loss').fallback, undefined);
    const written = setting(network('{ "loss": "quadratic" }'), 'loss');
    assert.deepEqual(written.state, { kind: 'written', value: 'quadratic' });
    assert.equal(written.fallback, 'categoricalCrossentropy');
  });

  it('lets every written training setting be taken back, those without a default too', () => {
    assert.equal(setting(network('{ "trainingSize": 100 }'), 'trainingSize').resettable, true);
    assert.equal(setting(network('{ "epochs": 3 }'), 'epochs').resettable, true);
    assert.equal(setting(network('{ "epochs": 3 }'), 'batchSize').resettable, false);
  });

  it("shows the optimiser's own settings, and none of an unknown one", () => {
    const adam = network('{ "optimizer": { "type": "adam", "learningRate": 3 } }');
    assert.deepEqual(
      adam.optimizerFields.map(({ definition }) => definition.name),
      ['learningRate', 'beta1', 'beta2', 'epsilon'],
    );
    assert.deepEqual(setting(adam, 'learningRate').state, { kind: 'written', value: 3 });
    assert.equal(setting(adam, 'learningRate').fallback, 0.001);
    assert.equal(adam.optimizer.resettable, true);

    const unknown = network('{ "optimizer": { "type": "adamm" } }');
    assert.deepEqual(unknown.optimizer.state, { kind: 'written', value: 'adamm' });
    assert.deepEqual(unknown.optimizerFields, []);
    assert.equal(unknown.optimizer.problems.length, 1);
  });

  it('shows a folder of IDX files as a choice and its path', () => {
    const idx = network('{ "dataset": { "idx": "data/letters" } }');
    assert.deepEqual(idx.dataset.state, { kind: 'written', value: IDX_FOLDER });
    assert.deepEqual(idx.folder.state, { kind: 'written', value: 'data/letters' });
    const named = network('{ "dataset": "fashionMnist" }');
    assert.deepEqual(named.dataset.state, { kind: 'written', value: 'fashionMnist' });
    assert.deepEqual(named.folder.state, { kind: 'default' });
  });

  it('puts a problem at the field that it is of, and the rest above', () => {
    const shown = network(
      '{ "epochs": 0, "dataset": "mnst", "optimizer": { "type": "sgd", "momentum": 2 }, "rate": 1 }',
    );
    const codes = (problems: NetworkInspection['problems']) => problems.map(({ code }) => code);
    assert.deepEqual(codes(setting(shown, 'epochs').problems), ['bad-training-setting']);
    assert.deepEqual(codes(setting(shown, 'momentum').problems), ['bad-training-setting']);
    assert.deepEqual(codes(shown.dataset.problems), ['bad-training-setting']);
    assert.deepEqual(codes(shown.problems), ['unknown-property']);
  });

  it('shows what is wrong with the network as a whole, but nothing of its layers', () => {
    const shown = inspectNetwork(
      checkNnFile(MLP.replace('"units": 128', '"units": 0').replace('"version": 1', '"version": 2')),
    );
    assert.deepEqual(
      shown.problems.map(({ code }) => code),
      ['unsupported-version'],
    );
  });
});

describe('folderProblem', () => {
  it('takes a relative folder, and says why it takes no other', () => {
    assert.equal(folderProblem('data/letters'), undefined);
    assert.match(folderProblem('/data') ?? '', /relative/);
    assert.match(folderProblem(' ') ?? '', /relative/);
  });
});
