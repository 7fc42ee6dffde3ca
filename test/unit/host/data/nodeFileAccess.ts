/** `FileAccess` on a temporary folder of the real disk, with the few members of `Uri` that are used. */
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { FileStat, FileType, Uri } from 'vscode';
import type { FileAccess, FileSystem } from '../../../../src/host/data/fileAccess';

export function fileUri(filePath: string): Uri {
  const uri = {
    scheme: 'file',
    path: filePath,
    fsPath: filePath,
    toString: () => `file://${filePath}`,
  };
  return uri as unknown as Uri;
}

/** The real `FileType` is in the module `vscode`, which only VS Code has; its values are in its documentation. */
const FILE: unknown = 1;
const DIRECTORY: unknown = 2;
const typeOf = (entry: { isDirectory(): boolean }) => (entry.isDirectory() ? DIRECTORY : FILE) as FileType;

const nodeFileSystem: FileSystem = {
  stat: async ({ fsPath }): Promise<FileStat> => {
    const stat = await fs.stat(fsPath);
    return { type: typeOf(stat), ctime: stat.ctimeMs, mtime: stat.mtimeMs, size: stat.size };
  },
  readFile: async ({ fsPath }) => await fs.readFile(fsPath),
  writeFile: async ({ fsPath }, bytes) => {
    await fs.writeFile(fsPath, bytes);
  },
  rename: async (from, to) => {
    await fs.rename(from.fsPath, to.fsPath);
  },
  delete: async ({ fsPath }, options) => {
    await fs.rm(fsPath, { recursive: options?.recursive ?? false });
  },
  createDirectory: async ({ fsPath }) => {
    await fs.mkdir(fsPath, { recursive: true });
  },
  readDirectory: async ({ fsPath }) => {
    const entries = await fs.readdir(fsPath, { withFileTypes: true });
    return entries.map((entry) => [entry.name, typeOf(entry)]);
  },
};

/** File access to the disk; `changes` replaces single functions, to make them fail or to watch them. */
export function nodeFileAccess(changes: Partial<FileSystem> = {}): FileAccess {
  return {
    fs: { ...nodeFileSystem, ...changes },
    joinPath: (base, ...segments) => fileUri(path.posix.join(base.path, ...segments)),
  };
}

/** A new empty folder; `remove` deletes it with all it holds. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = await fs.mkdtemp(path.join(tmpdir(), 'layerwire-'));
  return {
    path: folder,
    remove: async () => {
      await fs.rm(folder, { recursive: true });
    },
  };
}

/** Writes files into a folder, which is made where it is missing. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await fs.mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) await fs.writeFile(path.join(folder, name), bytes);
}
