/**
 * A webview as one end of a typed channel.
 */
import type * as vscode from 'vscode';
import type { Port } from '../protocol/rpc';

/** VS Code finds the bytes in a message by itself, so that `transfer` has nothing to add. */
export function webviewPort(webview: vscode.Webview): Port {
  return {
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => {
        subscription.dispose();
      };
    },
  };
}
