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
 * Emits every event of runs, but not the weights; returns at the end of the first run.
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
      emit({ ...event, bytes: undefined });
      if (['runEnded', 'runStopped', 'runFailed'].includes(event.type)) {
        subscription.dispose();
        resolve(undefined);
      }
    });
  });
}

module.exports = { changeSetting, readDocument, runCommand, watchRun };
