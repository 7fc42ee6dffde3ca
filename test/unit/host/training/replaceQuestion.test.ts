import assert from 'node:assert/strict';
import { replaceQuestion } from '../../../../src/host/training/replaceQuestion';

const replacement = {
  running: { runId: 'a', networkName: 'A net', file: 'nets/a.nn.json' },
  next: { runId: 'b', networkName: 'B net', file: 'nets/b.nn.json' },
  isSameFile: false,
};

describe('the question before a run is replaced', () => {
  it('names both networks and what becomes of the run', () => {
    assert.deepEqual(replaceQuestion(replacement), {
      message: '"A net" is being trained. Stop it and train "B net"?',
      detail: 'What it has learned stays: the run is kept under Runs, where it can be resumed.',
      buttons: [
        { label: 'Stop and Train', answer: 'stop' },
        { label: 'Train Afterwards', answer: 'afterwards' },
      ],
    });
  });

  it('names the files where the networks have the same name', () => {
    const next = { ...replacement.next, networkName: 'A net' };
    assert.equal(
      replaceQuestion({ ...replacement, next }).message,
      '"nets/a.nn.json" is being trained. Stop it and train "nets/b.nn.json"?',
    );
  });

  it('asks whether to start the same file again', () => {
    const { message, buttons } = replaceQuestion({
      ...replacement,
      next: replacement.running,
      isSameFile: true,
    });
    assert.equal(message, '"A net" is being trained already. Start again?');
    assert.deepEqual(
      buttons.map(({ label }) => label),
      ['Start Again', 'Start Afterwards'],
    );
  });
});
