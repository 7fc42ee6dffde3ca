/**
 * The Runs view: every run that the workspace remembers, the newest first. What it says of them is decided in `runItem`.
 */
import * as vscode from 'vscode';
import type { RunState } from '../../../core/training/runState';
import type { RunRecord } from '../store/runRecord';
import { capitalised, namesOf, runItem, runRows, runTooltip } from './runItem';
import { runIdsOf, type RunElement } from './runSelection';

export const RUNS_VIEW = 'layerwire.runs';
/** Called when a run is clicked; internal. */
const OPEN_RUN = 'layerwire.runs.open';

export interface RunsSource {
  /** The newest first. */
  list(): Promise<readonly RunRecord[]>;
  /** What this session trains, or shows. */
  state(): RunState;
  /** Of all steps of a run so far. */
  readLosses(runId: string): Promise<Float32Array>;
  /** A run's record as it is now. */
  get(runId: string): RunRecord | undefined;
  /** The record of that run has changed, or how it stands; `undefined`: there are other runs. */
  readonly onDidChange: vscode.Event<string | undefined>;
}

export interface RunsListener {
  /** The curves of these runs are to be drawn, in the order of the view. */
  comparedChanged(runIds: readonly string[]): void;
  /** A run was clicked. */
  opened(runId: string): void;
}

export class RunsView implements vscode.TreeDataProvider<RunElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<RunElement | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private records: readonly RunRecord[] = [];
  /** The same one for a run as long as it is there: drawing it anew must not take it away from an open menu. */
  private readonly elements = new Map<string, RunElement>();
  private compared: ReadonlySet<string> = new Set();
  private readonly view: vscode.TreeView<RunElement>;
  private readonly registrations: vscode.Disposable;

  constructor(
    private readonly source: RunsSource,
    private readonly listener: RunsListener,
  ) {
    this.view = vscode.window.createTreeView<RunElement>(RUNS_VIEW, {
      treeDataProvider: this,
      canSelectMany: true,
      manageCheckboxStateManually: true,
      showCollapseAll: true,
    });
    this.registrations = vscode.Disposable.from(
      this.view,
      this.changed,
      source.onDidChange((runId) => {
        this.changed.fire(runId === undefined ? undefined : this.elements.get(runId));
      }),
      this.view.onDidChangeCheckboxState(({ items }) => {
        const compared = new Set(this.compared);
        for (const [{ runId }, checkbox] of items) {
          if (checkbox === vscode.TreeItemCheckboxState.Checked) compared.add(runId);
          else compared.delete(runId);
        }
        this.compare(compared);
      }),
      vscode.commands.registerCommand(OPEN_RUN, (run: unknown) => {
        for (const runId of runIdsOf(run, undefined)) listener.opened(runId);
      }),
    );
  }

  /** The runs that are selected, for a command that was called without one. */
  get selectedRuns(): readonly RunElement[] {
    return this.view.selection;
  }

  /** Checks exactly these runs, after the comparison was changed elsewhere; the listener is not told. */
  setCompared(runIds: readonly string[]): void {
    const before = this.compared;
    this.compared = new Set(runIds);
    for (const [runId, element] of this.elements) {
      if (before.has(runId) !== this.compared.has(runId)) this.changed.fire(element);
    }
  }

  async getChildren(element?: RunElement): Promise<RunElement[]> {
    if (element === undefined) {
      this.records = await this.source.list();
      // A run that was deleted is drawn no longer.
      const left = this.records.filter(({ runId }) => this.compared.has(runId));
      this.compare(new Set(left.map(({ runId }) => runId)));
      for (const runId of this.elements.keys()) {
        if (this.source.get(runId) === undefined) this.elements.delete(runId);
      }
      return this.records.map(({ runId }) => this.elementOf(runId));
    }
    const { runId } = element;
    const record = this.source.get(runId);
    if (element.kind === 'row' || record === undefined) return [];
    return runRows(record, this.source.state(), namesOf(this.records)).map((row) => ({
      kind: 'row',
      runId,
      row,
    }));
  }

  getTreeItem(element: RunElement): vscode.TreeItem {
    if (element.kind === 'row') {
      const { name, value } = element.row;
      const item = new vscode.TreeItem(capitalised(name));
      item.id = `${element.runId}/${name}`;
      item.description = value;
      item.tooltip = value;
      return item;
    }
    const { runId } = element;
    const record = this.source.get(runId);
    if (record === undefined) return new vscode.TreeItem(runId);
    const { label, description, icon, context } = runItem(record, this.source.state());
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = runId;
    item.description = description;
    item.iconPath = new vscode.ThemeIcon(
      icon.id,
      icon.colour === undefined ? undefined : new vscode.ThemeColor(icon.colour),
    );
    item.contextValue = context;
    item.command = { command: OPEN_RUN, title: 'Show Run', arguments: [runId] };
    item.checkboxState = {
      state: this.compared.has(runId)
        ? vscode.TreeItemCheckboxState.Checked
        : vscode.TreeItemCheckboxState.Unchecked,
      tooltip: 'Draw its curves in the training view',
      accessibilityInformation: { label: `Draw the curves of ${label}` },
    };
    return item;
  }

  /** Only when the pointer rests on a run, since the losses of a long one are large. */
  async resolveTreeItem(item: vscode.TreeItem, element: RunElement): Promise<vscode.TreeItem> {
    const record = this.source.get(element.runId);
    if (element.kind === 'row' || record === undefined) return item;
    // The rest of the tooltip can do without its curve.
    const losses = await this.source.readLosses(element.runId).catch(() => new Float32Array());
    const text = runTooltip(record, this.source.state(), namesOf(this.records), losses);
    item.tooltip = new vscode.MarkdownString(text);
    return item;
  }

  dispose(): void {
    this.registrations.dispose();
  }

  private elementOf(runId: string): RunElement {
    const element: RunElement = this.elements.get(runId) ?? { kind: 'run', runId };
    this.elements.set(runId, element);
    return element;
  }

  private compare(runIds: ReadonlySet<string>): void {
    const isSame = runIds.size === this.compared.size && [...runIds].every((id) => this.compared.has(id));
    this.compared = runIds;
    if (isSame) return;
    const ordered = this.records.map(({ runId }) => runId).filter((runId) => runIds.has(runId));
    this.listener.comparedChanged(ordered);
  }
}
