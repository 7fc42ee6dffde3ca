/**
 * Runs inside a browser's worker, as training does: opens the engine it is asked for and reports what it computes, or
 * how it fails.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { EngineName } from '../../src/core/training/engineName';
import type { Engine } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { runGoldenCase } from '../numeric/goldenCase';
import type { CaseReport, Deviation, GoldenFile } from '../numeric/goldenCase';
import { healthDeviations } from '../numeric/healthReference';
import { runOneOutput } from '../numeric/oneOutput';
import { trainTwice } from '../numeric/repeatability';
import type { RepeatReport } from '../numeric/repeatability';
import { runAway } from '../numeric/runaway';
import type { RunawayReport } from '../numeric/runaway';
import { failWhileTraining } from './failures';
import type { Failure, FailureReport } from './failures';

/** tfjs's flag for the way that convolutions go on software adapters. */
const SOFTWARE_CONVOLUTION = 'WEBGPU_CONV_SEPARATE_IM2COL_SHADER';

export interface EngineReport {
  readonly adapter: string;
  readonly hardware: boolean;
  readonly cases: readonly CaseReport[];
  /** A single neuron on two classes. */
  readonly oneOutput: readonly CaseReport[];
  readonly repeat: RepeatReport;
  readonly runaway: RunawayReport;
  readonly health: readonly Deviation[];
}

/** What the page asks for: everything that an engine computes, or that it fails. */
export interface WorkerTask {
  readonly engine: EngineName;
  readonly failure: Failure | null;
}

export type WorkerAnswer = { readonly ok: EngineReport | FailureReport } | { readonly err: string };

function open(name: EngineName): Promise<Engine> {
  return openEngine(name, {
    loadWasm: async (fileName) => new Uint8Array(await (await fetch(`/wasm/${fileName}`)).arrayBuffer()),
  });
}

async function report(name: EngineName): Promise<EngineReport> {
  const engine = await open(name);
  try {
    // Numbers are compared on the path that hardware takes; training below takes the software adapter's.
    if (name === 'tfjs-webgpu') tf.env().set(SOFTWARE_CONVOLUTION, false);
    const golden = (await (await fetch('/golden.json')).json()) as GoldenFile;
    const cases: CaseReport[] = [];
    for (const goldenCase of golden.cases) cases.push(await runGoldenCase(engine, golden, goldenCase));
    const oneOutput = await runOneOutput(engine);
    if (name === 'tfjs-webgpu') tf.env().set(SOFTWARE_CONVOLUTION, true);
    const repeat = await trainTwice(engine, () => tf.memory().numTensors);
    return {
      adapter: engine.adapter,
      hardware: engine.hardware,
      cases,
      oneOutput,
      repeat,
      runaway: await runAway(engine),
      health: await healthDeviations(engine),
    };
  } finally {
    engine.dispose();
  }
}

async function run({ engine, failure }: WorkerTask): Promise<EngineReport | FailureReport> {
  return failure === null ? report(engine) : failWhileTraining(await open(engine), failure);
}

function answer(message: WorkerAnswer): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data }: MessageEvent<WorkerTask>) => {
  run(data).then(
    (ok) => {
      answer({ ok });
    },
    (error: unknown) => {
      answer({ err: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  );
});
