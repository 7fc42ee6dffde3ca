/**
 * Runs inside a browser's worker, as training does: opens the engine it is asked for and reports what it computes.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { EngineName } from '../../src/core/training/engineName';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { runGoldenCase } from '../numeric/goldenCase';
import type { CaseReport, GoldenFile } from '../numeric/goldenCase';
import { runOneOutput } from '../numeric/oneOutput';
import { trainTwice } from '../numeric/repeatability';
import type { RepeatReport } from '../numeric/repeatability';

/** tfjs's flag for the way that convolutions go on software adapters. */
const SOFTWARE_CONVOLUTION = 'WEBGPU_CONV_SEPARATE_IM2COL_SHADER';

export interface EngineReport {
  readonly adapter: string;
  readonly hardware: boolean;
  readonly cases: readonly CaseReport[];
  /** A single neuron on two classes. */
  readonly oneOutput: readonly CaseReport[];
  readonly repeat: RepeatReport;
}

export type WorkerAnswer = { readonly ok: EngineReport } | { readonly err: string };

async function report(name: EngineName): Promise<EngineReport> {
  const engine = await openEngine(name, {
    loadWasm: async (fileName) => new Uint8Array(await (await fetch(`/wasm/${fileName}`)).arrayBuffer()),
  });
  try {
    // Numbers are compared on the path that hardware takes; training below takes the software adapter's.
    if (name === 'tfjs-webgpu') tf.env().set(SOFTWARE_CONVOLUTION, false);
    const golden = (await (await fetch('/golden.json')).json()) as GoldenFile;
    const cases: CaseReport[] = [];
    for (const goldenCase of golden.cases) cases.push(await runGoldenCase(engine, golden, goldenCase));
    const oneOutput = await runOneOutput(engine);
    if (name === 'tfjs-webgpu') tf.env().set(SOFTWARE_CONVOLUTION, true);
    const repeat = await trainTwice(engine, () => tf.memory().numTensors);
    return { adapter: engine.adapter, hardware: engine.hardware, cases, oneOutput, repeat };
  } finally {
    engine.dispose();
  }
}

function answer(message: WorkerAnswer): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data }: MessageEvent<EngineName>) => {
  report(data).then(
    (ok) => {
      answer({ ok });
    },
    (error: unknown) => {
      answer({ err: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  );
});
