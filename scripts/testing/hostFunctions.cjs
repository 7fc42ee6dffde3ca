/**
 * Inside the extension host: what tests of the page ask about the state behind it.
 */

/** @typedef {typeof import('vscode')} VscodeApi */

/**
 * @param {VscodeApi} vscode
 * @param {string} file
 * @returns {Promise<{ text: string, isDirty: boolean }>} the document as editors see it, saved or not
 */
async function readDocument(vscode, file) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  return { text: document.getText(), isDirty: document.isDirty };
}

/**
 * @param {VscodeApi} vscode
 * @param {string} file
 * @returns {Promise<{ line: string }>} the text of the line that the cursor of the file's text editor stands in
 */
function readCursor(vscode, file) {
  const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.fsPath === file);
  const line = editor === undefined ? '' : editor.document.lineAt(editor.selection.active.line).text;
  return Promise.resolve({ line });
}

/**
 * Replaces the first match in an open document.
 * @param {VscodeApi} vscode
 * @param {{ file: string, pattern: string, replacement: string }} change
 * @returns {Promise<number>} when the document had changed, as `Date.now()` tells it
 */
async function replaceText(vscode, { file, pattern, replacement }) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const match = new RegExp(pattern).exec(document.getText());
  if (match === null) {
    throw new Error(`${file} has nothing that matches ${pattern}.`);
  }
  const range = new vscode.Range(
    document.positionAt(match.index),
    document.positionAt(match.index + match[0].length),
  );
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, replacement);
  const changedAt = new Promise((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) {
        subscription.dispose();
        resolve(Date.now());
      }
    });
  });
  await vscode.workspace.applyEdit(change);
  return await changedAt;
}

/**
 * @param {VscodeApi} vscode
 * @param {{ name: string, value: unknown }} setting of the person, for all workspaces
 */
async function changeSetting(vscode, { name, value }) {
  await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
}

/**
 * @param {VscodeApi} vscode
 * @param {{ command: string, args?: unknown[] }} call
 */
async function runCommand(vscode, { command, args = [] }) {
  await vscode.commands.executeCommand(command, ...args);
}

/**
 * Emits every event of runs, with lists in the place of typed arrays but no weights; returns at the first end of a run.
 * @param {VscodeApi} vscode
 * @param {unknown} _nothing
 * @param {(event: unknown) => void} emit
 */
async function watchRun(vscode, _nothing, emit) {
  /** @type {import('vscode').Extension<import('../workbench/train.cjs').LayerwireApi> | undefined} */
  const extension = vscode.extensions.getExtension('layerwire.layerwire');
  if (extension === undefined) {
    throw new Error('The extension layerwire.layerwire is not installed in this workbench.');
  }
  const api = await extension.activate();
  emit({ type: 'watching' });
  await new Promise((resolve) => {
    const subscription = api.onDidRunEvent((event) => {
      emit(withLists(event));
      if (['runEnded', 'runStopped', 'runFailed'].includes(event.type)) {
        subscription.dispose();
        resolve(undefined);
      }
    });
  });
}

/**
 * @param {Readonly<Record<string, unknown>>} event
 * @returns {unknown}
 */
function withLists(event) {
  return Object.fromEntries(
    Object.entries(event)
      .filter(([key]) => key !== 'bytes')
      .map(([key, value]) => [
        key,
        value instanceof Float32Array || value instanceof Int16Array ? [...value] : value,
      ]),
  );
}

module.exports = { changeSetting, readCursor, readDocument, replaceText, runCommand, watchRun };
