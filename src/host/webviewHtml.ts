/**
 * The HTML shell of every webview: its script, its style sheet and that of the icons, and a content security policy that
 * allows nothing else.
 */
import * as vscode from 'vscode';

export interface WebviewPage {
  readonly title: string;
  /** File names in `dist`. */
  readonly script: string;
  readonly style: string;
  /** The training page also compiles WebAssembly, starts a worker from a blob and fetches that worker's files. */
  readonly runsWorker: boolean;
  /** What the page finds as `data-*` attributes of `<body>`: addresses that only the host can make. */
  readonly data: Readonly<Record<string, string>>;
}

/** The folder that holds everything a webview may load. */
export function webviewRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}

/** Writes the page; the nonce is new each time. */
export function webviewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): string {
  const address = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(webviewRoot(extensionUri), file)).toString();
  const nonce = crypto.randomUUID();
  const policy = [
    `default-src 'none'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
    page.runsWorker ? `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'` : `script-src 'nonce-${nonce}'`,
    ...(page.runsWorker ? [`worker-src blob:`, `connect-src ${webview.cspSource} blob:`] : []),
  ].join('; ');
  const data = Object.entries(page.data).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  // The toolkit tries by an empty style element of its own whether the browser knows :focus-visible, and takes the nonce
  // for it from the element "csp-nonce"; refused, it would draw focus rings at every click.
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('codicon.css')}">
<link rel="stylesheet" href="${address(page.style)}">
<title>${escapeHtml(page.title)}</title>
</head>
<body${data.join('')}>
<div id="root"></div>
<script nonce="${nonce}" src="${address(page.script)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
