/**
 * The engines that run in Node: every layer, activation, loss and optimiser against PyTorch's numbers; the same seed,
 * the same run; no tensor left behind.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from '../../src/engine/engine';
import type { EngineName } from '../../src/core/training/engineName';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { assertAgreement, assertNoLeak, assertRepeatable } from './expectations';
import { runGoldenCase } from './goldenCase';
import type { GoldenFile } from './goldenCase';
import { nodeHost } from './nodeHost';
import { trainTwice } from './repeatability';
import type { RepeatReport } from './repeatability';

const golden = JSON.parse(readFileSync(path.join('test', 'golden', 'golden.json'), 'utf8')) as GoldenFile;

for (const name of ['tfjs-cpu', 'tfjs-wasm'] satisfies EngineName[]) {
  describe(name, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });

    describe('agrees with PyTorch', () => {
      for (const goldenCase of golden.cases) {
        const title = goldenCase.network.name;
        const cannot = name === 'tfjs-wasm' && /Conv2D|Pooling2D/.test(layerTypes(goldenCase));
        if (cannot) {
          it(`declines ${title}`, async () => {
            const { declined } = await runGoldenCase(engine, golden, goldenCase);
            assert.match(
              declined ?? 'accepted',
              /^tfjs-wasm cannot train this network: ".*" is a (Conv2D|MaxPooling2D|AveragePooling2D) layer/,
            );
          });
          continue;
        }
        it(title, async function () {
          const report = await runGoldenCase(engine, golden, goldenCase);
          assert.equal(report.declined, undefined);
          this.runnable().title = `${title}: ${assertAgreement([report])}`;
        });
      }
    });

    describe('trained twice from one seed', () => {
      let report: RepeatReport;
      before(async () => {
        report = await trainTwice(engine, () => tf.memory().numTensors);
      });
      it('gives the same losses to the last digit and the same weights', () => {
        assertRepeatable(report);
      });
      it('holds as many tensors after every epoch', () => {
        assertNoLeak(report);
      });
    });
  });
}

function layerTypes(goldenCase: GoldenFile['cases'][number]): string {
  const layers = goldenCase.network.layers;
  return Object.values(layers)
    .map(({ type }) => type)
    .filter((type) => type !== 'GlobalAveragePooling2D')
    .join();
}
