import assert from 'node:assert/strict';
import type { Unavailable } from '../../../../../src/protocol/inspectedMoment';
import { LayerWatch } from '../../../../../webview/editor/inside/layerWatch';
import { Questions, settled } from './questions';

const told = (reason: string): Unavailable => ({ kind: 'unavailable', reason, command: null });

describe('LayerWatch', () => {
  it('asks at once and shows the answer', async () => {
    const questions = new Questions();
    const watch = new LayerWatch('hidden', questions.read);
    assert.deepEqual(questions.asked, [{ layer: 'hidden', quantity: 'weights' }]);
    assert.equal(watch.look().answer, undefined);
    questions.answer(0, told('first'));
    await settled();
    assert.deepEqual(watch.look().answer, told('first'));
  });

  it('has one question under way, however many moments pass, and one more afterwards', async () => {
    const questions = new Questions();
    const watch = new LayerWatch('hidden', questions.read);
    for (let moment = 0; moment < 5; moment++) watch.refresh();
    assert.equal(questions.asked.length, 1);
    questions.answer(0, told('first'));
    await settled();
    assert.equal(questions.asked.length, 2);
    questions.answer(1, told('second'));
    await settled();
    assert.equal(questions.asked.length, 2);
    assert.deepEqual(watch.look().answer, told('second'));
  });

  it('never shows what was read of another quantity', async () => {
    const questions = new Questions();
    const watch = new LayerWatch('hidden', questions.read);
    watch.show('gradient');
    questions.answer(0, told('of the weights'));
    await settled();
    assert.deepEqual(watch.look(), { quantity: 'gradient', answer: undefined });
    assert.deepEqual(questions.asked[1], { layer: 'hidden', quantity: 'gradient' });
    questions.answer(1, told('of the gradient'));
    await settled();
    assert.deepEqual(watch.look(), { quantity: 'gradient', answer: told('of the gradient') });
  });

  it('says why a question failed, and asks again at the next moment', async () => {
    const questions = new Questions();
    const watch = new LayerWatch('hidden', questions.read);
    questions.fail(0, 'The connection was closed.');
    await settled();
    assert.deepEqual(watch.look().answer, told('The connection was closed.'));
    watch.refresh();
    assert.equal(questions.asked.length, 2);
  });

  it('tells its listeners until they leave', async () => {
    const questions = new Questions();
    const watch = new LayerWatch('hidden', questions.read);
    let heard = 0;
    const leave = watch.subscribe(() => heard++);
    watch.show('lastUpdate');
    assert.equal(heard, 1);
    leave();
    watch.show('weights');
    assert.equal(heard, 1);
    await settled();
  });
});
