/**
 * Inside the extension host: opens a network file on the canvas. (A workbench with a fresh profile does not know yet,
 * when its address names a file, that an extension has an editor of its own for it.)
 */

/**
 * @param {typeof import('vscode')} vscode
 * @param {string} file
 */
async function openNetwork(vscode, file) {
  await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), 'layerwire.network');
}

module.exports = { openNetwork };
