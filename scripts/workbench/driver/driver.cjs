/**
 * A second extension, beside the product, through which a script acts inside the extension host.
 *
 * The launcher leaves `connection.json` in this folder; the driver connects to it on the loopback interface and calls
 * what it is asked to: a function `(vscode, argument, emit) => result` of a CommonJS module. One JSON object a line
 * each way: `{id, module, name, argument}` in; `{id, event}`, then `{id, result}` or `{id, error}` out.
 */
const { readFileSync } = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const readline = require('node:readline');
const vscode = require('vscode');

/**
 * @typedef {{ id: number, module: string, name: string, argument: unknown }} Call
 * @typedef {(api: typeof vscode, argument: unknown, emit: (event: unknown) => void) => unknown} Callable
 */

/** @param {import('vscode').ExtensionContext} context */
function activate(context) {
  /** @type {{ port: number, token: string }} */
  const { port, token } = JSON.parse(readFileSync(path.join(__dirname, 'connection.json'), 'utf8'));
  const socket = net.connect(port, '127.0.0.1');
  context.subscriptions.push({
    dispose: () => {
      socket.destroy();
    },
  });
  /** @param {unknown} message */
  const send = (message) => {
    socket.write(`${JSON.stringify(message)}\n`);
  };
  socket.on('error', (error) => {
    console.error(`The driver lost its launcher: ${error.message}`);
  });
  send({ token });
  readline.createInterface({ input: socket }).on('line', (line) => {
    /** @type {Call} */
    const call = JSON.parse(line);
    void answer(call, send);
  });
}

/**
 * @param {Call} call
 * @param {(message: unknown) => void} send
 */
async function answer({ id, module, name, argument }, send) {
  try {
    /** @type {Record<string, Callable | undefined>} */
    const functions = require(module);
    const callable = functions[name];
    if (callable === undefined) {
      throw new Error(`${module} exports no ${name}.`);
    }
    const result = await callable(vscode, argument, (event) => {
      send({ id, event });
    });
    send({ id, result: result ?? null });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({ id, error: { message, stack: error instanceof Error ? error.stack : undefined } });
  }
}

module.exports = { activate };
