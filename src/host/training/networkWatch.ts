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

type WatchedRun = Pick<RunRecord, 'runId' | 'file' | 'request'>;

export class NetworkWatch implements vscode.Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners: vscode.Disposable;

  constructor(
    private readonly shown: () => WatchedRun | undefined,
    private readonly controller: Pick<RunController, 'isActive' | 'networkCompared' | 'note'>,
  ) {
    const files = vscode.workspace.createFileSystemWatcher('**/*.nn.json', true, false, false);
    const compareIfShown = (uri: vscode.Uri): void => {
      if (uri.toString() === this.shown()?.file) this.compareSoon();
    };
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        compareIfShown(document.uri);
      }),
      vscode.workspace.onDidDeleteFiles((deleted) => {
        this.noteDeleted(deleted.files);
      }),
      files,
      files.onDidChange(compareIfShown),
      files.onDidDelete((uri) => {
        this.noteDeleted([uri]);
      }),
    );
  }

  /** Compares the file of the run that is shown with what is trained, after a row of keystrokes has come to rest. */
  compareSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.compare(), REST_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
  }

  private async compare(): Promise<void> {
    const run = this.shown();
    const text = run === undefined ? undefined : await textOf(run.file);
    if (run === undefined || text === undefined) return;
    const { file } = checkNnFile(text);
    // Torn text is on its way to something; what it will be is not known yet.
    if (!file.wellFormed) return;
    const hash = await networkHash(file.graph);
    if (this.shown()?.runId === run.runId) this.controller.networkCompared(hash !== run.request.networkHash);
  }

  private noteDeleted(files: readonly vscode.Uri[]): void {
    const file = this.shown()?.file;
    const gone = files.find((uri) => uri.toString() === file);
    if (gone === undefined || !this.controller.isActive) return;
    this.controller.note(
      `"${vscode.workspace.asRelativePath(gone)}" was deleted. The run has the text that it began with, and goes on.`,
    );
  }
}

/** The text of a file as it is on the screen, or else on the disk; `undefined` where there is none. */
async function textOf(file: string): Promise<string | undefined> {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file);
  if (document !== undefined) return document.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.parse(file, true)));
  } catch {
    return undefined;
  }
}
