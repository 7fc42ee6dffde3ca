/**
 * *New Network…*: choose a template, choose a file, and there it is on the canvas, with its data where it brings some.
 *
 * Knows the questions and the files through a narrow interface and not through VS Code.
 */
import { applyTextEdits } from '../../core/file/textEdits';
import { replaceValueAt } from '../../core/file/pathEdits';
import { messageOf } from '../../core/wording';
import type { NetworkTemplate } from './templates';
import { NETWORK_TEMPLATES } from './templates';
import { writeTemplateData } from './writeTemplateData';

/** The files of a workbench, on whatever disk or server they lie. */
export interface WorkbenchFiles<Uri> {
  /** @throws when nobody can say. */
  readonly exists: (uri: Uri) => Promise<boolean>;
  readonly write: (uri: Uri, content: Uint8Array) => Promise<void>;
  readonly createFolder: (uri: Uri) => Promise<void>;
  /** Removes a file or an empty folder, for good. */
  readonly remove: (uri: Uri) => Promise<void>;
  readonly pathOf: (uri: Uri) => string;
  readonly withPath: (uri: Uri, path: string) => Uri;
}

export interface NewNetworkWorkbench<Uri> extends WorkbenchFiles<Uri> {
  readonly pickTemplate: (templates: readonly NetworkTemplate[]) => Promise<NetworkTemplate | undefined>;
  /** Asks where to save; a file that is there may be replaced only if this has asked so. */
  readonly askFile: (suggestedName: string) => Promise<Uri | undefined>;
  readonly readTemplate: (file: string) => Promise<Uint8Array>;
  readonly open: (uri: Uri) => Promise<void>;
}

/**
 * Makes the file and opens it; leaves off silently where a question is not answered.
 * @throws when the chosen name needed the ending `.nn.json` and that file is there already, or something cannot be
 *   written; then no data is left behind.
 */
export async function createNetwork<Uri>(workbench: NewNetworkWorkbench<Uri>): Promise<void> {
  const template = await workbench.pickTemplate(NETWORK_TEMPLATES);
  if (template === undefined) return;
  const chosen = await workbench.askFile(template.file.slice(template.file.lastIndexOf('/') + 1));
  if (chosen === undefined) return;
  const path = workbench.pathOf(chosen);
  const networkPath = withNetworkEnding(path);
  const uri = networkPath === path ? chosen : workbench.withPath(chosen, networkPath);
  // The dialog has asked about the name as it was typed, not about this one.
  if (uri !== chosen && (await workbench.exists(uri))) {
    const name = networkPath.slice(networkPath.lastIndexOf('/') + 1);
    throw new Error(`A network file ends in .nn.json, but "${name}" is there already; choose another name.`);
  }
  await writeNetwork(workbench, uri, template);
  await workbench.open(uri);
}

/** Writes the data first: a network is never there without what it trains on. */
async function writeNetwork<Uri>(
  workbench: NewNetworkWorkbench<Uri>,
  uri: Uri,
  { file, data }: NetworkTemplate,
): Promise<void> {
  const content = await workbench.readTemplate(file);
  if (data === undefined) {
    await workbench.write(uri, content);
    return;
  }
  const folder = await writeTemplateData(workbench, uri, data);
  try {
    await workbench.write(uri, namingFolder(content, folder.name));
  } catch (cause) {
    await folder.remove();
    throw new Error(`The network "${workbench.pathOf(uri)}" cannot be written (${messageOf(cause)}).`, {
      cause,
    });
  }
}

/** The template with the folder that its data lies in. */
function namingFolder(template: Uint8Array, name: string): Uint8Array {
  const text = new TextDecoder().decode(template);
  const edits = replaceValueAt(text, ['training', 'dataset', 'idx'], name);
  return new TextEncoder().encode(applyTextEdits(text, edits));
}

/** The path with the ending by which network files are known: `a`, `a.json` and `a.nn` become `a.nn.json`. */
export function withNetworkEnding(path: string): string {
  return /\.nn\.json$/i.test(path) ? path : `${path.replace(/(\.nn)?(\.json)?$/i, '')}.nn.json`;
}
