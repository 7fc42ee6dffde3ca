/**
 * Graphics engines that fail in a real browser: each says so at once, as what it is, with what to do.
 */
import assert from 'node:assert/strict';
import { TestPage } from './testPage';

const TIMEOUT_MS = 120_000;

describe('in a browser, a graphics engine', function () {
  this.timeout(TIMEOUT_MS);
  let page: TestPage;
  before(async () => {
    page = await TestPage.open();
  });
  after(async () => {
    await page.close();
  });

  for (const [engine, lost, memory] of [
    [
      'tfjs-webgpu',
      /^tfjs-webgpu on .* failed: the device was lost \(.+\)\./,
      /failed: there is not enough memory \(/,
    ],
    [
      'tfjs-webgl',
      /^tfjs-webgl on .* failed: the WebGL context was lost\./,
      /failed: there is not enough memory \(/,
    ],
  ] as const) {
    it(`${engine} says that its device was lost in mid-training, and stays so`, async () => {
      const { errors } = await page.failure(engine, 'deviceLost');
      assert.equal(errors.length, 2);
      for (const { name, kind, message } of errors) {
        assert.deepEqual({ name, kind }, { name: 'EngineError', kind: 'deviceLost' }, message);
        assert.match(message, lost);
        assert.match(message, /Train again, or set "layerwire\.engine" to another engine\.$/);
      }
    });

    it(`${engine} says that there is not enough memory`, async () => {
      const { errors } = await page.failure(engine, 'outOfMemory');
      const [{ name, kind, message } = { name: '', kind: '', message: 'no error' }] = errors;
      assert.deepEqual({ name, kind }, { name: 'EngineError', kind: 'outOfMemory' }, message);
      assert.match(message, memory);
      assert.match(message, /A smaller "batchSize" or smaller layers need less memory/);
    });
  }
});
