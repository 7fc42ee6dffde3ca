import assert from 'node:assert/strict';
import type { CanvasTraining } from '../../../../src/protocol/editor';
import { runButtons } from '../../../../webview/editor/runButtons';

function training(
  phase: CanvasTraining['phase'],
  commands: CanvasTraining['commands'],
  isThisFile = true,
): CanvasTraining {
  return { phase, commands, isThisFile, health: null, healthStep: null, networkChanged: false };
}

/** Label and whether it can be pressed, of both buttons. */
function shown(run: CanvasTraining | null, canTrain = true): string {
  return Object.values(runButtons(run, canTrain))
    .map(({ label, enabled }) => `${label} ${enabled ? 'on' : 'off'}`)
    .join(', ');
}

describe('runButtons', () => {
  it('trains while no run is under way, if the file can be trained', () => {
    assert.equal(shown(null), 'Train on, Stop off');
    assert.equal(shown(null, false), 'Train off, Stop off');
    for (const phase of ['ended', 'stopped', 'failed'] as const) {
      assert.equal(shown(training(phase, ['train', 'resume'])), 'Train on, Stop off');
    }
  });

  it('pauses a run, once it has begun and until that has been asked', () => {
    assert.equal(shown(training('preparing', ['train', 'stop'])), 'Pause off, Stop on');
    assert.equal(shown(training('running', ['train', 'pause', 'stop'])), 'Pause on, Stop on');
    assert.equal(shown(training('running', ['train', 'stop'])), 'Pause off, Stop on');
    assert.equal(shown(training('running', ['train'])), 'Pause off, Stop off');
  });

  it('resumes a paused run, whatever has become of the file', () => {
    assert.equal(shown(training('paused', ['train', 'resume', 'stop']), false), 'Resume on, Stop on');
  });

  it('offers to train a file when the run is of another one', () => {
    const other = training('running', ['train', 'pause', 'stop'], false);
    const { main, stop } = runButtons(other, true);
    assert.deepEqual([main.command, main.enabled, stop.enabled], ['train', true, false]);
    assert.equal(runButtons(other, false).main.enabled, false);
  });
});
