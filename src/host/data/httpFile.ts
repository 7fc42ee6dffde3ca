/**
 * One file over HTTP into memory: stops at a size limit, when nothing arrives for a while, and when cancelled.
 */
import { concatenate } from './gunzip';

export interface HttpFileOptions {
  /** Greatest length of the body; what the server claims about it is only used to show progress. */
  readonly limit: number;
  /** Gives up when no byte arrives for so long. */
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
  /** `total` is what the server claims, or `undefined`. */
  onProgress(received: number, total: number | undefined): void;
}

/** A download that failed, in words that follow the address: `… answered 404 Not Found`. */
export class HttpFileError extends Error {
  override readonly name = 'HttpFileError';

  /** @param serverAnswered False where the server could not be reached or fell silent: another file will fail too. */
  constructor(
    message: string,
    readonly serverAnswered: boolean,
  ) {
    super(message);
  }
}

/**
 * Downloads one file.
 * @throws HttpFileError when it cannot be had; the signal's reason when it was aborted.
 */
export async function downloadFile(url: string, options: HttpFileOptions): Promise<Uint8Array> {
  const { limit, stallTimeoutMs, signal } = options;
  signal.throwIfAborted();
  const controller = new AbortController();
  const abort = () => {
    controller.abort();
  };
  signal.addEventListener('abort', abort);
  const stall = new HttpFileError(`sent nothing for ${stallTimeoutMs / 1000} s`, false);
  const onStall = () => {
    controller.abort(stall);
  };
  let stallTimer = setTimeout(onStall, stallTimeoutMs);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok) {
      throw new HttpFileError(`answered ${response.status} ${response.statusText}`.trimEnd(), true);
    }
    if (response.body === null) throw new HttpFileError('answered without a body', true);
    const total = claimedLength(response);
    const reader = response.body.getReader();
    const chunks: Uint8Array[] = [];
    let received = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return concatenate(chunks, received);
      clearTimeout(stallTimer);
      stallTimer = setTimeout(onStall, stallTimeoutMs);
      chunks.push(value);
      received += value.length;
      if (received > limit)
        throw new HttpFileError(`sent more than the ${limit} bytes expected at most`, true);
      options.onProgress(received, total);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (controller.signal.reason === stall) throw stall;
    if (error instanceof HttpFileError) throw error;
    throw new HttpFileError(`could not be read (${reasonOf(error)})`, false);
  } finally {
    clearTimeout(stallTimer);
    signal.removeEventListener('abort', abort);
    // Closes the connection where the body was not read to its end.
    controller.abort();
  }
}

function claimedLength(response: Response): number | undefined {
  // Of a body that the platform decodes on the way, the header tells the length before decoding.
  if (response.headers.has('content-encoding')) return undefined;
  const length = Number(response.headers.get('content-length') ?? NaN);
  return Number.isSafeInteger(length) && length > 0 ? length : undefined;
}

/** `fetch` says only "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== ''
    ? `${error.message}: ${cause.message}`
    : error.message;
}
