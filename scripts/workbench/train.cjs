/**
 * Inside the extension host: trains a network file by the extension's own command.
 */

/**
 * @typedef {{ type: string }} RunEvent
 * @typedef {{ onDidRunEvent: import('vscode').Event<RunEvent> }} LayerwireApi
 * @typedef {{ file: string, options: Readonly<Record<string, unknown>> }} TrainArgument
 */

/**
 * @param {typeof import('vscode')} vscode
 * @param {TrainArgument} argument options as of the command `layerwire.train`
 * @param {(event: unknown) => void} emit receives the run's events, but not their arrays: weights, predictions, losses of steps
 * @returns {Promise<{ message?: string, diagnostics?: unknown[] }>} a message when the run did not end as asked
 */
async function train(vscode, { file, options }, emit) {
  /** @type {import('vscode').Extension<LayerwireApi> | undefined} */
  const extension = vscode.extensions.getExtension('layerwire.layerwire');
  if (extension === undefined) {
    return { message: 'The extension layerwire.layerwire is not installed in this workbench.' };
  }
  const uri = vscode.Uri.file(file);
  /** @type {import('vscode').Disposable | undefined} */
  let subscription;
  try {
    const api = await extension.activate();
    subscription = api.onDidRunEvent((event) => {
      emit(withoutArrays(event));
    });
    await vscode.commands.executeCommand('layerwire.train', uri, options);
    return {};
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const errors = vscode.languages
      .getDiagnostics(uri)
      .filter((each) => each.severity === vscode.DiagnosticSeverity.Error);
    return errors.length === 0 ? { message } : { message, diagnostics: errors.map(describe) };
  } finally {
    subscription?.dispose();
  }
}

/**
 * @param {RunEvent} event
 * @returns {unknown}
 */
function withoutArrays(event) {
  return Object.fromEntries(Object.entries(event).filter(([, value]) => !ArrayBuffer.isView(value)));
}

/** @param {import('vscode').Diagnostic} diagnostic */
function describe({ code, message, range }) {
  return {
    code: typeof code === 'object' ? code.value : code,
    message,
    // As editors count, from 1.
    line: range.start.line + 1,
    column: range.start.character + 1,
  };
}

module.exports = { train };
