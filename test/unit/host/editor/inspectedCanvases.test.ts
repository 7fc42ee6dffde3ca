import assert from 'node:assert/strict';
import { InspectedCanvases } from '../../../../src/host/editor/inspectedCanvases';
import type { InspectedMoment } from '../../../../src/protocol/inspectedMoment';
import { StillClock } from './stillClock';

const OWN = 'file:///own.nn.json';

function moment(step: number, changes: Partial<InspectedMoment> = {}): InspectedMoment {
  return {
    runId: 'r1',
    step,
    epoch: 0,
    source: 'live',
    training: true,
    ...changes,
  };
}

function setUp() {
  const clock = new StillClock();
  const moments: Record<string, InspectedMoment> = {};
  const canvases = new InspectedCanvases(clock, (uri) => moments[uri] ?? null);
  const told: (number | null)[] = [];
  const canvas = canvases.open({ uri: OWN, show: (shown) => told.push(shown?.step ?? null) });
  const become = (shown: InspectedMoment): void => {
    moments[OWN] = shown;
    canvases.update();
  };
  return { clock, canvases, canvas, told, become };
}

describe('InspectedCanvases', () => {
  it('tells a canvas when it is ready, and not before', () => {
    const { canvas, told, become } = setUp();
    become(moment(1));
    assert.deepEqual(told, []);
    canvas.noteReady();
    assert.deepEqual(told, [1]);
    canvas.noteReady();
    assert.deepEqual(told, [1, 1]);
  });

  it('tells that the training moves on every 400 ms at most, the last moment included', () => {
    const { clock, canvas, told, become } = setUp();
    canvas.noteReady();
    become(moment(1));
    become(moment(2));
    become(moment(3));
    assert.deepEqual(told, [1]);
    clock.pass(399);
    assert.deepEqual(told, [1]);
    clock.pass(1);
    assert.deepEqual(told, [1, 3]);
    assert.equal(clock.waits, false);
  });

  it('tells at once that the training has ended, and of a step back in time', () => {
    const { clock, canvas, told, become } = setUp();
    canvas.noteReady();
    become(moment(1));
    become(moment(2, { training: false }));
    become(moment(7, { training: false }));
    become(moment(0, { source: 'past', training: false }));
    become(moment(0, { source: 'kept', training: false }));
    assert.deepEqual(told, [1, 2, 7, 0, 0]);
    assert.equal(clock.waits, false);
  });

  it('says nothing while nothing has changed, or the file has no weights', () => {
    const { canvas, canvases, told, become } = setUp();
    canvas.noteReady();
    assert.deepEqual(told, []);
    become(moment(1));
    canvases.update();
    assert.deepEqual(told, [1]);
  });

  it('leaves hidden and closed canvases alone', () => {
    const { canvas, told, become } = setUp();
    canvas.noteReady();
    canvas.noteHidden();
    become(moment(1));
    assert.deepEqual(told, []);
    canvas.noteReady();
    canvas.close();
    become(moment(2, { training: false }));
    assert.deepEqual(told, [1]);
  });
});
