import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createRpc, RpcError, type Port } from '../../../src/protocol/rpc';

interface Calculator {
  divide(pair: { a: number; b: number }): number;
  log(line: string): void;
}
type Nothing = object;

/** Two ends of a channel whose messages are cloned and arrive later, as a webview's do. */
function channel(): [Port & { inject(message: unknown): void }, Port & { inject(message: unknown): void }] {
  const listeners: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [
    new Set(),
    new Set(),
  ];
  const end = (own: 0 | 1): Port & { inject(message: unknown): void } => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      setImmediate(() => {
        for (const listener of [...listeners[own === 0 ? 1 : 0]]) listener(copy);
      });
    },
    onMessage: (listener) => {
      listeners[own].add(listener);
      return () => listeners[own].delete(listener);
    },
    inject: (message) => {
      for (const listener of [...listeners[own]]) listener(message);
    },
  });
  return [end(0), end(1)];
}

function readNumber(value: unknown): number {
  if (typeof value !== 'number') throw new Error('A quotient must be a number.');
  return value;
}

function connect() {
  const [clientPort, serverPort] = channel();
  const lines: string[] = [];
  const errors: string[] = [];
  const server = createRpc<Calculator, Nothing>(
    serverPort,
    {
      divide: ({ a, b }) => {
        if (b === 0) throw new Error('b must not be 0.');
        return a / b;
      },
      log: (line) => {
        lines.push(line);
      },
    },
    {
      divide: (value) => {
        const { a, b } = value as Record<string, unknown>;
        if (typeof a !== 'number' || typeof b !== 'number') throw new Error('a and b must be numbers.');
        return { a, b };
      },
      log: (value) => {
        if (typeof value !== 'string') throw new Error('A line must be a string.');
        return value;
      },
    },
    {},
    (error) => errors.push(error.message),
  );
  const client = createRpc<Nothing, Calculator>(clientPort, {}, {}, { divide: readNumber }, (error) =>
    errors.push(error.message),
  );
  return { client, server, clientPort, serverPort, lines, errors };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('rpc', () => {
  it('answers a call, and answers calls that overlap each with its own value', async () => {
    const { client } = connect();
    const answers = await Promise.all([
      client.call('divide', { a: 6, b: 3 }),
      client.call('divide', { a: 1, b: 4 }),
    ]);
    assert.deepEqual(answers, [2, 0.25]);
  });

  it("rejects with the handler's message", async () => {
    const { client } = connect();
    await assert.rejects(client.call('divide', { a: 1, b: 0 }), (error: unknown) => {
      assert.ok(error instanceof RpcError);
      assert.equal(error.message, 'b must not be 0.');
      return true;
    });
  });

  it('rejects an argument that the validator refuses, without calling the handler', async () => {
    const { client } = connect();
    await assert.rejects(client.call('divide', { a: 'x', b: 1 } as never), /a and b must be numbers/);
  });

  it('rejects an answer that the validator refuses', async () => {
    const { client, clientPort, serverPort, server } = connect();
    server.dispose();
    serverPort.onMessage((message) => {
      const { id } = message as { id: number };
      serverPort.post({ rpc: 'ok', id, value: 'many' });
    });
    const answer = client.call('divide', { a: 1, b: 1 });
    await assert.rejects(answer, (error: unknown) => {
      assert.ok(error instanceof RpcError);
      assert.equal(error.message, 'The answer to "divide" cannot be read: A quotient must be a number.');
      return true;
    });
    // An answer that nobody waits for, such as a second one, does no harm.
    clientPort.inject({ rpc: 'ok', id: 1, value: 2 });
  });

  it('answers with nothing where the contract has no reply, whatever arrives', async () => {
    const { client, serverPort, server } = connect();
    server.dispose();
    serverPort.onMessage((message) => {
      const { id } = message as { id: number };
      serverPort.post({ rpc: 'ok', id, value: 'surprise' });
    });
    const answer: unknown = await client.call('log', 'a line').then((value: unknown) => value);
    assert.equal(answer, undefined);
  });

  it('rejects a method that is not served, inherited names included', async () => {
    const { client } = connect();
    for (const name of ['multiply', 'toString', '__proto__', 'constructor']) {
      await assert.rejects(client.call(name as 'divide', { a: 1, b: 1 }), new RegExp(`no method "${name}"`));
    }
  });

  it('delivers notifications, and reports those that fail on the side that failed', async () => {
    const { client, lines, errors } = connect();
    client.notify('log', 'first');
    client.notify('log', 7 as never);
    await settled();
    assert.deepEqual(lines, ['first']);
    assert.deepEqual(errors, ['log: A line must be a string.']);
  });

  it('rejects open calls when it is disposed, and every call after that', async () => {
    const { client } = connect();
    const call = client.call('divide', { a: 1, b: 1 });
    client.dispose();
    await assert.rejects(call, /closed before the answer came/);
    await assert.rejects(client.call('divide', { a: 1, b: 1 }), /connection that is closed/);
  });

  it('rejects open calls that the other side has forgotten, and goes on', async () => {
    const { client } = connect();
    const forgotten = client.call('divide', { a: 1, b: 1 });
    client.abandonCalls('The page was loaded anew.');
    await assert.rejects(forgotten, /^RpcError: The page was loaded anew\.$/);
    assert.equal(await client.call('divide', { a: 6, b: 2 }), 3);
  });

  it('passes over messages of other code', async () => {
    const { client, serverPort, errors } = connect();
    for (const message of [
      null,
      1,
      'x',
      {},
      { rpc: 'call' },
      { rpc: 'ok', id: 99, value: 1 },
      { rpc: 'nonsense' },
    ]) {
      serverPort.inject(message);
    }
    assert.equal(await client.call('divide', { a: 9, b: 3 }), 3);
    assert.deepEqual(errors, []);
  });
});
