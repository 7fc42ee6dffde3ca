/**
 * Where a weights file comes from: the `__metadata__` that every file of a run carries.
 *
 * Holds no time and no path, so that the same run twice writes the same bytes.
 */

export interface WeightsProvenance {
  readonly networkName: string;
  /** SHA-256 (hex) over the network's layers and edges. */
  readonly networkHash: string;
  readonly dataset: string;
  readonly seed: number;
  /** 0 for the initial weights. */
  readonly epoch: number;
  /** Mean training loss of the epoch; `undefined` for the initial weights. */
  readonly loss: number | undefined;
  /** In [0, 1]; `undefined` for the initial weights. */
  readonly testAccuracy: number | undefined;
  readonly engine: string;
}

/** The metadata of one weights file: strings, as the format asks; what is not known is left out. */
export function weightsMetadata(provenance: WeightsProvenance): Record<string, string> {
  const { networkName, networkHash, dataset, seed, epoch, loss, testAccuracy, engine } = provenance;
  return {
    networkName,
    networkHash,
    dataset,
    seed: String(seed),
    epoch: String(epoch),
    ...(loss === undefined ? {} : { loss: String(loss) }),
    ...(testAccuracy === undefined ? {} : { testAccuracy: String(testAccuracy) }),
    engine,
  };
}
