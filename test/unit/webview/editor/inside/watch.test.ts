import assert from 'node:assert/strict';
import { Watch } from '../../../../../webview/editor/inside/watch';
import { Questions, settled, told } from './questions';

interface Reading {
  readonly kind: 'reading';
  readonly of: string;
}

const reading = (of: string): Reading => ({ kind: 'reading', of });

function open() {
  const questions = new Questions<string, Reading>();
  return { questions, watch: new Watch<string, Reading>('weights', questions.read) };
}

describe('Watch', () => {
  it('asks at once and shows the answer', async () => {
    const { questions, watch } = open();
    assert.deepEqual(questions.asked, ['weights']);
    assert.equal(watch.view().answer, undefined);
    questions.answer(0, reading('weights'));
    await settled();
    assert.deepEqual(watch.view(), { question: 'weights', answer: reading('weights'), answered: 'weights' });
  });

  it('has one question under way, however many moments pass, and one more afterwards', async () => {
    const { questions, watch } = open();
    for (let moment = 0; moment < 5; moment++) watch.refresh();
    assert.equal(questions.asked.length, 1);
    questions.answer(0, told('first'));
    await settled();
    assert.equal(questions.asked.length, 2);
    questions.answer(1, told('second'));
    await settled();
    assert.equal(questions.asked.length, 2);
    assert.deepEqual(watch.view().answer, told('second'));
  });

  it('never shows what was answered to a question about something else', async () => {
    const { questions, watch } = open();
    watch.ask('gradient', 'new');
    questions.answer(0, reading('weights'));
    await settled();
    assert.deepEqual(watch.view(), { question: 'gradient', answer: undefined, answered: undefined });
    assert.deepEqual(questions.asked, ['weights', 'gradient']);
    questions.answer(1, reading('gradient'));
    await settled();
    assert.deepEqual(watch.view(), {
      question: 'gradient',
      answer: reading('gradient'),
      answered: 'gradient',
    });
  });

  it('shows what was answered before while a question changes gradually', async () => {
    const { questions, watch } = open();
    questions.answer(0, reading('a stroke'));
    await settled();
    watch.ask('a longer stroke', 'gradual');
    assert.deepEqual(watch.view(), {
      question: 'a longer stroke',
      answer: reading('a stroke'),
      answered: 'weights',
    });
    watch.ask('the longest stroke', 'gradual');
    questions.answer(1, reading('a longer stroke'));
    await settled();
    assert.deepEqual(watch.view().answer, reading('a longer stroke'));
    assert.deepEqual(questions.asked, ['weights', 'a longer stroke', 'the longest stroke']);
  });

  it('says why a question failed, and asks again at the next moment', async () => {
    const { questions, watch } = open();
    questions.fail(0, 'The connection was closed.');
    await settled();
    assert.deepEqual(watch.view().answer, told('The connection was closed.'));
    watch.refresh();
    assert.equal(questions.asked.length, 2);
  });

  it('tells its listeners until they leave', () => {
    const { watch } = open();
    let heard = 0;
    const leave = watch.subscribe(() => heard++);
    watch.ask('lastUpdate', 'new');
    assert.equal(heard, 1);
    leave();
    watch.ask('weights', 'new');
    assert.equal(heard, 1);
  });
});
