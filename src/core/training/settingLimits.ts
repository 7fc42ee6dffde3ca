/**
 * Whether a setting may be changed in mid-run as asked: the limits are those of the network file, and a run cannot end
 * before the epoch that it has begun.
 */
import { optimizerParameters, trainingParameters } from '../hyperparameters/hyperparameterDefinitions';
import type { OptimizerConfig } from '../hyperparameters/hyperparameters';
import type { ParameterDefinition } from '../parameters/parameterDefinition';
import { checkValue } from '../parameters/parameterValues';
import { describeValue } from '../wording';
import type { HyperparameterChange } from './steering';

/**
 * What is wrong with the change, in one sentence; `undefined` when it can be made. A momentum for an optimiser that has
 * none is no error: it stays without.
 * @param epochsBegun Epochs that the run has begun; 0 before its first step.
 */
export function changeObjection(
  { learningRate, momentum, epochs }: HyperparameterChange,
  optimizer: OptimizerConfig['type'],
  epochsBegun: number,
): string | undefined {
  const asked = [
    { name: 'learningRate', value: learningRate, definitions: optimizerParameters[optimizer] },
    { name: 'momentum', value: momentum, definitions: optimizerParameters[optimizer] },
    { name: 'epochs', value: epochs, definitions: trainingParameters },
  ];
  for (const { name, value, definitions } of asked) {
    const definition = definitions.find((one) => one.name === name);
    if (value === undefined || definition === undefined) continue;
    const objection = valueObjection(definition, value);
    if (objection !== undefined) return objection;
  }
  if (epochs !== undefined && epochs < epochsBegun) {
    return `The run has begun epoch ${epochsBegun}; set epochs to at least ${epochsBegun}, not ${epochs}.`;
  }
  return undefined;
}

function valueObjection(definition: ParameterDefinition, value: number): string | undefined {
  const checked = checkValue(definition, value);
  return checked.ok
    ? undefined
    : `${definition.name} cannot be ${describeValue(value)}; set it to ${checked.expected}.`;
}
