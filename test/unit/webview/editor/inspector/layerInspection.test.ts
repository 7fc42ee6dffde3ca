import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import type { InspectorField } from '../../../../../webview/editor/inspector/inspectorField';
import { inspect, type Inspection } from '../../../../../webview/editor/inspector/inspectorModel';
import type {
  LayerInspection,
  LayersInspection,
} from '../../../../../webview/editor/inspector/layerInspection';
import { MLP } from '../files';

function layer(text: string, id: string): LayerInspection {
  const inspection = inspect(checkNnFile(text), [id]);
  assert.ok(inspection.kind === 'layer');
  return inspection;
}

function layers(text: string, ids: readonly string[]): LayersInspection {
  const inspection = inspect(checkNnFile(text), ids);
  assert.ok(inspection.kind === 'layers');
  return inspection;
}

function field(inspection: Inspection, name: string): InspectorField {
  const fields = inspection.kind === 'network' ? [] : inspection.fields;
  const found = fields.find(({ definition }) => definition.name === name);
  assert.ok(found, `no field ${name}`);
  return found;
}

describe('inspect', () => {
  it('shows the network while no layer is selected that the file has', () => {
    const checked = checkNnFile(MLP);
    assert.equal(inspect(checked, []).kind, 'network');
    assert.equal(inspect(checked, ['ghost']).kind, 'network');
    assert.equal(inspect(checked, ['ghost', 'hidden']).kind, 'layer');
    assert.equal(inspect(checked, ['hidden', 'output']).kind, 'layers');
  });
});

describe('inspectLayer', () => {
  it('tells what the file writes from what counts by default', () => {
    const hidden = layer(MLP, 'hidden');
    assert.deepEqual(field(hidden, 'activation').state, { kind: 'written', value: 'relu' });
    assert.equal(field(hidden, 'activation').fallback, 'linear');
    assert.equal(field(hidden, 'activation').resettable, true);
    assert.deepEqual(field(hidden, 'useBias').state, { kind: 'default' });
    assert.equal(field(hidden, 'useBias').fallback, true);
    assert.equal(field(hidden, 'useBias').resettable, false);
  });

  it('does not take back what the file must say', () => {
    const units = field(layer(MLP, 'hidden'), 'units');
    assert.equal(units.required, true);
    assert.equal(units.resettable, false);
  });

  it('lets a default follow another parameter', () => {
    const text = MLP.replace('"type": "Flatten"', '"type": "MaxPooling2D", "poolSize": [3, 2]');
    assert.deepEqual(field(layer(text, 'flatten'), 'strides').fallback, [3, 2]);
  });

  it('shows its output, its parameters and its wires', () => {
    const hidden = layer(MLP, 'hidden');
    assert.equal(hidden.outputShape, '128');
    assert.equal(hidden.parameterCount, '100,480');
    assert.deepEqual(
      hidden.wiresIn.map(({ from }) => from),
      ['flatten'],
    );
    assert.deepEqual(
      hidden.wiresOut.map(({ to }) => to),
      ['output'],
    );
  });

  it('puts the problem of a parameter at its field, and any other above', () => {
    const text = MLP.replace('"units": 128', '"units": 0, "width": 3');
    const hidden = layer(text, 'hidden');
    assert.deepEqual(
      field(hidden, 'units').problems.map(({ code }) => code),
      ['bad-parameter'],
    );
    assert.deepEqual(
      hidden.problems.map(({ code }) => code),
      ['unknown-parameter'],
    );
  });

  it('knows nothing of an unknown type but its problem', () => {
    const hidden = layer(MLP.replace('"type": "Flatten"', '"type": "Flat"'), 'flatten');
    assert.equal(hidden.description, undefined);
    assert.deepEqual(hidden.fields, []);
    assert.equal(hidden.problems[0]?.code, 'unknown-layer-type');
  });
});

describe('inspectLayers', () => {
  it('shows one value where the layers agree, though one writes it and the other has it by default', () => {
    const text = MLP.replace('"units": 128', '"units": 128, "useBias": true');
    const both = layers(text, ['hidden', 'output']);
    assert.deepEqual(field(both, 'useBias').state, { kind: 'written', value: true });
    assert.equal(field(both, 'useBias').resettable, true);
    assert.deepEqual(field(both, 'kernelInitializer').state, { kind: 'default' });
  });

  it('shows mixed values where they differ, and sums their parameters', () => {
    const both = layers(MLP, ['hidden', 'output']);
    assert.equal(both.type, 'Dense');
    assert.equal(both.types, '2 Dense');
    assert.equal(both.parameterCount, '101,770');
    assert.deepEqual(field(both, 'units').state, { kind: 'mixed' });
    assert.deepEqual(field(both, 'activation').state, { kind: 'mixed' });
    assert.equal(field(both, 'activation').resettable, true);
  });

  it('shares among types only what all of them define alike', () => {
    const text = MLP.replace(
      '"flatten": { "type": "Flatten" }',
      '"flatten": { "type": "Conv2D", "filters": 8, "kernelSize": 3 }',
    );
    const mixed = layers(text, ['hidden', 'output', 'flatten']);
    assert.equal(mixed.type, undefined);
    assert.equal(mixed.types, '2 Dense, 1 Conv2D');
    assert.deepEqual(
      mixed.fields.map(({ definition }) => definition.name),
      ['activation', 'useBias', 'kernelInitializer', 'biasInitializer'],
    );
    assert.deepEqual(layers(text, ['hidden', 'input']).fields, []);
  });

  it('shows no common default where it follows parameters that differ', () => {
    const text = MLP.replace('"type": "Flatten"', '"type": "MaxPooling2D", "poolSize": 2').replace(
      '"type": "Dense", "units": 128, "activation": "relu"',
      '"type": "MaxPooling2D", "poolSize": 3',
    );
    const strides = field(layers(text, ['flatten', 'hidden']), 'strides');
    assert.deepEqual(strides.state, { kind: 'mixed' });
    assert.equal(strides.fallback, undefined);
  });

  it('says of a sum that leaves layers out that it does', () => {
    const text = MLP.replace('["hidden", "output"]', '["hidden", "ghost"]');
    assert.equal(layers(text, ['hidden', 'output']).parameterCount, 'at least 100,480');
    assert.equal(layer(text, 'output').parameterCount, 'unknown');
  });

  it('gathers the problems of a parameter from the selected layers alone', () => {
    const text = MLP.replace('"units": 128', '"units": 0').replace('"units": 10', '"units": -1');
    assert.equal(field(layers(text, ['hidden', 'output']), 'units').problems.length, 2);
    const three = text.replace('"Flatten"', '"Dense", "units": 5');
    assert.equal(field(layers(three, ['hidden', 'flatten']), 'units').problems.length, 1);
  });
});
