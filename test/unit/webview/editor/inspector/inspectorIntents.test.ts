import assert from 'node:assert/strict';
import { applyTextEdits, textEditsFor } from '../../../../../src/core/file/textEdits';
import type { EditIntent } from '../../../../../webview/editor/gestures/fromFlow';
import {
  networkNameIntent,
  optimizerIntent,
  trainingIntent,
} from '../../../../../webview/editor/inspector/inspectorIntents';
import { graphOf, MLP } from '../files';

const SGD = MLP.replace(
  '"loss": "categoricalCrossentropy"',
  '"optimizer": { "type": "sgd", /* steep */ "learningRate": 0.5, "momentum": 0.9 }',
);

/** The training settings of the text after a gesture. */
function trainingAfter(text: string, intent: EditIntent): unknown {
  return graphOf(textAfter(text, intent)).training;
}

function textAfter(text: string, intent: EditIntent): string {
  const edit = intent(graphOf(text));
  assert.ok(edit, 'the gesture means nothing');
  return applyTextEdits(text, textEditsFor(text, edit));
}

describe('trainingIntent', () => {
  it('sets a setting and takes it back', () => {
    const set = textAfter(MLP, trainingIntent(['epochs'], 3));
    assert.deepEqual(graphOf(set).training, {
      dataset: 'mnist',
      loss: 'categoricalCrossentropy',
      epochs: 3,
    });
    assert.deepEqual(trainingAfter(set, trainingIntent(['epochs'], undefined)), {
      dataset: 'mnist',
      loss: 'categoricalCrossentropy',
    });
  });

  it('means nothing when the file says so already', () => {
    const graph = graphOf(SGD);
    assert.equal(trainingIntent(['optimizer', 'momentum'], 0.9)(graph), undefined);
    assert.equal(trainingIntent(['optimizer', 'nesterov'], undefined)(graph), undefined);
    assert.equal(trainingIntent(['dataset'], { idx: 'a' })(graphOf(MLP))?.kind, 'setTraining');
  });

  it("writes an optimiser's type beside its first setting, without which the file would be wrong", () => {
    const { optimizer } = trainingAfter(MLP, trainingIntent(['optimizer', 'learningRate'], 3)) as {
      optimizer: unknown;
    };
    assert.deepEqual(optimizer, { type: 'sgd', learningRate: 3 });
    assert.equal(trainingIntent(['optimizer', 'learningRate'], 1)(graphOf(SGD))?.kind, 'setTraining');
  });
});

describe('optimizerIntent', () => {
  it('keeps what the new optimiser takes too, as it is written, and drops the rest, in one edit', () => {
    const text = textAfter(SGD, optimizerIntent('adam'));
    assert.deepEqual(graphOf(text).training?.optimizer, { type: 'adam', learningRate: 0.5 });
    assert.match(text, /\/\* steep \*\/ "learningRate": 0\.5/);
  });

  it('names the optimiser in a file that says nothing of it, and means nothing for the same one', () => {
    assert.deepEqual(graphOf(textAfter(MLP, optimizerIntent('rmsprop'))).training?.optimizer, {
      type: 'rmsprop',
    });
    assert.equal(optimizerIntent('sgd')(graphOf(SGD)), undefined);
  });

  it('replaces an optimiser that is no object', () => {
    const wrong = MLP.replace('"loss": "categoricalCrossentropy"', '"optimizer": "sgdd"');
    assert.deepEqual(graphOf(textAfter(wrong, optimizerIntent('adam'))).training?.optimizer, {
      type: 'adam',
    });
  });
});

describe('networkNameIntent', () => {
  it('names the network, and takes the name away for a blank one', () => {
    const graph = graphOf(MLP);
    assert.deepEqual(networkNameIntent('Digits')(graph), { kind: 'setName', name: 'Digits' });
    assert.deepEqual(networkNameIntent(' ')(graph), { kind: 'setName', name: undefined });
    assert.equal(networkNameIntent('Test')(graph), undefined);
  });
});
