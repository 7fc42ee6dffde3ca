import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { networkCost, type NetworkCost } from '../../../../src/core/network/networkCost';

type Layers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A chain of layers; those named in `skips` also feed the second one named. */
function chain(
  layers: Layers,
  training: Readonly<Record<string, unknown>> = {},
  skips: readonly (readonly [string, string])[] = [],
): string {
  const ids = Object.keys(layers);
  const edges = [...ids.slice(1).map((id, i) => [ids[i], id]), ...skips];
  return JSON.stringify({ version: 1, layers, edges, training });
}

function costOf(text: string): NetworkCost {
  return networkCost(checkNnFile(text));
}

/** The multiply-adds of every layer, by its id. */
function workOf(text: string): Readonly<Record<string, number | undefined>> {
  const { layers } = checkNnFile(text);
  return Object.fromEntries([...layers].map(([id, { multiplyAdds }]) => [id, multiplyAdds]));
}

const MLP: Layers = {
  input: { type: 'Input', shape: [28, 28, 1] },
  flatten: { type: 'Flatten' },
  hidden: { type: 'Dense', units: 30, activation: 'sigmoid' },
  output: { type: 'Dense', units: 10, activation: 'sigmoid' },
};

/** LeCun et al. 1998 with full connections in C3, on 28 × 28 images padded to 32 × 32. */
const LENET: Layers = {
  input: { type: 'Input', shape: [28, 28, 1] },
  c1: { type: 'Conv2D', filters: 6, kernelSize: 5, padding: 'same', activation: 'tanh' },
  s2: { type: 'AveragePooling2D' },
  c3: { type: 'Conv2D', filters: 16, kernelSize: 5, activation: 'tanh' },
  s4: { type: 'AveragePooling2D' },
  flatten: { type: 'Flatten' },
  c5: { type: 'Dense', units: 120, activation: 'tanh' },
  f6: { type: 'Dense', units: 84, activation: 'tanh' },
  output: { type: 'Dense', units: 10, activation: 'softmax' },
};

describe('networkCost', () => {
  it("is the lecture's 784-30-10 counted by hand", () => {
    assert.deepEqual(costOf(chain(MLP, { batchSize: 10 })), {
      parameters: 23_860,
      // 784 · 30 + 30 · 10
      multiplyAdds: 23_820,
      weightBytes: 95_440,
      // 784 + 784 + 30 + 10 values an example
      activationBytes: 1608 * 10 * 4,
      batchSize: 10,
      complete: true,
    });
  });

  it('is LeNet-5 counted by hand', () => {
    assert.deepEqual(workOf(chain(LENET)), {
      input: 0,
      c1: 28 * 28 * 5 * 5 * 1 * 6,
      s2: 0,
      c3: 10 * 10 * 5 * 5 * 6 * 16,
      s4: 0,
      flatten: 0,
      c5: 400 * 120,
      f6: 120 * 84,
      output: 84 * 10,
    });
    const cost = costOf(chain(LENET, { batchSize: 64 }));
    assert.equal(cost.multiplyAdds, 416_520);
    // The well-known 61,706 weights.
    assert.equal(cost.parameters, 61_706);
    assert.equal(cost.weightBytes, 246_824);
    const values = 784 + 4704 + 1176 + 1600 + 400 + 400 + 120 + 84 + 10;
    assert.equal(cost.activationBytes, values * 64 * 4);
  });

  it('counts strides, both axes of a window, and one a value for BatchNormalization', () => {
    const text = chain(
      {
        input: { type: 'Input', shape: [28, 28, 1] },
        wide: { type: 'Conv2D', filters: 4, kernelSize: [1, 3], strides: [2, 4], padding: 'same' },
        norm: { type: 'BatchNormalization' },
        relu: { type: 'Activation', activation: 'relu' },
        drop: { type: 'Dropout', rate: 0.5 },
        sum: { type: 'Add' },
        both: { type: 'Concatenate' },
        shape: { type: 'Reshape', targetShape: [-1, 8] },
        image: { type: 'Reshape', targetShape: [14, 7, 8] },
        max: { type: 'MaxPooling2D' },
        mean: { type: 'GlobalAveragePooling2D' },
        output: { type: 'Dense', units: 10, useBias: false },
      },
      {},
      [
        ['wide', 'sum'],
        ['wide', 'both'],
      ],
    );
    const { input, wide, norm, output, ...free } = workOf(text);
    assert.deepEqual([input, wide, norm, output], [0, 14 * 7 * 4 * 3, 14 * 7 * 4, 80]);
    assert.deepEqual(new Set(Object.values(free)), new Set([0]));
  });

  it('says when it leaves layers out', () => {
    const { multiplyAdds, parameters, activationBytes, complete } = costOf(
      chain({ ...MLP, output: { type: 'Dense', units: -1 } }),
    );
    assert.equal(complete, false);
    assert.deepEqual([multiplyAdds, parameters], [784 * 30, 785 * 30]);
    assert.equal(activationBytes, 1598 * 32 * 4);
    assert.equal(costOf(`${chain(MLP)} x`).complete, false);
  });

  it('goes by the default batch size where the file says none or a wrong one', () => {
    assert.equal(costOf(chain(MLP)).batchSize, 32);
    assert.equal(costOf(chain(MLP, { batchSize: 0 })).batchSize, 32);
    assert.equal(costOf(chain(MLP, { batchSize: 7, epochs: -1 })).batchSize, 7);
  });
});
