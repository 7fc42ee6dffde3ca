import assert from 'node:assert/strict';
import type { EditOutcome, EditRequest } from '../../../../../src/protocol/editor';
import { createEditQueue } from '../../../../../webview/editor/host/editQueue';
import { deleteIntent, parameterIntent } from '../../../../../webview/editor/gestures/fromFlow';
import { graphOf, MLP } from '../files';

const graph = graphOf(MLP);
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A host whose answers the test gives by hand. */
function manualHost(): {
  requests: EditRequest[];
  answer: (outcome: EditOutcome) => Promise<void>;
  send: (request: EditRequest) => Promise<EditOutcome>;
} {
  const requests: EditRequest[] = [];
  let resolve: ((outcome: EditOutcome) => void) | undefined;
  return {
    requests,
    send: (request) => {
      requests.push(request);
      return new Promise((settle) => {
        resolve = settle;
      });
    },
    answer: async (outcome) => {
      resolve?.(outcome);
      await tick();
    },
  };
}

describe('createEditQueue', () => {
  it('bases the second of two fast edits on the text that the first one made', async () => {
    const host = manualHost();
    const queue = createEditQueue(host.send);
    queue.show({ version: 1, graph });
    const first = queue.push(parameterIntent(['hidden'], 'units', 64));
    const second = queue.push(parameterIntent(['hidden'], 'units', 32));
    await tick();
    assert.equal(host.requests.length, 1);
    await host.answer({ kind: 'applied', version: 2 });
    assert.equal(host.requests.length, 1, 'the new text has not been seen yet');
    queue.show({ version: 2, graph: graphOf(MLP.replace('128', '64')) });
    await tick();
    assert.deepEqual(
      host.requests.map(({ baseVersion }) => baseVersion),
      [1, 2],
    );
    queue.show({ version: 3, graph });
    await host.answer({ kind: 'applied', version: 3 });
    assert.equal((await first)?.kind, 'setParameter');
    assert.equal((await second)?.kind, 'setParameter');
  });

  it('makes the edit anew when the text changed by another hand', async () => {
    const host = manualHost();
    const queue = createEditQueue(host.send);
    queue.show({ version: 1, graph });
    const done = queue.push(deleteIntent([], [{ from: 'flatten', to: 'hidden', occurrence: 0 }]));
    await tick();
    await host.answer({ kind: 'stale', version: 2 });
    const unwired = graphOf(MLP.replace('["input", "flatten"], ', ''));
    queue.show({ version: 2, graph: unwired });
    await tick();
    assert.deepEqual(host.requests[1], {
      baseVersion: 2,
      edit: { kind: 'removeEdges', indices: [0] },
    });
    queue.show({ version: 3, graph: unwired });
    await host.answer({ kind: 'applied', version: 3 });
    assert.equal((await done)?.kind, 'removeEdges');
  });

  it('drops a gesture that has become meaningless, and asks the host nothing', async () => {
    const host = manualHost();
    const queue = createEditQueue(host.send);
    queue.show({ version: 1, graph });
    assert.equal(await queue.push(parameterIntent(['hidden'], 'units', 128)), undefined);
    assert.equal(host.requests.length, 0);
  });

  it('reports a refusal and goes on with the next gesture', async () => {
    let calls = 0;
    const queue = createEditQueue(() => {
      calls++;
      return calls === 1 ? Promise.reject(new Error('no')) : Promise.resolve({ kind: 'applied', version: 1 });
    });
    queue.show({ version: 1, graph });
    const refused = queue.push(parameterIntent(['hidden'], 'units', 1));
    const next = queue.push(parameterIntent(['hidden'], 'units', 2));
    await assert.rejects(refused, /no/);
    assert.equal((await next)?.kind, 'setParameter');
  });

  it('gives up on a file that cannot be written', async () => {
    let calls = 0;
    const queue = createEditQueue(() => {
      calls++;
      return Promise.resolve({ kind: 'stale', version: 1 });
    });
    queue.show({ version: 1, graph });
    await assert.rejects(queue.push(parameterIntent(['hidden'], 'units', 1)), /could not be written/);
    assert.equal(calls, 5);
  });
});
