/**
 * Watches the file of the run that is shown: says when its network is another one than the one that is trained, and
 * when the file is deleted. Neither disturbs the run, which has the text that it began with.
 */
import * as vscode from 'vscode';
import { checkNnFile } from '../../core/network/checkNnFile';
import { networkHash } from './networkHash';
import type { RunController } from './runController';
import type { RunRecord } from './store/runRecord';

/** Long enough for a row of keystrokes, short enough to seem at once. */
const REST_MS = 300;

export class NetworkWatch implements vscode.Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly shown: () => Pick<RunRecord, 'runId' | 'file' | 'request'> | undefined,
    private readonly controller: Pick<RunController, 'networkCompared' | 'note'>,
  ) {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.shown()?.file) this.compareSoon(document);
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        this.noteDeleted(files);
      }),
      watcher((uri) => {
        this.noteDeleted([uri]);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
  }

  private compareSoon(document: vscode.TextDocument): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.compare(document.getText()), REST_MS);
  }

  private async compare(text: string): Promise<void> {
    const run = this.shown();
    const { file } = checkNnFile(text);
    // Torn text is on its way to something; what it will be is not known yet.
    if (run === undefined || !file.wellFormed) return;
    const hash = await networkHash(file.graph);
    if (this.shown()?.runId === run.runId) this.controller.networkCompared(hash !== run.request.networkHash);
  }

  private noteDeleted(files: readonly vscode.Uri[]): void {
    const file = this.shown()?.file;
    const gone = files.find((uri) => uri.toString() === file);
    if (gone === undefined) return;
    this.controller.note(
      `"${vscode.workspace.asRelativePath(gone)}" was deleted. The run has the text that it began with, and goes on.`,
    );
  }
}

/** Files that others delete, in the folders that are open. */
function watcher(deleted: (uri: vscode.Uri) => void): vscode.Disposable {
  const watch = vscode.workspace.createFileSystemWatcher('**/*.nn.json', true, true, false);
  return vscode.Disposable.from(watch, watch.onDidDelete(deleted));
}
