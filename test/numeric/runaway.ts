/**
 * A network whose numbers run away, trained once all at once and once step by step. Shared by the tests in Node and the
 * page that runs them in a browser.
 */
import type { Network } from '../../src/core/network/network';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { Engine, TrainedSteps } from '../../src/engine/engine';
import { bytesOf, chainNetwork, steeredExamples, stepsBetween } from './steeredNetwork';

const MOST_STEPS = 64;

/** Of the run all at once, and of the one step by step. */
export interface RunawayReport {
  /** Of the steps before the bad one. */
  readonly losses: readonly [readonly number[], readonly number[]];
  readonly nonFinite: readonly [TrainedSteps['nonFinite'], TrainedSteps['nonFinite']];
  /** Weights and optimiser state, to the last bit. */
  readonly weights: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
}

/** γ grows by a factor a step, and its velocity and the moving statistics go with it. */
export function runawayNetwork(): Network {
  return chainNetwork(
    { hidden: { type: 'Dense', units: 3, activation: 'linear' } },
    { loss: 'quadratic', optimizer: { type: 'sgd', learningRate: 30, momentum: 0.9 } },
    { type: 'BatchNormalization' },
  );
}

export async function runAway(engine: Engine): Promise<RunawayReport> {
  const together = await trainBy(engine, MOST_STEPS);
  const alone = await trainBy(engine, 1);
  return {
    losses: [together.losses, alone.losses],
    nonFinite: [together.nonFinite, alone.nonFinite],
    weights: [together.weights, alone.weights],
  };
}

async function trainBy(
  engine: Engine,
  chunk: number,
): Promise<{ losses: number[]; nonFinite: TrainedSteps['nonFinite']; weights: Record<string, string> }> {
  const network = runawayNetwork();
  const model = await engine.compile(network, initialWeights(network, 3));
  const losses: number[] = [];
  let nonFinite: TrainedSteps['nonFinite'];
  for (let from = 0; from < MOST_STEPS && nonFinite === undefined; from += chunk) {
    const steps = stepsBetween(from, from + chunk);
    const trained = await model.train(steeredExamples, steps, network.training.optimizer);
    losses.push(...trained.losses);
    nonFinite = trained.nonFinite;
  }
  const weights = { ...bytesOf(await model.readWeights()), ...bytesOf(await model.readOptimizerState()) };
  model.dispose();
  return { losses, nonFinite, weights };
}
