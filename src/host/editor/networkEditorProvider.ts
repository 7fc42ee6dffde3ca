/**
 * The canvas as an editor of VS Code: connects a text document, its webview and the workbench.
 *
 * A custom *text* editor, so that undo, save, dirty state, hot exit and reloading are VS Code's own. The webview holds
 * nothing that is not in the text, and is rebuilt from it whenever it comes back from hiding.
 */
import * as vscode from 'vscode';
import type { TextRange } from '../../core/diagnostics/diagnostic';
import {
  editorHostValidators,
  type EditorCanvasMethods,
  type EditorHostMethods,
} from '../../protocol/editor';
import { createRpc } from '../../protocol/rpc';
import type { RunState } from '../../core/training/runState';
import type { Inspection } from '../inspection/inspection';
import { inspectionHandlers } from '../inspection/inspectionHandlers';
import { RUN_COMMAND_IDS } from '../training/runCommandIds';
import { documentRange } from '../documentRange';
import { activeUri } from '../networkFiles';
import { webviewHtml, webviewRoot } from '../webviewHtml';
import { webviewPort } from '../webviewPort';
import { registerCanvasCommands } from './canvasCommands';
import { SYSTEM_CLOCK } from './canvasPage';
import { canvasHandlers, shownDocument } from './canvasHandlers';
import { editableDocument } from './editableDocument';
import { InspectedCanvases } from './inspectedCanvases';
import { OpenCanvases } from './openCanvases';
import { SelectionSync } from './selectionSync';
import { TrainedCanvases } from './trainedCanvases';

export const NETWORK_EDITOR = 'layerwire.network';

export interface NetworkEditors {
  /**
   * Shows the run on every canvas; to be called whenever its state has changed.
   * @param uri the file that it trains; `undefined` where that is not known.
   */
  readonly showTraining: (uri: vscode.Uri | undefined, state: RunState) => void;
  readonly dispose: () => void;
}

/** Makes the canvas the editor of network files, and adds the commands that go back and forth between it and the text. */
export function registerNetworkEditor(
  context: vscode.ExtensionContext,
  inspection: Inspection,
): NetworkEditors {
  const canvases = new OpenCanvases((key, value) => {
    void vscode.commands.executeCommand('setContext', key, value);
  });
  const trained = new TrainedCanvases(SYSTEM_CLOCK);
  const inspected = new InspectedCanvases(SYSTEM_CLOCK, (uri) => inspection.momentOf(uri));
  const registered = vscode.Disposable.from(
    trained,
    inspected,
    inspection.onDidChange(() => {
      inspected.update();
    }),
    vscode.window.registerCustomEditorProvider(
      NETWORK_EDITOR,
      new NetworkEditorProvider(context.extensionUri, canvases, trained, inspected, inspection),
      { supportsMultipleEditorsPerDocument: true },
    ),
    registerCanvasCommands(canvases),
    vscode.commands.registerCommand('layerwire.openCanvas', (uri: unknown) =>
      reopenWith(NETWORK_EDITOR, uri),
    ),
    vscode.commands.registerCommand('layerwire.openText', (uri: unknown) => reopenWith('default', uri)),
    vscode.commands.registerCommand('layerwire.openTextToSide', openTextToSide),
  );
  return {
    showTraining: (uri, state) => {
      trained.showTraining(uri?.toString(), state);
    },
    dispose: () => {
      registered.dispose();
    },
  };
}

class NetworkEditorProvider implements vscode.CustomTextEditorProvider {
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly canvases: OpenCanvases,
    private readonly trained: TrainedCanvases,
    private readonly inspected: InspectedCanvases,
    private readonly inspection: Inspection,
  ) {}

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(this.extensionUri)] };
    const editable = editableDocument(document);
    const file = document.uri.toString();
    const rpc = createRpc<EditorHostMethods, EditorCanvasMethods>(
      webviewPort(webview),
      {
        ...inspectionHandlers(this.inspection, file, {
          openWeights: async (layer) => {
            await vscode.commands.executeCommand('layerwire.showWeights', document.uri, layer);
          },
        }),
        ...canvasHandlers(editable, {
          openText: (range) => openTextBeside(document, range),
          runCommand: async (command) => {
            await vscode.commands.executeCommand(RUN_COMMAND_IDS[command], document.uri);
          },
          noteReady: () => {
            training.noteReady();
            inside.noteReady();
          },
          showSelection: (ids) => {
            selection.noteSelection(ids);
          },
          noteFocus: (focus) => {
            open.noteFocus(focus);
          },
        }),
      },
      editorHostValidators,
      {},
      (error) => void vscode.window.showErrorMessage(error.message),
    );
    const isInFront = (): boolean => panel.active;
    const open = this.canvases.open({
      isInFront,
      invoke: (command) => {
        rpc.notify('commandInvoked', { command });
      },
    });
    const training = this.trained.open({
      uri: file,
      show: (shown) => {
        rpc.notify('trainingShown', shown);
      },
    });
    const inside = this.inspected.open({
      uri: file,
      show: (moment) => {
        rpc.notify('momentShown', moment);
      },
    });
    const selection = new SelectionSync(document, {
      isInFront,
      select: (ids) => {
        rpc.notify('selectionRequested', { ids });
      },
    });
    const changes = vscode.workspace.onDidChangeTextDocument((event) => {
      // The event also comes without changes, when only the dirty state turns.
      if (event.document === document && event.contentChanges.length > 0) {
        rpc.notify('documentChanged', shownDocument(editable));
      }
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) {
        open.noteHidden();
        selection.noteHidden();
        training.noteHidden();
        inside.noteHidden();
      }
      open.noteFront();
      if (panel.active) selection.noteFront();
    });
    panel.onDidDispose(() => {
      changes.dispose();
      open.close();
      training.close();
      inside.close();
      selection.dispose();
      rpc.dispose();
    });
    webview.html = webviewHtml(webview, this.extensionUri, {
      title: editable.fileName,
      script: 'editor.js',
      style: 'editor.css',
      runsWorker: false,
      data: {},
    });
  }
}

/** Shows the text where it is open already, otherwise beside the canvas. */
async function openTextBeside(document: vscode.TextDocument, range: TextRange | undefined): Promise<void> {
  const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? vscode.ViewColumn.Beside,
    ...(range === undefined ? {} : { selection: documentRange(document, range) }),
  });
}

/** @param uri as for `reopenWith`. */
async function openTextToSide(uri: unknown): Promise<void> {
  const target = uri instanceof vscode.Uri ? uri : activeUri();
  if (target === undefined) {
    void vscode.window.showInformationMessage('Open a network file (*.nn.json) first.');
    return;
  }
  await openTextBeside(await vscode.workspace.openTextDocument(target), undefined);
}

/**
 * Swaps the editor of the active tab; a file that is not in front is opened in the wanted editor.
 * @param uri Anything, as anyone can run a command; what is no Uri stands for the file in front.
 */
async function reopenWith(editor: string, uri: unknown): Promise<void> {
  const active = activeUri();
  const target = uri instanceof vscode.Uri ? uri : active;
  if (target === undefined) {
    void vscode.window.showInformationMessage('Open a network file (*.nn.json) first.');
  } else if (target.toString() === active?.toString()) {
    await vscode.commands.executeCommand('reopenActiveEditorWith', editor);
  } else {
    await vscode.commands.executeCommand('vscode.openWith', target, editor);
  }
}
