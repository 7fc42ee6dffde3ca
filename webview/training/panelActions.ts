/** What a person can do in the panel; all of it is carried out by the host. */
import type { RunCommand } from '../../src/core/training/runCommands';
import type { HyperparameterChange } from '../../src/core/training/steering';
import type { MetricsRequest, TestImages } from '../../src/protocol/training';

export interface PanelActions {
  readonly command: (command: RunCommand) => void;
  readonly change: (change: HyperparameterChange) => void;
  /** Shows the checkpoint with that many steps, or with `null` the newest moment. */
  readonly showMoment: (step: number | null) => void;
  /** Trains on from the checkpoint with that many steps, as a new run. */
  readonly branch: (step: number) => void;
  readonly continueWithWeights: () => void;
  readonly takeMetrics: (request: MetricsRequest) => void;
  readonly removeComparison: (runId: string) => void;
  readonly readTestImages: (indices: readonly number[]) => Promise<TestImages>;
}
