/** A published dataset in small: 20 training and 10 test digits, with real checksums, and its files packed as mirrors serve them. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CatalogueEntry } from '../../../../src/core/data/datasetCatalogue';
import { DATASET_PARTS, type DatasetPart } from '../../../../src/core/data/datasetFromIdx';
import { syntheticDigits } from '../../../../src/core/data/syntheticDigits';

export interface SmallDataset {
  readonly entry: CatalogueEntry;
  /** Unpacked bytes by file name. */
  readonly plain: ReadonlyMap<string, Uint8Array>;
  /** Packed bytes by file name with `.gz`. */
  readonly packed: ReadonlyMap<string, Uint8Array>;
}

const fileNames: Record<DatasetPart, string> = {
  trainingImages: 'train-images-idx3-ubyte',
  trainingLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
};

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** `mnist` with checksums, `fashionMnist` without. */
export function smallDataset(name: 'mnist' | 'fashionMnist', seed: number): SmallDataset {
  const files = syntheticDigits(seed, 20, 10);
  const published = (part: DatasetPart, count: number) => ({
    fileName: fileNames[part],
    byteLength: files[part].bytes.length,
    count,
    sha256: name === 'mnist' ? sha256(files[part].bytes) : undefined,
  });
  const plain = new Map(DATASET_PARTS.map((part) => [fileNames[part], files[part].bytes]));
  return {
    entry: {
      name,
      title: name === 'mnist' ? 'Small MNIST' : 'Small Fashion-MNIST',
      credit: 'Small by Nobody, CC0',
      mirrors: [],
      files: {
        trainingImages: published('trainingImages', 20),
        trainingLabels: published('trainingLabels', 20),
        testImages: published('testImages', 10),
        testLabels: published('testLabels', 10),
      },
      classes: 10,
      imageSide: 28,
      balanced: name === 'fashionMnist',
    },
    plain,
    packed: new Map([...plain].map(([fileName, bytes]) => [`${fileName}.gz`, gzipSync(bytes)])),
  };
}
