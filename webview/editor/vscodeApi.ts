/**
 * The only touch of the webview's global `acquireVsCodeApi`: the line to the host, and what survives while the page is
 * hidden.
 */
import type { Viewport } from 'reactflow';
import type { Port } from '../../src/protocol/rpc';

/** Kept by VS Code for as long as the tab exists, and never part of the file. */
export interface CanvasMemory {
  readonly viewport?: Viewport;
}

export interface VscodeApi {
  readonly port: Port;
  /** What was remembered before the page was last hidden. */
  readonly remembered: CanvasMemory;
  readonly remember: (memory: CanvasMemory) => void;
}

/** May be called once in the life of a page. */
export function acquireVscode(): VscodeApi {
  const api = acquireVsCodeApi<CanvasMemory>();
  return {
    port: {
      post: (message) => {
        api.postMessage(message);
      },
      onMessage: (listener) => {
        const receive = (event: MessageEvent): void => {
          listener(event.data);
        };
        window.addEventListener('message', receive);
        return () => {
          window.removeEventListener('message', receive);
        };
      },
    },
    remembered: api.getState() ?? {},
    remember: (memory) => {
      api.setState(memory);
    },
  };
}
