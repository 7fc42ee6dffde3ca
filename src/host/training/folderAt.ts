/**
 * The folder that a person or a program named by its path, on whatever disk or server the network file lies.
 */
import type { Uri } from 'vscode';

/** Where folders are looked for. */
export interface Places {
  /** Whether this is a machine with a disk; VS Code for the Web without a server is none. */
  readonly hasDisk: boolean;
  /** As `vscode.Uri.file`. */
  file(path: string): Uri;
  /** As `vscode.Uri.joinPath`. */
  joinPath(base: Uri, ...segments: string[]): Uri;
}

/**
 * An absolute path, or one relative to the network file; a backslash parts folders as "/" does.
 *
 * An absolute path is one of this machine, wherever the network file lies: beside a file of a repository on a server or
 * of an earlier commit, a setting still names a folder of the disk. Only without a disk it lies where the file lies.
 * Query and fragment of the file's address say which version of the file it is, and do not belong to the folder.
 */
export function folderAt(path: string, networkFile: Uri, places: Places): Uri {
  const isAbsolute = /^[/\\]/.test(path) || /^[A-Za-z]:[\\/]/.test(path);
  const place = { query: '', fragment: '' };
  if (!isAbsolute) {
    return places.joinPath(networkFile, '..', path.replaceAll('\\', '/')).with(place);
  }
  const onThisDisk = places.file(path);
  return places.hasDisk || networkFile.scheme === 'untitled'
    ? onThisDisk
    : networkFile.with({ ...place, path: onThisDisk.path });
}
