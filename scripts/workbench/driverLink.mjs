/**
 * The launcher's end of the wire to `driver/driver.cjs` in the extension host.
 */
import { randomUUID } from 'node:crypto';
import net from 'node:net';
import readline from 'node:readline';
import { onShutdown } from '../lifetime.mjs';

/**
 * @typedef {object} Reply
 * @property {number} [id]
 * @property {string} [token]
 * @property {unknown} [event]
 * @property {unknown} [result]
 * @property {{ message: string, stack?: string }} [error]
 */

/**
 * @typedef {object} PendingCall
 * @property {(event: unknown) => void} onEvent
 * @property {(result: unknown) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** Calls functions inside the extension host. Made before the workbench starts; connected once it is up. */
export class DriverLink {
  #token = randomUUID();
  #server = net.createServer((socket) => {
    this.#accept(socket);
  });
  /** @type {Map<number, PendingCall>} */
  #pending = new Map();
  #calls = 0;
  /** @type {Error | undefined} */
  #lost;
  /**
   * The driver of the extension host that runs; another one when the window has been reloaded.
   * @type {net.Socket | undefined}
   */
  #driver;
  /** @type {() => void} */
  #onConnected = () => {};
  /** @type {Promise<void>} */
  #connected = this.nextDriver();
  /**
   * Where the driver finds this link, for the `connection.json` beside it.
   * @type {{ port: number, token: string }}
   */
  connection = { port: 0, token: this.#token };

  /** @returns {Promise<DriverLink>} listening */
  static async open() {
    const link = new DriverLink();
    await link.#listen();
    return link;
  }

  async #listen() {
    await new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        resolve(undefined);
      });
    });
    const address = this.#server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    this.connection = { port, token: this.#token };
    this.close = onShutdown(() => {
      this.fail(new Error('The workbench was closed.'));
      this.#server.close();
    });
  }

  /** Replaced when the link listens. */
  close = () => Promise.resolve();

  /** @param {net.Socket} socket */
  #accept(socket) {
    let trusted = false;
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (socket === this.#driver) {
        this.fail(new Error('The extension host ended.'));
      }
    });
    readline.createInterface({ input: socket }).on('line', (line) => {
      /** @type {Reply} */
      const reply = JSON.parse(line);
      if (trusted) {
        this.#receive(reply);
      } else if (reply.token === this.#token) {
        trusted = true;
        this.#driver = socket;
        this.#lost = undefined;
        this.#onConnected();
      } else {
        socket.destroy();
      }
    });
  }

  /** @param {Reply} reply */
  #receive(reply) {
    const call = this.#pending.get(reply.id ?? -1);
    if (call === undefined || reply.id === undefined) {
      return;
    }
    if ('event' in reply) {
      call.onEvent(reply.event);
      return;
    }
    this.#pending.delete(reply.id);
    if (reply.error === undefined) {
      call.resolve(reply.result);
    } else {
      call.reject(new Error(reply.error.message));
    }
  }

  /**
   * Rejects whatever is under way, and what is called from now on until a driver connects again.
   * @param {Error} error
   */
  fail(error) {
    this.#lost = error;
    for (const call of this.#pending.values()) {
      call.reject(error);
    }
    this.#pending.clear();
    this.#connectionLost(error);
  }

  /** @type {(error: Error) => void} */
  #connectionLost = () => {};

  /** @returns {Promise<void>} resolves when the next driver connects */
  nextDriver() {
    return new Promise((resolve) => {
      this.#onConnected = resolve;
    });
  }

  /**
   * Resolves once the driver runs in the extension host.
   * @param {number} [limitMs] waits for ever when absent
   */
  async connected(limitMs) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    /** @type {Promise<never>} */
    const failed = new Promise((_resolve, reject) => {
      this.#connectionLost = reject;
      if (limitMs !== undefined) {
        timer = setTimeout(() => {
          reject(
            new Error(`The workbench's extension host did not start within ${String(limitMs / 1000)} s.`),
          );
        }, limitMs);
      }
    });
    try {
      await Promise.race([this.#connected, failed]);
    } finally {
      clearTimeout(timer);
      this.#connectionLost = () => {};
    }
  }

  /**
   * Calls `name` of the CommonJS module in the extension host.
   * @param {string} module an absolute file name
   * @param {string} name
   * @param {unknown} [argument] must survive JSON
   * @param {(event: unknown) => void} [onEvent] receives what the function emits
   * @returns {Promise<unknown>} the function's result
   */
  async call(module, name, argument = null, onEvent = () => {}) {
    await this.#connected;
    if (this.#lost !== undefined) {
      throw this.#lost;
    }
    const id = ++this.#calls;
    /** @type {Promise<unknown>} */
    const result = new Promise((resolve, reject) => {
      this.#pending.set(id, { onEvent, resolve, reject });
    });
    this.#driver?.write(`${JSON.stringify({ id, module, name, argument })}\n`);
    return await result;
  }
}
