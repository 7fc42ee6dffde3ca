/** Every output sees every input: a = f(x·kernel + bias), kernel [inputs, units]. */
import { describeShape, quote } from '../wording';
import type { Activation, DenseConfig, Initializer } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { activationParameter, weightParameters } from './sharedParameters';
import { firstInput } from './layerInputs';
import { kernelAndBias } from './weights';

export const dense: LayerDefinition<DenseConfig> = {
  type: 'Dense',
  category: 'core',
  description: 'Neurons that each see every input, weighted, plus a bias.',
  arity: 'one',
  parameters: [
    {
      kind: 'integer',
      name: 'units',
      min: 1,
      description: 'Number of neurons, which is the number of outputs.',
    },
    activationParameter,
    ...weightParameters,
  ],
  initialParameters: { units: 10 },
  toConfig: (values) => ({
    type: 'Dense',
    units: values.get('units') as number,
    activation: values.get('activation') as Activation,
    useBias: values.get('useBias') as boolean,
    kernelInitializer: values.get('kernelInitializer') as Initializer,
    biasInitializer: values.get('biasInitializer') as Initializer,
  }),
  infer(id, config, inputs) {
    const from = firstInput(inputs);
    const [fanIn] = from.shape;
    if (fanIn === undefined || from.shape.length !== 1) {
      return {
        ok: false,
        code: 'wrong-rank',
        message: `Dense ${quote(id)} needs a flat input, but ${quote(from.id)} outputs ${describeShape(from.shape)}; insert a Flatten layer.`,
      };
    }
    const { units } = config;
    const weights = kernelAndBias(id, { kernelShape: [fanIn, units], units, fanIn, fanOut: units, config });
    return { ok: true, outputShape: [units], weights, multiplyAdds: fanIn * units };
  },
};
