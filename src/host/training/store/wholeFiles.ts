/**
 * Files that are there whole or not at all: written under another name, then renamed.
 *
 * VS Code deletes the old file before it renames the new one. A crash between the two leaves the new one whole under its
 * other name; `finishWrites` then does what is left to do.
 */
import type { Uri } from 'vscode';
import type { FileAccess } from '../../data/fileAccess';

const UNFINISHED = '.tmp';

/** Writes a file into a folder, which must be there. After a failure the old file is as it was. */
export async function writeWhole(
  { fs, joinPath }: FileAccess,
  folder: Uri,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const unfinished = joinPath(folder, name + UNFINISHED);
  try {
    await fs.writeFile(unfinished, bytes);
  } catch (error) {
    await deleteIfThere({ fs, joinPath }, unfinished);
    throw error;
  }
  await fs.rename(unfinished, joinPath(folder, name), { overwrite: true });
}

/** Deletes a file if it is there and can be deleted. */
export async function deleteIfThere({ fs }: FileAccess, file: Uri): Promise<void> {
  try {
    await fs.delete(file, { useTrash: false });
  } catch {
    return;
  }
}

/**
 * Cleans a folder of what a crash left unfinished.
 * @param names What is in the folder.
 * @param isWanted Whether a file of that name is known to have been whole before it was written again.
 * @returns The names that are in the folder afterwards.
 */
export async function finishWrites(
  files: FileAccess,
  folder: Uri,
  names: readonly string[],
  isWanted: (name: string) => boolean,
): Promise<ReadonlySet<string>> {
  const whole = new Set(names.filter((name) => !name.endsWith(UNFINISHED)));
  for (const unfinished of names.filter((name) => name.endsWith(UNFINISHED))) {
    const name = unfinished.slice(0, -UNFINISHED.length);
    const uri = files.joinPath(folder, unfinished);
    if (whole.has(name) || !isWanted(name)) {
      await deleteIfThere(files, uri);
    } else {
      await files.fs.rename(uri, files.joinPath(folder, name), { overwrite: true });
      whole.add(name);
    }
  }
  return whole;
}
