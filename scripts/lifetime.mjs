/**
 * What must be undone when this process ends, however it ends: child processes, temporary folders.
 *
 * A process has one lifetime, so this module keeps one list. It cannot act when the process is killed outright; for
 * that the server runs under `workbench/guard.mjs`, and the browser ends when its pipe closes.
 */

/** @typedef {() => void | Promise<void>} Cleanup */

/** @type {Set<Cleanup>} */
const cleanups = new Set();

/**
 * Registers something to undo. The last registered is undone first.
 * @param {Cleanup} cleanup
 * @returns {() => Promise<void>} undoes it now, and at most once
 */
export function onShutdown(cleanup) {
  /** @type {Promise<void> | undefined} */
  let done;
  const once = () => {
    done ??= Promise.resolve(cleanup()).finally(() => cleanups.delete(once));
    return done;
  };
  cleanups.add(once);
  return once;
}

/** Undoes everything that is still registered; a failing cleanup does not keep the others from running. */
export async function shutdown() {
  for (const cleanup of [...cleanups].reverse()) {
    try {
      await cleanup();
    } catch (error) {
      process.stderr.write(`While cleaning up: ${messageOf(error)}\n`);
    }
  }
}

/**
 * On Ctrl+C or a request to terminate: says so, cleans up, and exits with the shell's number for the signal. The same
 * when the parent process goes: npm, terminated, does not pass that on.
 * @param {(signal: NodeJS.Signals) => void} [announce] called first, once
 */
export function shutdownOnSignals(announce) {
  let ending = false;
  /** @type {readonly [NodeJS.Signals, number][]} */
  const signals = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ];
  /** @type {(signal: NodeJS.Signals, status: number) => void} */
  const end = (signal, status) => {
    if (ending) {
      return;
    }
    ending = true;
    announce?.(signal);
    void shutdown().then(() => process.exit(status));
  };
  for (const [signal, status] of signals) {
    process.on(signal, () => {
      end(signal, status);
    });
  }
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) {
      end('SIGHUP', 129);
    }
  }, 1000);
  watch.unref();
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
