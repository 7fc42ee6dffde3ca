/**
 * Typed calls over anything that passes messages: a webview's `postMessage`, a worker, two ends of a test.
 *
 * A contract is an interface of methods with one argument each; each side names what it serves (`Local`) and what it
 * asks of the other (`Remote`). Whatever arrives is untrusted: an argument reaches its handler, and a reply its caller,
 * only through a validator; a handler that throws answers with its message, and nobody waits for ever, since disposing
 * rejects every call that is still open. Leaves out: cancellation and streaming, which the contracts express as methods.
 */
import { messageOf } from '../core/wording';

/** One end of a channel. `transfer` hands buffers over instead of copying, where the channel can. */
export interface Port {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** Calls the listener for each message until the returned function is called. */
  onMessage(listener: (message: unknown) => void): () => void;
}

type Method = (argument: never) => unknown;
type Contract<T> = { readonly [K in keyof T]: Method };
type Argument<M> = M extends (argument: infer A) => unknown ? A : never;
type Reply<M> = M extends (argument: never) => infer R ? Awaited<R> : never;

/** What a side does for each method it serves. */
export type Handlers<T> = {
  readonly [K in keyof T]: (argument: Argument<T[K]>) => Reply<T[K]> | Promise<Reply<T[K]>>;
};

/** Turns an unknown argument into a known one, or throws an error that says what is wrong with it. */
export type Validators<T> = { readonly [K in keyof T]: (value: unknown) => Argument<T[K]> };

type NoReply = ReturnType<() => void>;
/** The methods of a contract whose reply says something. */
type Replying<T> = { [K in keyof T]: [Reply<T[K]>] extends [NoReply] ? never : K }[keyof T];

/** Turns an unknown reply into a known one, or throws; where nothing is replied there is nothing to read. */
export type ReplyValidators<T> = { readonly [K in Replying<T>]: (value: unknown) => Reply<T[K]> };

export interface Rpc<Remote> {
  /**
   * Asks the other side and waits for its answer.
   * @throws RpcError with the handler's message, when the answer cannot be read, or when this side is disposed.
   */
  call<K extends keyof Remote & string>(
    method: K,
    argument: Argument<Remote[K]>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<Reply<Remote[K]>>;
  /** Tells the other side and does not wait; its errors are reported on its own side. */
  notify<K extends keyof Remote & string>(
    method: K,
    argument: Argument<Remote[K]>,
    transfer?: readonly ArrayBuffer[],
  ): void;
  /** The other side has forgotten what it was asked, as a page does that is loaded anew: rejects every open call. */
  abandonCalls(reason: string): void;
  dispose(): void;
}

export class RpcError extends Error {
  override readonly name = 'RpcError';
}

type Message =
  | { readonly rpc: 'call'; readonly id: number; readonly method: string; readonly argument: unknown }
  | { readonly rpc: 'notify'; readonly method: string; readonly argument: unknown }
  | { readonly rpc: 'ok'; readonly id: number; readonly value: unknown }
  | { readonly rpc: 'err'; readonly id: number; readonly message: string };

interface OpenCall {
  readonly method: string;
  readonly resolve: (value: never) => void;
  readonly reject: (error: RpcError) => void;
}

/**
 * Serves `handlers` on the port and returns the way to the other side.
 *
 * @param validators read the arguments that arrive here.
 * @param replyValidators read what the other side answers.
 * @param onError hears of notifications that failed: there is nobody else to tell.
 */
export function createRpc<Local extends Contract<Local>, Remote extends Contract<Remote>>(
  port: Port,
  handlers: Handlers<Local>,
  validators: Validators<Local>,
  replyValidators: ReplyValidators<Remote>,
  onError: (error: RpcError) => void,
): Rpc<Remote> {
  const readers = new Map<string, (value: unknown) => unknown>(Object.entries(replyValidators));
  const open = new Map<number, OpenCall>();
  let nextId = 1;
  let disposed = false;

  const serve = async (method: string, argument: unknown): Promise<unknown> => {
    if (!Object.hasOwn(handlers, method)) {
      throw new RpcError(`There is no method "${method}" here.`);
    }
    const name = method as keyof Local;
    return handlers[name](validators[name](argument));
  };

  const settle = ({ method, resolve, reject }: OpenCall, value: unknown): void => {
    try {
      resolve(readers.get(method)?.(value) as never);
    } catch (error) {
      reject(new RpcError(`The answer to "${method}" cannot be read: ${messageOf(error)}`));
    }
  };

  const receive = (raw: unknown): void => {
    const message = readMessage(raw);
    if (message === undefined || disposed) {
      return;
    }
    if (message.rpc === 'call') {
      const answer = (reply: Message): void => {
        if (!disposed) {
          port.post(reply);
        }
      };
      serve(message.method, message.argument).then(
        (value) => {
          answer({ rpc: 'ok', id: message.id, value });
        },
        (error: unknown) => {
          answer({ rpc: 'err', id: message.id, message: messageOf(error) });
        },
      );
    } else if (message.rpc === 'notify') {
      serve(message.method, message.argument).catch((error: unknown) => {
        onError(new RpcError(`${message.method}: ${messageOf(error)}`));
      });
    } else {
      const call = open.get(message.id);
      open.delete(message.id);
      if (message.rpc === 'err') {
        call?.reject(new RpcError(message.message));
      } else if (call !== undefined) {
        settle(call, message.value);
      }
    }
  };

  const abandonCalls = (reason: string): void => {
    const abandoned = [...open.values()];
    open.clear();
    for (const call of abandoned) call.reject(new RpcError(reason));
  };

  const stopListening = port.onMessage(receive);

  return {
    call: (method, argument, transfer) =>
      new Promise((resolve, reject) => {
        if (disposed) {
          reject(new RpcError(`"${method}" was called on a connection that is closed.`));
          return;
        }
        const id = nextId++;
        open.set(id, { method, resolve, reject });
        port.post({ rpc: 'call', id, method, argument } satisfies Message, transfer);
      }),
    notify: (method, argument, transfer) => {
      if (!disposed) {
        port.post({ rpc: 'notify', method, argument } satisfies Message, transfer);
      }
    },
    abandonCalls,
    dispose: () => {
      disposed = true;
      stopListening();
      abandonCalls('The connection was closed before the answer came.');
    },
  };
}

/** Reads a message of ours, or `undefined` for what other code posts on the same channel. */
function readMessage(raw: unknown): Message | undefined {
  if (typeof raw !== 'object' || raw === null) {
    return undefined;
  }
  const { rpc, id, method, argument, value, message } = raw as Record<string, unknown>;
  if (rpc === 'call' && typeof id === 'number' && typeof method === 'string') {
    return { rpc, id, method, argument };
  }
  if (rpc === 'notify' && typeof method === 'string') {
    return { rpc, method, argument };
  }
  if (rpc === 'ok' && typeof id === 'number') {
    return { rpc, id, value };
  }
  if (rpc === 'err' && typeof id === 'number' && typeof message === 'string') {
    return { rpc, id, message };
  }
  return undefined;
}
