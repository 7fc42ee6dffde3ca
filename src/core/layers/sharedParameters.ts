/**
 * Parameters that several layer types take under the same name and with the same meaning.
 */
import { ACTIVATIONS, INITIALIZERS, PADDINGS } from './layerConfig';
import type { ChoiceParameter, ParameterDefinition } from '../parameters/parameterDefinition';

export const activationParameter: ChoiceParameter = {
  kind: 'choice',
  name: 'activation',
  choices: ACTIVATIONS,
  default: 'linear',
  description: 'The function applied to every output of the layer.',
};

export const weightParameters: readonly ParameterDefinition[] = [
  {
    kind: 'boolean',
    name: 'useBias',
    default: true,
    description: 'Whether every output adds a learned bias.',
  },
  {
    kind: 'choice',
    name: 'kernelInitializer',
    choices: INITIALIZERS,
    default: 'glorotUniform',
    description: 'How the initial kernel is drawn.',
  },
  {
    kind: 'choice',
    name: 'biasInitializer',
    choices: INITIALIZERS,
    default: 'zeros',
    description: 'How the initial biases are drawn.',
  },
];

export const paddingParameter: ChoiceParameter = {
  kind: 'choice',
  name: 'padding',
  choices: PADDINGS,
  default: 'valid',
  description:
    'valid keeps windows inside the image; same pads it with zeros, so that strides alone shrink it.',
};
