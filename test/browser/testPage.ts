/**
 * A page on 127.0.0.1 in a headless browser with a software graphics adapter, that runs the engines in a worker.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { EngineName } from '../../src/core/training/engineName';
import type { Failure, FailureReport } from './failures';
import type { EngineReport, WorkerAnswer, WorkerTask } from './worker';

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-unsafe-swiftshader',
];

const PAGE = `<!doctype html><title>Engines</title><script>
  const run = (task) => new Promise((resolve) => {
    const worker = new Worker('/worker.js');
    const finish = (answer) => { worker.terminate(); resolve(answer); };
    worker.onmessage = ({ data }) => finish(data);
    worker.onerror = ({ message }) => finish({ err: message });
    worker.postMessage(task);
  });
</script>`;

/** What a webview allows its worker: WebAssembly, but no `eval`, and no address but its own. */
const WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'";

const WASM_FOLDER = path.join('node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist');

export class TestPage {
  private constructor(
    private readonly server: Server,
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  static async open(): Promise<TestPage> {
    const server = await serve(await bundleWorker());
    const browser = await chromium.launch({
      executablePath: await findBrowser(),
      headless: true,
      args: FLAGS,
    });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return new TestPage(server, browser, page);
  }

  /** Everything about one engine, computed in a worker of its own. */
  async report(engine: EngineName): Promise<EngineReport> {
    return (await this.run({ engine, failure: null })) as EngineReport;
  }

  /** How an engine fails, in a worker of its own. */
  async failure(engine: EngineName, failure: Failure): Promise<FailureReport> {
    return (await this.run({ engine, failure })) as FailureReport;
  }

  private async run(task: WorkerTask): Promise<EngineReport | FailureReport> {
    const answer = await this.page.evaluate<WorkerAnswer>(`run(${JSON.stringify(task)})`);
    if ('err' in answer) throw new Error(answer.err);
    return answer.ok;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.close();
  }
}

async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join('test', 'browser', 'worker.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild made no bundle of test/browser/worker.ts.');
  return file.text;
}

async function serve(workerScript: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/') send(response, 'text/html', PAGE);
    else if (pathname === '/worker.js') sendWorker(response, workerScript);
    else if (pathname === '/golden.json') void sendFile(response, path.join('test', 'golden', 'golden.json'));
    else if (pathname.startsWith('/wasm/'))
      void sendFile(response, path.join(WASM_FOLDER, path.basename(pathname)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function sendWorker(response: ServerResponse, script: string): void {
  response.setHeader('Content-Security-Policy', WORKER_POLICY);
  send(response, 'text/javascript', script);
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  try {
    send(response, 'application/octet-stream', await readFile(file));
  } catch {
    response.writeHead(404).end();
  }
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, { 'Content-Type': type }).end(body);
}

/** The browser that the project's scripts find or install. */
async function findBrowser(): Promise<string> {
  const script = pathToFileURL(path.resolve('scripts', 'setup', 'browser.mjs')).href;
  const { ensureBrowser } = (await import(script)) as { ensureBrowser: () => Promise<string> };
  return ensureBrowser();
}
