/**
 * The figures of the run that is shown, to the clipboard or to a file that the user names.
 */
import * as vscode from 'vscode';
import type { Hyperparameters } from '../../core/hyperparameters/hyperparameters';
import { checkNnFile } from '../../core/network/checkNnFile';
import { metricsCsv, metricsJson } from '../../core/training/metricsText';
import type { MetricsRequest } from '../../protocol/training';
import type { ShownRun } from './shownRun';
import type { RunRecord } from './store/runRecord';

/** @throws Error when there are no figures yet, or the file cannot be written. */
export async function exportMetrics({ format, target }: MetricsRequest, shown: ShownRun): Promise<void> {
  const { record, losses } = shown;
  if (record === undefined) throw new Error('No run is shown, so there are no figures to export.');
  const textOf = (as: MetricsRequest['format']): string =>
    as === 'csv' ? metricsCsv(record.run) : metricsJson(record.run, settingsOf(record), losses);
  if (target === 'clipboard') {
    await vscode.env.clipboard.writeText(textOf(format));
    return;
  }
  const name = `${record.runId}.${format}`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: 'Export Metrics',
    filters: format === 'csv' ? { CSV: ['csv'], JSON: ['json'] } : { JSON: ['json'], CSV: ['csv'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
  if (uri === undefined) return;
  const extension = /\.(csv|json)$/i.exec(uri.path)?.[1]?.toLowerCase();
  const chosen = extension === 'csv' || extension === 'json' ? extension : format;
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(textOf(chosen)));
}

function settingsOf({ request: { networkText, overrides } }: RunRecord): Hyperparameters | undefined {
  const training = checkNnFile(networkText).network?.training;
  return training && { ...training, ...overrides };
}
