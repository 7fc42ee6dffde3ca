/**
 * What a training run is asked to do. Shared by host, training page and worker.
 *
 * Every value survives a structured clone.
 */
import type { Dataset } from '../core/data/dataset';
import type { FirstOrder, ScheduledChange } from '../core/training/steering';

/** The data that a run trains on: bytes that the host has verified, or the seed from which the worker draws digits. */
export type DatasetPayload =
  { readonly kind: 'examples'; readonly dataset: Dataset } | { readonly kind: 'syntheticDigits' };

/** Where a run begins: at the weights that follow from its seed, at given ones, or in the middle. */
export type RunStart =
  | { readonly kind: 'initialWeights' }
  /** A safetensors file with every weight of the network; more is an error. The run begins at step 0. */
  | { readonly kind: 'weights'; readonly bytes: Uint8Array }
  /** A checkpoint of a run of the same network. The run goes on after its step. */
  | { readonly kind: 'checkpoint'; readonly bytes: Uint8Array };

export interface RunRequest {
  /** Numbers the workers that are started: a run that goes on from a checkpoint has a new one. */
  readonly attempt: number;
  /** The network file's text; the worker parses and checks it with the same code as the host did. */
  readonly networkText: string;
  /** SHA-256 (hex) over layers and edges, for the weights file's metadata. */
  readonly networkHash: string;
  /** Settings that override the file's. */
  readonly overrides: { readonly epochs?: number; readonly seed?: number };
  /** An engine's name or `auto`. */
  readonly engine: string;
  /** Engines that `auto` must not choose, with why: they failed before. */
  readonly excludedEngines: readonly { readonly name: string; readonly reason: string }[];
  readonly data: DatasetPayload;
  readonly start: RunStart;
  readonly first: FirstOrder;
  /** Changes of the settings at given steps, in their order, as an earlier run had them. */
  readonly schedule: readonly ScheduledChange[];
  /** Takes checkpoints at the start, each epoch, pause and stop, and each `everySteps` steps when that is not 0. */
  readonly checkpoints: { readonly taken: boolean; readonly everySteps: number };
  /** Waits for orders when a number is not finite, and after its end; or fails, and goes. */
  readonly attended: boolean;
  /** Sends the initial weights and those after each epoch as safetensors bytes. */
  readonly exportWeights: boolean;
}
