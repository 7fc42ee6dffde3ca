/**
 * What a tab of weights is told that it can show, and that it is told again only when that has changed.
 */
import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { SubjectWatch } from '../../../../src/host/inspection/weightsSubject';
import { weightsPageValidators } from '../../../../src/protocol/weights';
import { FILE, TEXT } from './keptRun';
import { checkpointAt, tableInspection } from './tableInspection';

function setUp(layer = 'hidden') {
  const { inspection, shown } = tableInspection();
  return { shown, watch: new SubjectWatch(inspection, { file: FILE, fileName: 'a.nn.json', layer }) };
}

describe('SubjectWatch', () => {
  it('tells the tensors as tables, their rows named, and the checkpoints', () => {
    const subject = setUp().watch.show();
    const [kernel, bias] = subject.tensors;
    assert.deepEqual([kernel?.name, kernel?.rows.length, kernel?.columns], ['hidden.kernel', 784, 3]);
    assert.deepEqual([kernel?.rows[0], kernel?.rows[783]], ['pixel (0, 0)', 'pixel (27, 27)']);
    assert.deepEqual(bias, {
      name: 'hidden.bias',
      role: 'bias',
      rows: ['hidden 0', 'hidden 1', 'hidden 2'],
      columns: 1,
    });
    assert.deepEqual(subject.checkpoints[1], { step: 10, epoch: 1, testAccuracy: 0.9 });
    assert.deepEqual(weightsPageValidators.subjectShown(subject), subject);
    assert.deepEqual(setUp('output').watch.show().tensors[0]?.rows, ['hidden 0', 'hidden 1', 'hidden 2']);
  });

  it('tells nothing of a layer that the network lacks, or without a run', () => {
    assert.deepEqual(setUp('newer').watch.show().tensors, []);
    const { shown, watch } = setUp();
    shown.network = undefined;
    assert.deepEqual(watch.show().tensors, []);
  });

  it('tells again of another checkpoint and another network, and only of those', () => {
    const { shown, watch } = setUp();
    assert.equal(watch.changed(), undefined);
    watch.show();
    shown.checkpoints = [...shown.checkpoints];
    assert.equal(watch.changed(), undefined);
    shown.checkpoints = [...shown.checkpoints, checkpointAt(30)];
    assert.deepEqual(watch.changed()?.checkpoints.at(-1)?.step, 30);
    assert.equal(watch.changed(), undefined);
    // Another run may have checkpoints after as many steps.
    shown.checkpoints = shown.checkpoints.map(({ step }) => checkpointAt(step));
    assert.notEqual(watch.changed(), undefined);
    shown.network = checkNnFile(TEXT.replace('"units":3', '"units":4')).network;
    assert.equal(watch.changed()?.tensors[0]?.columns, 4);
  });

  it('is silent while the page is not there', () => {
    const { shown, watch } = setUp();
    watch.show();
    watch.noteHidden();
    shown.checkpoints = [];
    assert.equal(watch.changed(), undefined);
    assert.deepEqual(watch.show().checkpoints, []);
  });
});
