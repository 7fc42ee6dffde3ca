import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ENGINE_NAMES } from '../../../../src/core/training/engineName';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly enum?: unknown }>> };
  };
}

describe('the engines by name', () => {
  it('are those of the setting layerwire.engine, and auto', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const setting = manifest.contributes.configuration.properties['layerwire.engine'];
    assert.deepEqual(setting?.enum, ['auto', ...ENGINE_NAMES]);
  });
});
