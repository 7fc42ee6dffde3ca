/**
 * The weights of a run as files in a folder: `epoch-0000.safetensors`, `epoch-0001.safetensors`, …
 */
import type { Uri } from 'vscode';
import type { WeightsExported } from '../../core/training/runEvents';
import { messageOf } from '../../core/wording';
import { displayName, type FileAccess } from '../data/fileAccess';

/** Writes one file. @throws Error that names the file and says why it could not be written. */
export type WeightsWriter = (weights: WeightsExported) => Promise<void>;

/** The name of an epoch's file; they sort in the order of the epochs up to 9,999. */
export function weightsFileName(epoch: number): string {
  return `epoch-${String(epoch).padStart(4, '0')}.safetensors`;
}

/** Writes into the folder, which is made when it does not exist; files of an earlier run are replaced. */
export function weightsWriter({ fs, joinPath }: FileAccess, folder: Uri): WeightsWriter {
  return async ({ epoch, bytes }) => {
    const file = joinPath(folder, weightsFileName(epoch));
    try {
      await fs.createDirectory(folder);
      await fs.writeFile(file, bytes);
    } catch (cause) {
      throw new Error(
        `The weights of epoch ${epoch} could not be written to "${displayName(file)}" (${messageOf(cause)}).`,
        {
          cause,
        },
      );
    }
  };
}
