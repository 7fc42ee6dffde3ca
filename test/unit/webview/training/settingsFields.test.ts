import assert from 'node:assert/strict';
import type { RunAction } from '../../../../src/core/training/runState';
import {
  readSetting,
  settingsChangeable,
  settingsFields,
  type SettingsField,
} from '../../../../webview/training/settingsFields';
import { ended, epochEnded, failed, paused, runAfter, shownAfter, started, steps, stopped } from './runs';

function field(name: SettingsField['name'], ...actions: readonly RunAction[]): SettingsField {
  const found = settingsFields(runAfter(started, ...actions)).find((candidate) => candidate.name === name);
  assert.ok(found !== undefined);
  return found;
}

function answer(
  name: SettingsField['name'],
  text: string,
  ...actions: readonly RunAction[]
): number | string {
  const read = readSetting(field(name, ...actions), text);
  return read.ok ? read.value : read.reason;
}

describe('the settings in mid-run', () => {
  it('shows what is in force, and no momentum where the optimiser has none', () => {
    const values = (...actions: readonly RunAction[]) =>
      settingsFields(runAfter(...actions)).map(({ name, value }) => [name, value]);
    assert.deepEqual(values(), []);
    assert.deepEqual(values(started), [
      ['learningRate', '0.5'],
      ['momentum', '0.9'],
      ['epochs', '4'],
    ]);
    const changed: RunAction = {
      type: 'hyperparametersChanged',
      step: 3,
      hyperparameters: { learningRate: 0.001, momentum: null, epochs: 7 },
    };
    assert.deepEqual(values(started, changed), [
      ['learningRate', '0.001'],
      ['epochs', '7'],
    ]);
  });

  it('takes what the settings of a file take, and says what is expected', () => {
    assert.equal(answer('learningRate', ' 1e-3 '), 0.001);
    assert.equal(answer('learningRate', '1000000'), 1e6);
    const rate = 'Enter a number above 0 and at most 1000000.';
    for (const text of ['0', '-1', '1000001', '', 'fast', 'Infinity']) {
      assert.equal(answer('learningRate', text), rate);
    }
    assert.equal(answer('learningRate', '0,5'), 'Write the decimals behind a point: 0.5.');
    assert.equal(answer('momentum', '0'), 0);
    assert.equal(answer('momentum', '1'), 'Enter a number of at least 0 and below 1.');
  });

  it('takes no fewer epochs than have begun', () => {
    assert.equal(answer('epochs', '1'), 1);
    assert.equal(answer('epochs', '1.5'), 'Enter an integer of at least 1.');
    const third = [epochEnded(1), epochEnded(2), steps(3, 5)];
    assert.equal(answer('epochs', '3', ...third), 3);
    assert.equal(answer('epochs', '2', ...third), 'Enter an integer of at least 3.');
    assert.equal(answer('epochs', '2', epochEnded(1), epochEnded(2)), 2);
  });

  it('can be changed while a worker holds the run', () => {
    const changeable = (...actions: readonly RunAction[]) => settingsChangeable(shownAfter(...actions));
    assert.equal(changeable(), false);
    assert.equal(changeable(started), true);
    assert.equal(changeable(started, paused(3)), true);
    assert.equal(changeable(started, ended), true);
    assert.equal(changeable(started, ended, { type: 'workerReleased' }), false);
    assert.equal(changeable(started, { type: 'stopRequested' }), false);
    assert.equal(changeable(started, stopped), false);
    assert.equal(changeable(started, failed), false);
  });
});
