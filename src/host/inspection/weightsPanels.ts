/**
 * The tabs that show the weights of a layer as a table, one a layer of a file, and the command that opens them.
 *
 * They are not restored after a reload of the window: VS Code does that only by a serializer, and what a tab shows is one
 * command away.
 */
import * as vscode from 'vscode';
import type { LayerId } from '../../core/graph/graph';
import { createRpc } from '../../protocol/rpc';
import {
  weightsHostValidators,
  type WeightsHostMethods,
  type WeightsPageMethods,
} from '../../protocol/weights';
import { SYSTEM_CLOCK } from '../editor/canvasPage';
import { InspectedCanvases } from '../editor/inspectedCanvases';
import { activeUri } from '../networkFiles';
import { RUN_COMMAND_IDS } from '../training/runCommandIds';
import { webviewHtml, webviewRoot } from '../webviewHtml';
import { webviewPort } from '../webviewPort';
import type { Inspection } from './inspection';
import { chooseWeights, wishedLayer } from './weightsChoice';
import { weightsHandlers } from './weightsHandlers';
import { SubjectWatch } from './weightsSubject';

/** Adds the command that shows a layer's weights; its tabs are open until it is disposed. */
export function registerWeights(context: vscode.ExtensionContext, inspection: Inspection): vscode.Disposable {
  const panels = new WeightsPanels(context.extensionUri, inspection);
  return vscode.Disposable.from(
    panels,
    vscode.commands.registerCommand('layerwire.showWeights', (uri: unknown, layer: unknown) =>
      showWeights(panels, inspection, uri, layer),
    ),
  );
}

/**
 * @param uri A network file; what is no Uri stands for the file in front.
 * @param layer as for `wishedLayer`.
 */
async function showWeights(
  panels: WeightsPanels,
  inspection: Inspection,
  uri: unknown,
  layer: unknown,
): Promise<void> {
  const file = uri instanceof vscode.Uri ? uri : (panels.fileInFront() ?? activeUri());
  if (file === undefined) {
    void vscode.window.showInformationMessage('Open a network file (*.nn.json) first.');
    return;
  }
  const network = inspection.networkOf(file.toString());
  if (network === undefined) {
    offerTraining(file, 'This network has no weights yet. Train it to see some.');
    return;
  }
  const choice = chooseWeights(network, wishedLayer(uri, layer));
  if (choice.kind === 'refused') {
    offerTraining(file, choice.reason);
  } else if (choice.kind === 'layer') {
    panels.show(file, choice.layer);
  } else {
    const picked = await vscode.window.showQuickPick(choice.layers, {
      title: `Show Weights of ${fileNameOf(file)}`,
      placeHolder: 'The layer whose weights are shown',
      matchOnDescription: true,
    });
    if (picked !== undefined) panels.show(file, picked.label);
  }
}

/** Whoever ran the command does not wait for what is chosen. */
function offerTraining(file: vscode.Uri, reason: string): void {
  const train = 'Train';
  void vscode.window.showInformationMessage(reason, train).then((chosen) => {
    if (chosen === train) void vscode.commands.executeCommand(RUN_COMMAND_IDS.train, file);
  });
}

interface OpenPanel {
  readonly file: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  /** There may be another run or another checkpoint. */
  readonly update: () => void;
}

class WeightsPanels implements vscode.Disposable {
  readonly #open = new Map<string, OpenPanel>();
  readonly #moments: InspectedCanvases;
  readonly #changes: { dispose(): void };

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly inspection: Inspection,
  ) {
    this.#moments = new InspectedCanvases(SYSTEM_CLOCK, (file) => inspection.momentOf(file));
    this.#changes = inspection.onDidChange(() => {
      for (const { update } of this.#open.values()) update();
      this.#moments.update();
    });
  }

  /** The file whose weights are shown in the active editor. */
  fileInFront(): vscode.Uri | undefined {
    return [...this.#open.values()].find(({ panel }) => panel.active)?.file;
  }

  /** Opens the layer's tab, or brings it to the front. */
  show(file: vscode.Uri, layer: LayerId): void {
    const key = JSON.stringify([file.toString(), layer]);
    const open = this.#open.get(key);
    if (open !== undefined) {
      open.panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      'layerwire.weights',
      `${layer} — Weights`,
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [webviewRoot(this.extensionUri)] },
    );
    this.#open.set(key, this.#serve(panel, file, layer));
    panel.onDidDispose(() => this.#open.delete(key));
  }

  dispose(): void {
    for (const { panel } of this.#open.values()) panel.dispose();
    this.#changes.dispose();
    this.#moments.dispose();
  }

  #serve(panel: vscode.WebviewPanel, file: vscode.Uri, layer: LayerId): OpenPanel {
    const shown = { file: file.toString(), fileName: fileNameOf(file), layer };
    const subject = new SubjectWatch(this.inspection, shown);
    const rpc = createRpc<WeightsHostMethods, WeightsPageMethods>(
      webviewPort(panel.webview),
      weightsHandlers(this.inspection, shown, {
        ready: () => {
          moments.noteReady();
          return subject.show();
        },
        runCommand: async (command) => {
          await vscode.commands.executeCommand(RUN_COMMAND_IDS[command], file);
        },
      }),
      weightsHostValidators,
      {},
      (error) => void vscode.window.showErrorMessage(error.message),
    );
    const moments = this.#moments.open({
      uri: shown.file,
      show: (moment) => {
        rpc.notify('momentShown', moment);
      },
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible) return;
      subject.noteHidden();
      moments.noteHidden();
    });
    panel.onDidDispose(() => {
      moments.close();
      rpc.dispose();
    });
    panel.webview.html = webviewHtml(panel.webview, this.extensionUri, {
      title: panel.title,
      script: 'weights.js',
      style: 'weights.css',
      runsWorker: false,
      data: {},
    });
    const update = (): void => {
      const changed = subject.changed();
      if (changed !== undefined) rpc.notify('subjectShown', changed);
    };
    return { file, panel, update };
  }
}

function fileNameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
