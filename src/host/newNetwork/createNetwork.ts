/**
 * *New Network…*: choose a template, choose a file, and there it is on the canvas.
 *
 * Knows the questions and the files through a narrow interface and not through VS Code.
 */
import type { NetworkTemplate } from './templates';
import { NETWORK_TEMPLATES } from './templates';

export interface NewNetworkWorkbench<Uri> {
  readonly pickTemplate: (templates: readonly NetworkTemplate[]) => Promise<NetworkTemplate | undefined>;
  /** Asks where to save; a file that is there may be replaced only if this has asked so. */
  readonly askFile: (suggestedName: string) => Promise<Uri | undefined>;
  readonly readTemplate: (file: string) => Promise<Uint8Array>;
  readonly exists: (uri: Uri) => Promise<boolean>;
  readonly write: (uri: Uri, content: Uint8Array) => Promise<void>;
  readonly open: (uri: Uri) => Promise<void>;
  readonly pathOf: (uri: Uri) => string;
  readonly withPath: (uri: Uri, path: string) => Uri;
}

/**
 * Makes the file and opens it; leaves off silently where a question is not answered.
 * @throws when the chosen name needed the ending `.nn.json` and that file is there already.
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
  await workbench.write(uri, await workbench.readTemplate(template.file));
  await workbench.open(uri);
}

/** The path with the ending by which network files are known: `a`, `a.json` and `a.nn` become `a.nn.json`. */
export function withNetworkEnding(path: string): string {
  return /\.nn\.json$/i.test(path) ? path : `${path.replace(/(\.nn)?(\.json)?$/i, '')}.nn.json`;
}
