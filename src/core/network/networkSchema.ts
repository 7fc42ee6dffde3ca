/**
 * The JSON schema of network files, derived from the tables that validation and inspector read: it gives completion
 * and hover documentation in any text editor that knows JSON schemas.
 *
 * It never finds fault. What is wrong with a file our own diagnostics say, with advice and on the canvas too; a schema
 * that said it again would underline everything twice. So each limit stands in an `anyOf` beside a schema that takes
 * anything: editors offer its values and other programs can read it, but no value fails. For the same reason
 * containers have no `type`, and nothing is `required` outside of an `if`.
 */
import { formatInline } from '../file/jsonStyle';
import { LAYER_TYPES, layerDefinition } from '../layers/layerRegistry';
import { optimizerParameters, trainingParameters } from '../hyperparameters/hyperparameterDefinitions';
import { NAMED_DATASETS } from '../hyperparameters/hyperparameters';
import type { ParameterDefinition } from '../parameters/parameterDefinition';
import { expectation, MAX_RANK } from '../parameters/parameterValues';

/** JSON schema, draft 7, with VS Code's `enumDescriptions` and `defaultSnippets`. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
  readonly defaultSnippets?: readonly Snippet[];
}

interface Snippet {
  readonly label: string;
  readonly description?: string;
  /** Text with placeholders behind a ^, which keeps it as it is. */
  readonly body: `^${string}`;
}

/** The schema of `*.nn.json`. */
export function networkSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Layerwire network',
    description: 'A neural network: its layers, how they are wired, and how it is trained.',
    properties: {
      version: {
        description: 'The version of the file format: 1.',
        default: 1,
        ...suggesting({ enum: [1] }),
      },
      name: {
        description: 'What people call the network.',
        examples: ['My network'],
        ...suggesting({ type: 'string' }),
      },
      layers: {
        description: 'The layers, each under a name of its own.',
        default: {},
        additionalProperties: layerSchema(),
      },
      edges: {
        description:
          'The wires, each from one layer to another; into a merging layer in the order of its inputs.',
        items: {
          description: 'A wire: the layer it comes from, the layer it goes to.',
          items: { description: 'The name of a layer.' },
          defaultSnippets: [{ label: 'A wire', body: '^["$1", "$2"]' }],
        },
      },
      layout: {
        description: 'Where each layer stands on the canvas; a layer without an entry is placed by itself.',
        default: {},
        additionalProperties: {
          description: 'Pixels to the right and down.',
          items: suggesting({ type: 'number' }),
          defaultSnippets: [{ label: 'A position', body: '^[${1:0}, ${2:0}]' }],
        },
      },
      training: trainingSchema(),
    },
  };
}

/** What the file may say for one parameter, and no more; any other value is one that `checkValue` refuses. */
export function parameterSchema(definition: ParameterDefinition): JsonSchema {
  switch (definition.kind) {
    case 'integer':
      return {
        type: 'integer',
        minimum: definition.min,
        ...(definition.max === undefined ? {} : { maximum: definition.max }),
      };
    case 'number':
      return {
        type: 'number',
        ...(definition.aboveMin === true
          ? { exclusiveMinimum: definition.min }
          : { minimum: definition.min }),
        ...(definition.max === undefined
          ? {}
          : definition.belowMax === true
            ? { exclusiveMaximum: definition.max }
            : { maximum: definition.max }),
      };
    case 'boolean':
      return { type: 'boolean' };
    case 'choice':
      return { enum: definition.choices };
    case 'pair': {
      const side: JsonSchema = { type: 'integer', minimum: definition.min };
      return { anyOf: [side, { type: 'array', items: side, minItems: 2, maxItems: 2 }] };
    }
    case 'shape': {
      const size: JsonSchema = { type: 'integer', minimum: 1 };
      const items = definition.allowsRest ? { anyOf: [size, { const: -1 }] } : size;
      return { type: 'array', items, minItems: 1, maxItems: MAX_RANK };
    }
  }
}

function layerSchema(): JsonSchema {
  const definitions = LAYER_TYPES.map(layerDefinition);
  return {
    description: 'A layer: its type and its parameters.',
    properties: {
      type: {
        description: 'What the layer does.',
        ...suggesting({ enum: LAYER_TYPES, enumDescriptions: definitions.map((one) => one.description) }),
      },
    },
    allOf: definitions.map(({ type, parameters, initialParameters }) =>
      whereTypeIs(type, parameters, initialParameters),
    ),
    defaultSnippets: definitions.map(({ type, description, initialParameters }) => ({
      label: type,
      description,
      body: `^${formatInline({ type, ...initialParameters })}`,
    })),
  };
}

function trainingSchema(): JsonSchema {
  const optimizers = Object.entries(optimizerParameters);
  return {
    description: 'How the network is trained; whatever is left out has a default.',
    properties: {
      dataset: {
        description:
          'The examples: a dataset by name, or { "idx": "relative/folder" }, a folder of IDX files. Without it MNIST, ' +
          'or synthetic digits where MNIST cannot be had.',
        examples: NAMED_DATASETS,
        defaultSnippets: [{ label: 'A folder of IDX files', body: '^{ "idx": "$1" }' }],
        properties: {
          idx: {
            description: 'The folder, relative to this file.',
            ...suggesting({ type: 'string' }),
          },
        },
        ...suggesting({ enum: NAMED_DATASETS }),
      },
      optimizer: {
        description: 'How weights follow their gradients; by default plain sgd.',
        properties: {
          type: {
            description: 'The optimizer.',
            ...suggesting({ enum: optimizers.map(([type]) => type) }),
          },
        },
        allOf: optimizers.map(([type, parameters]) => whereTypeIs(type, parameters)),
        defaultSnippets: optimizers.map(([type, parameters]) => {
          const learningRate = parameters.find(({ name }) => name === 'learningRate');
          const body = { type, ...(learningRate && { learningRate: ownDefault(learningRate) }) };
          return { label: type, body: `^${formatInline(body)}` };
        }),
      },
      ...propertiesOf(trainingParameters),
    },
  };
}

/** Proposes the parameters of a type to objects of that type alone. */
function whereTypeIs(
  type: string,
  parameters: readonly ParameterDefinition[],
  initial: Readonly<Record<string, unknown>> = {},
): JsonSchema {
  return {
    if: { properties: { type: { const: type } }, required: ['type'] },
    then: { properties: propertiesOf(parameters, initial) },
  };
}

/** @param initial what a parameter without a default may begin with. */
function propertiesOf(
  parameters: readonly ParameterDefinition[],
  initial: Readonly<Record<string, unknown>> = {},
): Record<string, JsonSchema> {
  return Object.fromEntries(
    parameters.map((definition) => {
      const byDefault = ownDefault(definition);
      const property: JsonSchema = {
        description: `${definition.description}\nTakes ${expectation(definition)}.${defaultSentence(definition)}`,
        ...(byDefault === undefined ? { examples: examplesOf(definition, initial) } : { default: byDefault }),
        ...suggesting(parameterSchema(definition)),
      };
      return [definition.name, property];
    }),
  );
}

/** Values to begin with where there is no default: without any, editors would complete the name alone. */
function examplesOf(
  definition: ParameterDefinition,
  initial: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  if (Object.hasOwn(initial, definition.name)) return [initial[definition.name]];
  if (definition.kind === 'choice') return definition.choices;
  return 'min' in definition ? [definition.min] : [];
}

function ownDefault(definition: ParameterDefinition): unknown {
  return definition.kind === 'shape' ? undefined : definition.default;
}

function defaultSentence(definition: ParameterDefinition): string {
  const byDefault = ownDefault(definition);
  if (byDefault !== undefined) return ` Default: ${formatInline(byDefault)}.`;
  if (definition.kind !== 'pair' || definition.defaultsTo === undefined) return '';
  return ` Default: the value of ${definition.defaultsTo}.`;
}

/** Offers the values of a schema without refusing others. */
function suggesting(schema: JsonSchema): Pick<JsonSchema, 'anyOf'> {
  return { anyOf: [schema, {}] };
}
