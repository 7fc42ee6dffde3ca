/**
 * What a device says of itself, told apart by what helps.
 */
import assert from 'node:assert/strict';
import { deviceFailure, failureMessage } from '../../src/engine/tfjs/deviceFailure';

describe('a device’s failure', () => {
  for (const message of [
    'Out of memory',
    'VK_ERROR_OUT_OF_DEVICE_MEMORY at AllocateMemory',
    'Array buffer allocation failed',
    "Failed to execute 'createBuffer' on 'GPUDevice': createBuffer failed, size (9) is too large",
    'Buffer size (9) exceeds the max buffer size limit (8).',
    'Requested texture size [29411x29411] greater than WebGL maximum on this browser / GPU [8192x8192].',
    'Aborted(OOM)',
  ]) {
    it(`is too little memory: ${message}`, () => {
      assert.deepEqual(deviceFailure(message, 'deviceLost'), {
        kind: 'outOfMemory',
        what: `there is not enough memory (${message})`,
      });
    });
  }

  it('is otherwise what it came from', () => {
    const lost = deviceFailure('the device was lost (driver reset)', 'deviceLost');
    assert.equal(lost.kind, 'deviceLost');
    assert.equal(deviceFailure('Validation failed.', 'other').kind, 'other');
  });

  it('is told with what to do, in whole sentences', () => {
    assert.equal(
      failureMessage('tfjs-webgl', 'a card', { kind: 'other', what: 'It is odd.' }),
      'tfjs-webgl on a card failed: It is odd. Train again, or set "layerwire.engine" to another engine.',
    );
    assert.equal(
      failureMessage('tfjs-webgl', 'a card', { kind: 'deviceLost', what: 'it was lost' }),
      'tfjs-webgl on a card failed: it was lost. The driver or the system took the graphics processor away. Train ' +
        'again, or set "layerwire.engine" to another engine.',
    );
  });
});
