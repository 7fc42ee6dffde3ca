import assert from 'node:assert/strict';
import { parseEngineSetting, parseTrainOptions } from '../../../../src/host/training/trainOptions';

describe('the options of layerwire.train', () => {
  it('takes every option as it is', () => {
    const options = {
      dataset: 'syntheticDigits',
      datasetFolder: '/data/mnist',
      epochs: 3,
      seed: 0,
      engine: 'tfjs-wasm',
      weightsFolder: 'weights',
      interactive: false,
    };
    assert.deepEqual(parseTrainOptions(options), options);
  });

  it('takes their absence', () => {
    assert.deepEqual(parseTrainOptions(undefined), {});
    assert.deepEqual(parseTrainOptions(null), {});
    assert.deepEqual(parseTrainOptions({}), {});
  });

  it('passes over what menus put there', () => {
    assert.deepEqual(parseTrainOptions([{ scheme: 'file', path: '/a.nn.json' }]), {});
    assert.deepEqual(parseTrainOptions({ groupId: 0, editorIndex: 1 }), {});
  });

  const refusals: readonly (readonly [unknown, RegExp])[] = [
    ['fast', /options must be an object, but they are "fast"/],
    [{ epoch: 3 }, /no option "epoch"/],
    [{ epochs: 0 }, /"epochs" must be a whole number of at least 1, but it is 0\./],
    [{ epochs: 2.5 }, /"epochs".*but it is 2\.5/],
    [{ epochs: '3' }, /"epochs".*but it is "3"/],
    [{ epochs: NaN }, /"epochs".*but it is NaN/],
    [{ seed: -1 }, /"seed" must be a whole number from 0 to 4294967295, but it is -1/],
    [{ seed: 2 ** 32 }, /"seed"/],
    [
      { engine: 'cuda' },
      /no engine "cuda"; choose one of auto, tfjs-webgpu, tfjs-webgl, tfjs-wasm, tfjs-cpu/,
    ],
    [{ engine: 7 }, /no engine 7/],
    [{ dataset: 'mnist' }, /"dataset" can only be "syntheticDigits", but it is "mnist"/],
    [{ datasetFolder: '' }, /"datasetFolder".*is empty/],
    [{ weightsFolder: 5 }, /"weightsFolder" must be the path/],
    [{ interactive: 'no' }, /"interactive" must be true or false/],
  ];
  for (const [options, message] of refusals) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      assert.throws(() => parseTrainOptions(options), { message });
    });
  }

  it('names everything that is wrong at once', () => {
    assert.throws(
      () => parseTrainOptions({ epochs: -1, engine: 'x' }),
      ({ message }: Error) => message.includes('"epochs"') && message.includes('no engine "x"'),
    );
  });
});

describe('the setting layerwire.engine', () => {
  it('is one of the known engines or auto', () => {
    assert.equal(parseEngineSetting('auto'), 'auto');
    assert.equal(parseEngineSetting('tfjs-cpu'), 'tfjs-cpu');
  });
  it('is never replaced by another', () => {
    assert.throws(
      () => parseEngineSetting('gpu'),
      /"layerwire.engine" is "gpu"; choose one of auto, tfjs-webgpu/,
    );
    assert.throws(() => parseEngineSetting(undefined), /is undefined/);
  });
});
