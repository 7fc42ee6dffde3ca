/**
 * The engines in a real browser, in a worker, on a software graphics adapter: the same numbers as PyTorch, the same
 * run from the same seed, no tensor left behind.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EngineName } from '../../src/core/training/engineName';
import {
  assertAgreement,
  assertHealth,
  assertNoLeak,
  assertRepeatable,
  assertStopped,
  caseGroups,
} from '../numeric/expectations';
import type { GoldenFile } from '../numeric/goldenCase';
import { TestPage } from './testPage';
import type { EngineReport } from './worker';

const golden = JSON.parse(readFileSync(path.join('test', 'golden', 'golden.json'), 'utf8')) as GoldenFile;
const ADAPTERS: Record<EngineName, RegExp> = {
  'tfjs-webgpu': /swiftshader.*\(software\)$/i,
  'tfjs-webgl': /swiftshader.*\(software\)$/i,
  'tfjs-wasm': /^CPU \(WebAssembly with SIMD\)$/,
  'tfjs-cpu': /^CPU \(JavaScript\)$/,
};
/** Shaders are compiled in software, hundreds of them. */
const ENGINE_TIMEOUT_MS = 240_000;

describe('in a browser', function () {
  this.timeout(ENGINE_TIMEOUT_MS);
  let page: TestPage;
  before(async () => {
    page = await TestPage.open();
  });
  after(async () => {
    await page.close();
  });

  for (const name of Object.keys(ADAPTERS) as EngineName[]) {
    describe(name, () => {
      let report: EngineReport;
      before(async () => {
        report = await page.report(name);
      });

      it('says what it runs on', () => {
        assert.match(report.adapter, ADAPTERS[name]);
        assert.equal(report.hardware, false);
      });

      for (const [group, names] of caseGroups(golden)) {
        it(`agrees with PyTorch: ${group}`, function () {
          const cases = report.cases.filter((candidate) => names.includes(candidate.name));
          assert.equal(cases.length, names.length);
          const computed = cases.filter(({ declined }) => declined === undefined);
          if (name !== 'tfjs-wasm') assert.equal(computed.length, names.length, 'only tfjs-wasm may decline');
          for (const { declined } of cases)
            assert.match(declined ?? '', /^$|is a (Conv2D|\w+Pooling2D) layer/);
          this.runnable().title =
            computed.length === 0
              ? `declines ${group}, naming the layer (${cases.length} cases)`
              : `agrees with PyTorch: ${group} (${computed.length} of ${cases.length} cases, ${assertAgreement(computed)})`;
        });
      }

      it('agrees with plain arithmetic: one output for two classes', function () {
        assert.equal(report.oneOutput.length, 2);
        this.runnable().title += ` (${assertAgreement(report.oneOutput)})`;
      });

      it('gives the same losses and weights when trained twice from one seed', () => {
        assertRepeatable(report.repeat);
      });

      it('stops before a number that is not finite, however the steps are divided', function () {
        this.runnable().title += ` (${assertStopped(report.runaway)})`;
      });

      it('measures the health that plain arithmetic gives', function () {
        this.runnable().title += ` (${assertHealth(report.health)})`;
      });

      it('holds as many tensors after every epoch', () => {
        assertNoLeak(report.repeat);
      });
    });
  }
});
