import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/network/network';
import { EngineError } from '../../../src/engine/engine';
import type { Engine } from '../../../src/engine/engine';
import type { EngineName } from '../../../src/core/training/engineName';
import { selectEngine } from '../../../src/engine/selectEngine';
import { smallNetwork } from './smallNetwork';

/** What each engine does when it is opened on the machine of a test. */
interface Machine {
  readonly cannotRun?: readonly EngineName[];
  readonly software?: readonly EngineName[];
  readonly cannotTrain?: readonly EngineName[];
}

class Opener {
  readonly opened: EngineName[] = [];
  readonly disposed: EngineName[] = [];

  constructor(private readonly machine: Machine) {}

  readonly open = (name: EngineName): Promise<Engine> => {
    const { cannotRun = [], software = [], cannotTrain = [] } = this.machine;
    if (cannotRun.includes(name))
      return Promise.reject(new EngineError(`${name} cannot run here: no such thing.`));
    this.opened.push(name);
    return Promise.resolve({
      name,
      adapter: software.includes(name) ? 'SwiftShader (software)' : 'Test GPU',
      hardware: !software.includes(name) && !name.endsWith('cpu') && !name.endsWith('wasm'),
      whyNot: () => (cannotTrain.includes(name) ? `${name} cannot train this network: too hard.` : undefined),
      compile: () => Promise.reject(new Error('Not needed here.')),
      dispose: () => {
        this.disposed.push(name);
      },
    });
  };
}

describe('the choice of an engine', () => {
  const network: Network = smallNetwork();
  const choose = async (choice: string, machine: Machine) => {
    const opener = new Opener(machine);
    const { engine, reason } = await selectEngine(choice, network, opener.open);
    return { name: engine.name, reason, opener };
  };

  it('takes WebGPU on hardware, and opens nothing else', async () => {
    const { name, reason, opener } = await choose('auto', {});
    assert.equal(name, 'tfjs-webgpu');
    assert.deepEqual(opener.opened, ['tfjs-webgpu']);
    assert.doesNotMatch(reason, /passed over/);
  });

  it('takes WebGL on hardware where WebGPU cannot run, and says so', async () => {
    const { name, reason } = await choose('auto', { cannotRun: ['tfjs-webgpu'] });
    assert.equal(name, 'tfjs-webgl');
    assert.equal(
      reason,
      'tfjs-webgl is the best engine that this machine has for the network; passed over: ' +
        'tfjs-webgpu (tfjs-webgpu cannot run here: no such thing).',
    );
  });

  it('passes over software graphics for WebAssembly, and disposes what it opened', async () => {
    const { name, reason, opener } = await choose('auto', { software: ['tfjs-webgpu', 'tfjs-webgl'] });
    assert.equal(name, 'tfjs-wasm');
    const why = 'only a software adapter, slower than the CPU engines';
    assert.ok(reason.endsWith(`; passed over: tfjs-webgpu (${why}); tfjs-webgl (${why}).`), reason);
    assert.deepEqual(opener.disposed, ['tfjs-webgpu', 'tfjs-webgl']);
  });

  it('falls to plain JavaScript where WebAssembly cannot train the network', async () => {
    const { name, reason, opener } = await choose('auto', {
      cannotRun: ['tfjs-webgpu', 'tfjs-webgl'],
      cannotTrain: ['tfjs-wasm'],
    });
    assert.equal(name, 'tfjs-cpu');
    assert.match(reason, /tfjs-wasm \(tfjs-wasm cannot train this network: too hard\)\.$/);
    assert.deepEqual(opener.disposed, ['tfjs-wasm']);
  });

  it('says everything it tried when nothing is left', async () => {
    const none = choose('auto', {
      cannotRun: ['tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm'],
      cannotTrain: ['tfjs-cpu'],
    });
    await assert.rejects(none, (error: Error) => {
      assert.ok(error instanceof EngineError);
      for (const name of ['tfjs-webgpu', 'tfjs-webgl', 'tfjs-wasm', 'tfjs-cpu'])
        assert.match(error.message, RegExp(name));
      return true;
    });
  });

  it('passes over engines that are excluded, says why, and opens none of them', async () => {
    const opener = new Opener({});
    const excluded = [
      { name: 'tfjs-webgl', reason: 'It has no memory left.' },
      { name: 'tfjs-webgpu', reason: 'The device was lost.' },
    ];
    const { engine, reason } = await selectEngine('auto', network, opener.open, excluded);
    assert.equal(engine.name, 'tfjs-wasm');
    assert.equal(
      reason,
      'tfjs-wasm is the best engine that this machine has for the network; passed over: tfjs-webgpu (The device was ' +
        'lost); tfjs-webgl (It has no memory left).',
    );
    assert.deepEqual(opener.opened, ['tfjs-wasm']);
  });

  it('takes a named engine even where it is excluded', async () => {
    const opener = new Opener({});
    const excluded = [{ name: 'tfjs-cpu', reason: 'It was slow.' }];
    const { engine } = await selectEngine('tfjs-cpu', network, opener.open, excluded);
    assert.equal(engine.name, 'tfjs-cpu');
  });

  it('takes a named engine even in software', async () => {
    const { name, reason, opener } = await choose('tfjs-webgpu', { software: ['tfjs-webgpu'] });
    assert.equal(name, 'tfjs-webgpu');
    assert.equal(reason, 'tfjs-webgpu was asked for by name.');
    assert.deepEqual(opener.disposed, []);
  });

  it('never replaces a named engine that cannot run', async () => {
    await assert.rejects(choose('tfjs-webgl', { cannotRun: ['tfjs-webgl'] }), {
      name: 'EngineError',
      message: 'tfjs-webgl cannot run here: no such thing.',
    });
  });

  it('never replaces a named engine that cannot train the network, and disposes it', async () => {
    const opener = new Opener({ cannotTrain: ['tfjs-wasm'] });
    await assert.rejects(selectEngine('tfjs-wasm', network, opener.open), {
      name: 'EngineError',
      message: 'tfjs-wasm cannot train this network: too hard.',
    });
    assert.deepEqual(opener.opened, ['tfjs-wasm']);
    assert.deepEqual(opener.disposed, ['tfjs-wasm']);
  });

  it('lists the names it knows when it is given another', async () => {
    await assert.rejects(choose('cuda', {}), {
      name: 'EngineError',
      message: 'There is no engine "cuda"; expected auto, tfjs-webgpu, tfjs-webgl, tfjs-wasm, tfjs-cpu.',
    });
  });

  it('does not hide a programming error as an engine that cannot run', async () => {
    const broken = selectEngine('auto', network, () => Promise.reject(new TypeError('broken')));
    await assert.rejects(broken, { name: 'TypeError', message: 'broken' });
  });
});
