import assert from 'node:assert/strict';
import { portOf } from '../../../src/protocol/messagePort';

describe('portOf', () => {
  it('passes on what arrives until it is told to stop, and sends by the given way', () => {
    const source = new EventTarget();
    const sent: unknown[] = [];
    const port = portOf(
      {
        addEventListener: (type, listener) => {
          source.addEventListener(type, listener as unknown as EventListener);
        },
        removeEventListener: (type, listener) => {
          source.removeEventListener(type, listener as unknown as EventListener);
        },
      },
      (message, transfer) => sent.push([message, transfer]),
    );
    const heard: unknown[] = [];
    const stop = port.onMessage((message) => heard.push(message));
    source.dispatchEvent(new MessageEvent('message', { data: 'first' }));
    source.dispatchEvent(new MessageEvent('messageerror', { data: 'of no concern' }));
    stop();
    source.dispatchEvent(new MessageEvent('message', { data: 'late' }));
    assert.deepEqual(heard, ['first']);

    const buffer = new ArrayBuffer(1);
    port.post('out', [buffer]);
    assert.deepEqual(sent, [['out', [buffer]]]);
  });
});
