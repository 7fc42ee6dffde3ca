import assert from 'node:assert/strict';
import { inTurn } from '../../../../../webview/editor/probe/inTurn';
import { arrived, Asked } from './probes';

describe('inTurn', () => {
  it('asks one question after the other, whatever becomes of those before', async () => {
    const host = new Asked<string, string>();
    const read = inTurn(host.read);
    const answers = [read('saliency'), read('occlusion'), read('saliency again')];
    const first = assert.rejects(answers[0] ?? Promise.resolve(), /gone/);
    await arrived();
    assert.deepEqual(host.questions, ['saliency']);
    await host.fail(0, 'gone');
    await first;
    assert.deepEqual(host.questions, ['saliency', 'occlusion']);
    await host.answer(1, 'a picture');
    assert.equal(await answers[1], 'a picture');
    assert.equal(host.questions.length, 3);
  });
});
