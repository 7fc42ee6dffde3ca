/**
 * A window, a worker or the inside of one as one end of a typed channel. Written without the DOM's types, so that pages,
 * workers and tests share it.
 */
import type { Port } from './rpc';

/** Whatever hears `message` events. */
export interface MessageSource {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Hears what arrives at `source`, and sends by `post`: the two are not always methods of one object. */
export function portOf(source: MessageSource, post: Port['post']): Port {
  return {
    post,
    onMessage: (listener) => {
      const receive = (event: { readonly data: unknown }): void => {
        listener(event.data);
      };
      source.addEventListener('message', receive);
      return () => {
        source.removeEventListener('message', receive);
      };
    },
  };
}
