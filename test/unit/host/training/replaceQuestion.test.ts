import assert from 'node:assert/strict';
import { replaceQuestion } from '../../../../src/host/training/replaceQuestion';

const replacement = {
  running: { networkName: 'A net', file: 'nets/a.nn.json' },
  runningKeepsWeights: false,
  next: { networkName: 'B net', file: 'nets/b.nn.json' },
  isSameFile: false,
};

describe('the question before a run is replaced', () => {
  it('names both networks and what is lost', () => {
    assert.deepEqual(replaceQuestion(replacement), {
      message: '"A net" is being trained. Stop it and train "B net"?',
      detail: 'What it has learned so far is lost: its weights are not kept.',
      accept: 'Stop and Train',
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
    const { message, accept } = replaceQuestion({
      ...replacement,
      next: replacement.running,
      isSameFile: true,
    });
    assert.equal(message, '"A net" is being trained already. Start again?');
    assert.equal(accept, 'Start Again');
  });

  it('does not call weights lost that are in files', () => {
    const { detail } = replaceQuestion({ ...replacement, runningKeepsWeights: true });
    assert.match(detail, /^The weights of its finished epochs stay in their folder/);
  });
});
