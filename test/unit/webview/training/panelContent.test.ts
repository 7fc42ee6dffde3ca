import assert from 'node:assert/strict';
import { IDLE } from '../../../../src/core/training/runState';
import { PanelContent } from '../../../../webview/training/panelContent';
import { shownAfter, started } from './runs';

const losses = (...values: readonly number[]) => Float32Array.from(values);

describe('what the panel draws', () => {
  it('puts the losses of a run together, and forgets those after a step that is written again', () => {
    const content = new PanelContent();
    content.showState(shownAfter(started));
    content.writeLosses({ runId: 'run-1', from: 0, losses: losses(3, 2, 1) });
    content.writeLosses({ runId: 'run-1', from: 3, losses: losses(0.5) });
    assert.deepEqual(content.picture().losses, losses(3, 2, 1, 0.5));
    content.writeLosses({ runId: 'run-1', from: 2, losses: losses(7) });
    assert.deepEqual(content.picture().losses, losses(3, 2, 7));
  });

  it('hands out the same losses while none come, so that nothing is drawn in vain', () => {
    const content = new PanelContent();
    content.showState(shownAfter(started));
    content.writeLosses({ runId: 'run-1', from: 0, losses: losses(3) });
    const { losses: first } = content.picture();
    content.showState(shownAfter(started));
    assert.equal(content.picture().losses, first);
  });

  it('draws nothing that belongs to another run', () => {
    const content = new PanelContent();
    content.showState(shownAfter(started));
    content.writeLosses({ runId: 'run-2', from: 0, losses: losses(3) });
    content.showMoment({ runId: 'run-2', step: 1, isPast: true, test: null });
    assert.equal(content.picture().losses.length, 0);
    assert.equal(content.picture().moment, null);
    content.showMoment({ runId: 'run-1', step: 1, isPast: true, test: null });
    assert.equal(content.picture().moment?.step, 1);
  });

  it('keeps the last announcement until there is another', () => {
    const content = new PanelContent();
    content.showState(shownAfter());
    content.showState(shownAfter(started));
    assert.equal(content.picture().announcement, 'Training A net.');
    content.showState(shownAfter(started));
    assert.equal(content.picture().announcement, 'Training A net.');
    content.showState(IDLE);
    assert.equal(content.picture().state, IDLE);
  });
});
