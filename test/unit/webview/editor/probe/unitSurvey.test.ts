import assert from 'node:assert/strict';
import type { UnitsReading } from '../../../../../src/protocol/inspection';
import type { Unavailable } from '../../../../../src/protocol/inspectedMoment';
import { UnitSurvey } from '../../../../../webview/editor/probe/unitSurvey';
import { Asked, told } from './probes';

describe('UnitSurvey', () => {
  it('surveys once at a time, and keeps what was found while it surveys again', async () => {
    const host = new Asked<undefined, UnitsReading | Unavailable>();
    const survey = new UnitSurvey(() => host.read(undefined));
    assert.deepEqual(survey.view(), { asked: 0, busy: false, answer: undefined });
    survey.run();
    survey.run();
    assert.equal(host.questions.length, 1);
    assert.deepEqual(survey.view(), { asked: 2, busy: true, answer: undefined });
    await host.answer(0, told('Train first.'));
    assert.deepEqual(survey.view(), { asked: 2, busy: false, answer: told('Train first.') });
    survey.run();
    assert.equal(host.questions.length, 2);
    assert.deepEqual(survey.view().answer, told('Train first.'));
    await host.fail(1, 'The worker has ended.');
    assert.deepEqual(survey.view(), { asked: 3, busy: false, answer: told('The worker has ended.') });
  });
});
