/**
 * A tab of weights and its host at the two ends of a line: what is asked arrives, and what is told is heard.
 */
import assert from 'node:assert/strict';
import type { RunCommand } from '../../../../src/core/training/runCommands';
import { weightsHandlers } from '../../../../src/host/inspection/weightsHandlers';
import { SubjectWatch } from '../../../../src/host/inspection/weightsSubject';
import { createRpc, type Port } from '../../../../src/protocol/rpc';
import {
  weightsHostValidators,
  type WeightsHostMethods,
  type WeightsPageMethods,
} from '../../../../src/protocol/weights';
import { connectToWeights } from '../../../../webview/weights/weightsConnection';
import { FILE } from '../../host/inspection/keptRun';
import { checkpointAt, tableInspection } from '../../host/inspection/tableInspection';

/** Two ends of a line on which messages arrive later, with their bytes, as between a webview and its host. */
function line(): [Port, Port] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const end = (own: 0 | 1, other: 0 | 1): Port => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      setTimeout(() => {
        for (const listener of listeners[other]) listener(copy);
      });
    },
    onMessage: (listener) => {
      listeners[own].push(listener);
      return () => undefined;
    },
  });
  return [end(0, 1), end(1, 0)];
}

const passed = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function connected() {
  const [hostEnd, pageEnd] = line();
  const { inspection, shown } = tableInspection();
  const tab = { file: FILE, fileName: 'a.nn.json', layer: 'hidden' };
  const subject = new SubjectWatch(inspection, tab);
  const ran: RunCommand[] = [];
  const rpc = createRpc<WeightsHostMethods, WeightsPageMethods>(
    hostEnd,
    weightsHandlers(inspection, tab, {
      ready: () => subject.show(),
      runCommand: (command) => {
        ran.push(command);
        return Promise.resolve();
      },
    }),
    weightsHostValidators,
    {},
    (error) => assert.fail(error.message),
  );
  const errors: string[] = [];
  const page = connectToWeights(pageEnd, (error) => errors.push(error.message));
  return { rpc, shown, subject, inspection, page, ran, errors };
}

describe('connectToWeights', () => {
  it('hears what the tab is about, and whenever that or the moment changes', async () => {
    const { rpc, shown, subject, inspection, page, errors } = connected();
    let changes = 0;
    const stop = page.subscribe(() => changes++);
    assert.equal(page.subject(), undefined);
    await passed();
    assert.equal(page.subject()?.tensors[0]?.name, 'hidden.kernel');
    assert.deepEqual([changes, page.moment()], [1, null]);
    rpc.notify('momentShown', inspection.momentOf(FILE));
    shown.checkpoints = [...shown.checkpoints, checkpointAt(30)];
    rpc.notify('subjectShown', subject.changed() ?? assert.fail());
    await passed();
    assert.deepEqual([changes, page.moment()?.step, page.subject()?.checkpoints.length], [3, 30, 4]);
    stop();
    rpc.notify('momentShown', null);
    await passed();
    assert.deepEqual([changes, page.moment(), errors], [3, null, []]);
  });

  it('reads tables, and has commands of the run carried out', async () => {
    const { page, ran } = connected();
    const reading = await page.readTable({
      tensor: 'hidden.bias',
      quantity: 'weights',
      at: 20,
      minus: 0,
    });
    assert.deepEqual(reading.kind === 'table' ? [...reading.values] : reading, [20, 20, 20]);
    page.runCommand('resume');
    await passed();
    assert.deepEqual(ran, ['resume']);
  });

  it('says so when the host tells what it cannot read', async () => {
    const { rpc, page, errors } = connected();
    await passed();
    rpc.notify('momentShown', { step: -1 } as never);
    await passed();
    assert.equal(errors.length, 1);
    assert.equal(page.moment(), null);
  });
});
