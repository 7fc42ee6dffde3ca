/**
 * The only touch of the webview's global `acquireVsCodeApi`: the line to the host, and what a page remembers while it is
 * hidden.
 */
import { portOf } from '../src/protocol/messagePort';
import type { Port } from '../src/protocol/rpc';

/** `Memory` is kept by VS Code for as long as the tab exists, and is never part of a file. */
export interface VscodeApi<Memory> {
  readonly port: Port;
  /** What was remembered before this page was made, if anything was. */
  readonly remembered: Memory | undefined;
  readonly remember: (memory: Memory) => void;
}

/** May be called once in the life of a page. */
export function acquireVscode<Memory>(): VscodeApi<Memory> {
  const api = acquireVsCodeApi<Memory>();
  return {
    // VS Code finds the bytes in a message by itself, so that there is nothing to transfer.
    port: portOf(window, (message) => {
      api.postMessage(message);
    }),
    remembered: api.getState(),
    remember: (memory) => {
      api.setState(memory);
    },
  };
}
