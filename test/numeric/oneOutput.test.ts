import assert from 'node:assert/strict';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { assertAgreement } from './expectations';
import { nodeHost } from './nodeHost';
import { runOneOutput } from './oneOutput';

for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
  describe(`one output for two classes on ${name}`, () => {
    it('agrees with plain arithmetic: losses, gradients, a step, accuracy', async function () {
      const engine = await openEngine(name, nodeHost);
      const reports = await runOneOutput(engine);
      engine.dispose();
      assert.equal(reports.length, 2);
      this.runnable().title += ` (${assertAgreement(reports)})`;
    });
  });
}
