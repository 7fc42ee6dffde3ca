/**
 * The folder that a person or a program named by its path, on whatever disk or server the network file lies.
 */
import type { Uri } from 'vscode';

/** The part of the class `vscode.Uri` that is used. */
export interface UriMaker {
  file(path: string): Uri;
  joinPath(base: Uri, ...segments: string[]): Uri;
}

/**
 * An absolute path, or one relative to the network file; a backslash parts folders as "/" does.
 *
 * An absolute path lies where the network file lies. Beside a file of this disk, or one that was never saved, that is
 * this disk; in VS Code for the Web there is none, and reading the folder says so.
 */
export function folderAt(path: string, networkFile: Uri, uris: UriMaker): Uri {
  const isAbsolute = /^[/\\]/.test(path) || /^[A-Za-z]:[\\/]/.test(path);
  if (!isAbsolute) {
    return uris.joinPath(networkFile, '..', path.replaceAll('\\', '/'));
  }
  const onThisDisk = uris.file(path);
  return networkFile.scheme === 'file' || networkFile.scheme === 'untitled'
    ? onThisDisk
    : networkFile.with({ path: onThisDisk.path });
}
