/**
 * What this folder needs of VS Code: files, by `vscode.workspace.fs`, on whatever disk or server they lie.
 *
 * The value comes from the composition root, so that everything here also runs in a plain test.
 */
import type * as vscode from 'vscode';

export type FileSystem = Pick<
  vscode.FileSystem,
  'stat' | 'readFile' | 'writeFile' | 'rename' | 'delete' | 'createDirectory' | 'readDirectory'
>;

export interface FileAccess {
  /** `vscode.workspace.fs` */
  readonly fs: FileSystem;
  /** `vscode.Uri.joinPath` */
  readonly joinPath: (base: vscode.Uri, ...segments: string[]) => vscode.Uri;
}

/** The bit of `vscode.FileType` that says folder; a symbolic link has another bit set beside it. */
const DIRECTORY_BIT = 2;

export function isDirectory(type: vscode.FileType): boolean {
  return (type & DIRECTORY_BIT) !== 0;
}

/** What a person calls the file: its path, or the whole address where it is not on a disk. */
export function displayName(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}

/**
 * The same bytes as a plain Uint8Array on an ArrayBuffer, which Web APIs ask for and messages to a webview keep.
 * Copies only what lies in shared memory.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}
