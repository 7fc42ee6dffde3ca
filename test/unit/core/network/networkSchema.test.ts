import assert from 'node:assert/strict';
import {
  optimizerParameters,
  trainingParameters,
} from '../../../../src/core/hyperparameters/hyperparameterDefinitions';
import { LAYER_TYPES, layerDefinition } from '../../../../src/core/layers/layerRegistry';
import type { JsonSchema } from '../../../../src/core/network/networkSchema';
import { networkSchema, parameterSchema } from '../../../../src/core/network/networkSchema';
import type { ParameterDefinition } from '../../../../src/core/parameters/parameterDefinition';
import { checkValue } from '../../../../src/core/parameters/parameterValues';

/** The few rules of JSON schema that the schemas of parameters are made of; another keyword is an error. */
function accepts(schema: JsonSchema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, rule]: [string, unknown]) => {
    switch (keyword) {
      case 'type':
        if (rule === 'integer') return Number.isInteger(value);
        return rule === 'array' ? Array.isArray(value) : typeof value === rule;
      case 'enum':
        return (rule as unknown[]).includes(value);
      case 'const':
        return rule === value;
      case 'minimum':
        return typeof value !== 'number' || value >= (rule as number);
      case 'maximum':
        return typeof value !== 'number' || value <= (rule as number);
      case 'exclusiveMinimum':
        return typeof value !== 'number' || value > (rule as number);
      case 'exclusiveMaximum':
        return typeof value !== 'number' || value < (rule as number);
      case 'minItems':
        return !Array.isArray(value) || value.length >= (rule as number);
      case 'maxItems':
        return !Array.isArray(value) || value.length <= (rule as number);
      case 'items':
        return !Array.isArray(value) || value.every((item) => accepts(rule as JsonSchema, item));
      case 'anyOf':
        return (rule as JsonSchema[]).some((one) => accepts(one, value));
      default:
        throw new Error(`The test does not know the keyword ${keyword}.`);
    }
  });
}

/** Values at and beyond the limits of a parameter, and of every other kind. */
function candidates(definition: ParameterDefinition): unknown[] {
  const limits = 'min' in definition ? [definition.min] : [];
  if ('max' in definition) limits.push(definition.max);
  const numbers = [...limits.flatMap((limit) => [limit - 1, limit, limit + 1]), 0, -1, 0.5, 1, 3];
  const lists = [[], [1], [3, 3], [0, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5], [-1, 2], [1.5, 2], ['1']];
  const words = 'choices' in definition ? definition.choices : [];
  return [...numbers, ...lists, ...words, 'nonsense', '', true, false, null, {}];
}

/** The definitions of an object with a type, by the schema's branches. */
function branches(schema: JsonSchema): Map<unknown, JsonSchema> {
  return new Map((schema.allOf ?? []).map((one) => [one.if?.properties?.type?.const, one.then ?? {}]));
}

function assertDescribes(schema: JsonSchema | undefined, definitions: readonly ParameterDefinition[]): void {
  for (const definition of definitions) {
    const property = schema?.properties?.[definition.name];
    assert.ok(property !== undefined, definition.name);
    assert.ok(property.description?.startsWith(definition.description), definition.name);
    assert.deepEqual(property.anyOf, [parameterSchema(definition), {}]);
    assert.deepEqual(property.default, 'default' in definition ? definition.default : undefined);
  }
}

/** Every schema within a schema, with whether it may refuse a value without effect on the file. */
function visit(
  schema: JsonSchema,
  isFree: boolean,
  seen: (schema: JsonSchema, isFree: boolean) => void,
): void {
  seen(schema, isFree);
  const tolerant = schema.anyOf?.some((one) => Object.keys(one).length === 0) === true;
  for (const one of schema.anyOf ?? []) visit(one, isFree || tolerant, seen);
  if (schema.if !== undefined) visit(schema.if, true, seen);
  const inner = [schema.then, schema.items, schema.additionalProperties, ...(schema.allOf ?? [])];
  for (const one of [...inner, ...Object.values(schema.properties ?? {})]) {
    if (one !== undefined) visit(one, isFree, seen);
  }
}

describe('the schema of network files', () => {
  const schema = networkSchema();
  const layer = schema.properties?.layers?.additionalProperties ?? {};
  const training = schema.properties?.training ?? {};

  for (const type of LAYER_TYPES) {
    it(`describes ${type} and its parameters`, () => {
      const { parameters, description, initialParameters } = layerDefinition(type);
      const known = branches(layer).get(type);
      assert.deepEqual(
        Object.keys(known?.properties ?? {}),
        parameters.map(({ name }) => name),
      );
      assertDescribes(known, parameters);
      const types = layer.properties?.type?.anyOf?.[0];
      assert.equal(types?.enumDescriptions?.[types.enum?.indexOf(type) ?? -1], description);
      const snippet = layer.defaultSnippets?.find(({ label }) => label === type);
      assert.equal(snippet?.body.at(0), '^');
      assert.deepEqual(JSON.parse(snippet.body.slice(1)), { type, ...initialParameters });
    });
  }

  it('describes the training settings and every optimizer', () => {
    assertDescribes(training, trainingParameters);
    for (const [type, definitions] of Object.entries(optimizerParameters)) {
      assertDescribes(branches(training.properties?.optimizer ?? {}).get(type), definitions);
    }
  });

  it('has a value to begin with for every setting', () => {
    const layers = [...branches(layer).values()];
    const optimizers = [...branches(training.properties?.optimizer ?? {}).values()];
    for (const { properties } of [training, ...layers, ...optimizers]) {
      for (const [name, { default: byDefault, examples = [], defaultSnippets }] of Object.entries(
        properties ?? {},
      )) {
        assert.ok(byDefault !== undefined || examples.length > 0 || defaultSnippets !== undefined, name);
      }
    }
    assert.deepEqual(branches(layer).get('Dense')?.properties?.units?.examples, [10]);
    assert.deepEqual(training.properties?.loss?.examples?.[0], 'quadratic');
  });

  it('says of every default what it is', () => {
    const pooling = branches(layer).get('MaxPooling2D')?.properties;
    assert.match(
      pooling?.poolSize?.description ?? '',
      /two of them as \[height, width\]\. Default: \[2, 2\]\.$/,
    );
    assert.match(pooling?.strides?.description ?? '', /Default: the value of poolSize\.$/);
    assert.match(branches(layer).get('Dense')?.properties?.units?.description ?? '', /at least 1\.$/);
  });

  const all = [...LAYER_TYPES.map((type) => layerDefinition(type).parameters), trainingParameters]
    .concat(Object.values(optimizerParameters))
    .flat();
  for (const definition of new Set(all)) {
    it(`takes for ${definition.name} what validation takes`, () => {
      for (const value of candidates(definition)) {
        assert.equal(
          accepts(parameterSchema(definition), value),
          checkValue(definition, value).ok,
          JSON.stringify(value),
        );
      }
    });
  }

  it('refuses nothing, which is left to the diagnostics', () => {
    const harmless = [
      '$schema',
      'title',
      'description',
      'default',
      'examples',
      'enumDescriptions',
      'defaultSnippets',
    ];
    const structure = ['properties', 'items', 'additionalProperties', 'anyOf', 'allOf', 'if', 'then'];
    let refusing = 0;
    visit(schema, false, (one, isFree) => {
      const strict = Object.keys(one).filter((keyword) => ![...harmless, ...structure].includes(keyword));
      if (isFree) refusing += strict.length;
      else assert.deepEqual(strict, [], JSON.stringify(one));
    });
    assert.ok(refusing > 50);
  });

  it('is JSON', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema);
  });
});
