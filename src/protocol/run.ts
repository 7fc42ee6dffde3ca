/**
 * What a training run is asked to do. Shared by host, training page and worker.
 *
 * Every value survives a structured clone.
 */
import type { Dataset } from '../core/data/dataset';

/** The data that a run trains on: bytes that the host has verified, or the seed from which the worker draws digits. */
export type DatasetPayload =
  { readonly kind: 'examples'; readonly dataset: Dataset } | { readonly kind: 'syntheticDigits' };

export interface RunRequest {
  readonly runId: number;
  /** The network file's text; the worker parses and checks it with the same code as the host did. */
  readonly networkText: string;
  /** SHA-256 (hex) over layers and edges, for the weights file's metadata. */
  readonly networkHash: string;
  /** Settings that override the file's. */
  readonly overrides: { readonly epochs?: number; readonly seed?: number };
  /** An engine's name or `auto`. */
  readonly engine: string;
  readonly data: DatasetPayload;
  /** Sends the initial weights and those after each epoch as safetensors bytes. */
  readonly exportWeights: boolean;
}
