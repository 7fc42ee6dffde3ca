/**
 * A template's data as a folder of IDX files beside the network, as if one had put one's own data there.
 *
 * Takes a name that is free, so that nothing is ever overwritten, and leaves either the whole folder or none.
 */
import { datasetCatalogue } from '../../core/data/datasetCatalogue';
import { DATASET_PARTS } from '../../core/data/datasetFromIdx';
import { messageOf } from '../../core/wording';
import type { WorkbenchFiles } from './createNetwork';
import type { TemplateData } from './templates';

export interface WrittenFolder {
  readonly name: string;
  /** Takes away again what was written; what cannot be removed stays. */
  readonly remove: () => Promise<void>;
}

/**
 * Draws the data and writes it beside the network file.
 * @throws when it cannot be written, naming the folder.
 */
export async function writeTemplateData<Uri>(
  files: WorkbenchFiles<Uri>,
  networkFile: Uri,
  { folder, draw }: TemplateData,
): Promise<WrittenFolder> {
  const networkPath = files.pathOf(networkFile);
  const beside = (name: string): Uri =>
    files.withPath(networkFile, `${networkPath.slice(0, networkPath.lastIndexOf('/') + 1)}${name}`);
  const made: Uri[] = [];
  const remove = async (): Promise<void> => {
    // What led here is the error to be told.
    for (const uri of made.reverse()) await files.remove(uri).catch(() => undefined);
  };
  let name = folder;
  try {
    for (let number = 2; await files.exists(beside(name)); number++) name = `${folder}-${String(number)}`;
    await files.createFolder(beside(name));
    made.push(beside(name));
    const drawn = draw();
    for (const part of DATASET_PARTS) {
      const file = beside(`${name}/${datasetCatalogue.mnist.files[part].fileName}`);
      // Before it is written: a write that fails may leave half a file.
      made.push(file);
      await files.write(file, drawn[part].bytes);
    }
  } catch (cause) {
    await remove();
    throw new Error(
      `The data of the new network cannot be written into the folder "${files.pathOf(beside(name))}" ` +
        `(${messageOf(cause)}); no network was made. Choose a place that can be written to.`,
      { cause },
    );
  }
  return { name, remove };
}
