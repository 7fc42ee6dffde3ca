import assert from 'node:assert/strict';
import type { LayerType } from '../../../../../src/core/layers/layerConfig';
import { layerDefinition } from '../../../../../src/core/layers/layerRegistry';
import type { ParameterDefinition } from '../../../../../src/core/parameters/parameterDefinition';
import {
  choiceOptions,
  describeField,
  formatValue,
  parseDraft,
} from '../../../../../webview/editor/inspector/parameterText';

function parameter(type: LayerType, name: string): ParameterDefinition {
  const found = layerDefinition(type).parameters.find((definition) => definition.name === name);
  assert.ok(found, `${type} has no ${name}`);
  return found;
}

describe('parseDraft', () => {
  it('says how to write a decimal comma', () => {
    const rate = layerDefinition('Dropout').parameters.find(({ name }) => name === 'rate');
    assert.ok(rate);
    const parsed = parseDraft(rate, '0,25');
    assert.equal(parsed.ok, false);
    assert.match(parsed.reason, /behind a point: 0\.25\./);
  });

  it('reads numbers, pairs and shapes as one types them', () => {
    const cases: [LayerType, string, string, unknown][] = [
      ['Dense', 'units', ' 64 ', 64],
      ['Dropout', 'rate', '0.25', 0.25],
      ['Conv2D', 'kernelSize', '5', 5],
      ['Conv2D', 'kernelSize', '3 × 5', [3, 5]],
      ['Conv2D', 'kernelSize', '3x5', [3, 5]],
      ['Input', 'shape', '28, 28, 1', [28, 28, 1]],
      ['Input', 'shape', '[28, 28, 1]', [28, 28, 1]],
      ['Reshape', 'targetShape', '-1 4', [-1, 4]],
    ];
    for (const [type, name, draft, value] of cases) {
      assert.deepEqual(parseDraft(parameter(type, name), draft), { ok: true, value });
    }
  });

  it('refuses what does not fit, and says what would', () => {
    const cases: [LayerType, string, string, RegExp][] = [
      ['Dense', 'units', '0', /at least 1/],
      ['Dense', 'units', '2.5', /integer/],
      ['Dense', 'units', 'many', /integer/],
      ['Dense', 'units', '', /integer/],
      ['Dropout', 'rate', '1', /below 1/],
      ['Conv2D', 'kernelSize', '3, 4, 5', /height, width/],
      ['Input', 'shape', '28,,1', /list/],
      ['Input', 'shape', '-1', /list/],
    ];
    for (const [type, name, draft, reason] of cases) {
      const parsed = parseDraft(parameter(type, name), draft);
      assert.ok(!parsed.ok, `${name} ${draft}`);
      assert.match(parsed.reason, reason);
    }
  });

  it('takes an empty field for the default where there is one', () => {
    assert.deepEqual(parseDraft(parameter('Conv2D', 'strides'), ' '), { ok: true, value: undefined });
  });

  it('takes an empty field back to nothing where the file need not say it', () => {
    assert.deepEqual(parseDraft(parameter('Dense', 'units'), '', false), { ok: true, value: undefined });
  });

  it('reads back what formatValue wrote', () => {
    assert.deepEqual(parseDraft(parameter('Conv2D', 'kernelSize'), formatValue([3, 5])), {
      ok: true,
      value: [3, 5],
    });
    assert.equal(formatValue(undefined), '');
    assert.equal(formatValue({ odd: true }), '{"odd":true}');
  });
});

describe('choiceOptions', () => {
  it('marks the default, and keeps a value that the file should not have', () => {
    const choices = ['same', 'valid'];
    assert.deepEqual(choiceOptions(choices, 'same', 'valid'), [
      { value: 'same', label: 'same', detail: undefined },
      { value: 'valid', label: 'valid', detail: 'default' },
    ]);
    assert.deepEqual(choiceOptions(choices, 'full', 'valid')[0], { value: 'full', label: 'full' });
    assert.deepEqual(choiceOptions(choices, '', undefined)[0], { value: '', label: 'Choose…' });
    assert.deepEqual(choiceOptions(choices, '', undefined, 'mixed')[0], { value: '', label: 'mixed' });
  });
});

describe('describeField', () => {
  it('says what a text takes and what counts without it', () => {
    assert.equal(
      describeField(parameter('Dropout', 'rate'), undefined),
      'The share of values that is dropped. A number of at least 0 and below 1.',
    );
    assert.match(
      describeField(parameter('BatchNormalization', 'epsilon'), 0.001),
      / A number above 0, 0\.001 by default\.$/,
    );
  });

  it('leaves to a list of choices what it shows itself', () => {
    const activation = parameter('Dense', 'activation');
    assert.equal(describeField(activation, 'linear'), activation.description);
  });
});
