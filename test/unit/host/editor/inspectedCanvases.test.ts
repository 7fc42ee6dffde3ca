import assert from 'node:assert/strict';
import { InspectedCanvases } from '../../../../src/host/editor/inspectedCanvases';
import type { InspectedMoment } from '../../../../src/protocol/inspection';
import { StillClock } from './stillClock';

const OWN = 'file:///own.nn.json';
const LIVE: InspectedMoment = { runId: 'r1', step: 10, epoch: 0, source: 'live', training: true };

describe('the moment on open canvases', () => {
  let clock: StillClock;
  let moment: InspectedMoment | null;
  let canvases: InspectedCanvases;
  let shown: (InspectedMoment | null)[];

  beforeEach(() => {
    clock = new StillClock();
    moment = null;
    shown = [];
    canvases = new InspectedCanvases(clock, (uri) => (uri === OWN ? moment : null));
  });

  const open = () => canvases.open({ uri: OWN, show: (told) => shown.push(told) });

  it('is told when the page is ready, and not before', () => {
    moment = LIVE;
    const canvas = open();
    canvases.update();
    assert.deepEqual(shown, []);
    canvas.noteReady();
    assert.deepEqual(shown, [LIVE]);
  });

  it('moves on a few times a second while the run trains, and ends with the newest', () => {
    open().noteReady();
    for (let step = 1; step <= 20; step++) {
      moment = { ...LIVE, step };
      canvases.update();
      clock.pass(50);
    }
    const inOneSecond = shown.length;
    assert.ok(inOneSecond === 3 || inOneSecond === 4, String(inOneSecond));
    clock.pass(400);
    assert.equal(shown.at(-1)?.step, 20);
    assert.ok(!clock.waits);
  });

  it('is told at once of another kind of moment', () => {
    open().noteReady();
    moment = LIVE;
    canvases.update();
    moment = { ...LIVE, step: 12, training: false };
    canvases.update();
    moment = { ...LIVE, step: 5, training: false, source: 'past' };
    canvases.update();
    moment = null;
    canvases.update();
    assert.deepEqual(
      shown.map((told) => told?.step),
      [10, 12, 5, undefined],
    );
  });

  it('tells neither a hidden nor a closed page, and nothing twice', () => {
    const canvas = open();
    canvas.noteReady();
    moment = LIVE;
    canvases.update();
    canvases.update();
    canvas.noteHidden();
    moment = { ...LIVE, training: false };
    canvases.update();
    assert.equal(shown.length, 1);
    canvas.noteReady();
    assert.equal(shown.length, 2);
    canvas.close();
    moment = null;
    canvases.update();
    assert.equal(shown.length, 2);
  });
});
