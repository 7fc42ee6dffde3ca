import assert from 'node:assert/strict';
import { once } from 'node:events';
import { downloadFile, HttpFileError } from '../../../../src/host/data/httpFile';
import { MirrorServer, serving, stalling } from './mirrorServer';

const bytes = new Uint8Array(100_000).map((_, index) => index * 7);
const files = new Map([['file', bytes]]);

const options = (changes: Partial<Parameters<typeof downloadFile>[1]> = {}) => ({
  limit: 1_000_000,
  stallTimeoutMs: 5000,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  ...changes,
});

async function assertFails(
  download: Promise<unknown>,
  message: RegExp,
  serverAnswered: boolean,
): Promise<void> {
  await assert.rejects(download, (error) => {
    assert.ok(error instanceof HttpFileError, String(error));
    assert.match(error.message, message);
    assert.equal(error.serverAnswered, serverAnswered);
    return true;
  });
}

describe('downloadFile', () => {
  const server = new MirrorServer();
  before(async () => {
    await server.start();
  });
  after(async () => {
    await server.stop();
  });

  it('gives the bytes and reports every arrival with the claimed total', async () => {
    const reports: [number, number | undefined][] = [];
    const onProgress = (received: number, total: number | undefined) => reports.push([received, total]);
    const url = `${server.add('good', serving(files))}file`;
    assert.deepEqual(await downloadFile(url, options({ onProgress })), bytes);
    assert.deepEqual(reports.at(-1), [bytes.length, bytes.length]);
    assert.ok(reports.every(([received], index) => index === 0 || received > reports[index - 1]![0]));
  });

  it('says what a server answered that has no such file', async () => {
    await assertFails(
      downloadFile(`${server.add('good', serving(files))}other`, options()),
      /answered 404 Not Found/,
      true,
    );
  });

  it('says why a server could not be reached', async () => {
    await assertFails(downloadFile('http://127.0.0.1:1/file', options()), /could not be read \(.+\)/, false);
  });

  it('says so when the connection breaks in the middle', async () => {
    const url = server.add('breaking', (_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('some', () => response.destroy());
    });
    await assertFails(downloadFile(`${url}file`, options()), /could not be read/, false);
  });

  it('gives up when nothing arrives for a while, before the answer and in its middle', async () => {
    const silent = server.add('silent', () => undefined);
    await assertFails(
      downloadFile(`${silent}file`, options({ stallTimeoutMs: 50 })),
      /sent nothing for 0.05 s/,
      false,
    );
    const stalls = server.add('stalls', stalling(files));
    await assertFails(
      downloadFile(`${stalls}file`, options({ stallTimeoutMs: 100 })),
      /sent nothing for 0.1 s/,
      false,
    );
  });

  it('waits for a slow server as long as something arrives', async () => {
    const slow = server.add('slow', (_, response) => {
      let sent = 0;
      const timer = setInterval(() => {
        if (++sent < 8) response.write('x');
        else {
          clearInterval(timer);
          response.end();
        }
      }, 40);
    });
    const received = await downloadFile(`${slow}file`, options({ stallTimeoutMs: 200 }));
    assert.equal(received.length, 7);
  });

  it('stops an endless body at the limit, and closes the connection', async () => {
    let closed: Promise<unknown> | undefined;
    const endless = server.add('endless', (_, response) => {
      closed = once(response, 'close');
      const pump = () => {
        while (!response.destroyed && response.write(bytes));
      };
      response.on('drain', pump);
      pump();
    });
    await assertFails(
      downloadFile(`${endless}file`, options({ limit: 250_000 })),
      /more than the 250000 bytes/,
      true,
    );
    await closed;
  });

  it('rejects with the reason of the abort, at once, and closes the connection', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    let closed: Promise<unknown> | undefined;
    const url = server.add('aborted', (fileName, response) => {
      closed = once(response, 'close');
      stalling(files)(fileName, response);
    });
    const onProgress = () => {
      controller.abort(reason);
    };
    const download = downloadFile(`${url}file`, options({ signal: controller.signal, onProgress }));
    await assert.rejects(download, reason);
    await closed;
    await assert.rejects(downloadFile(`${url}file`, options({ signal: controller.signal })), reason);
  });
});
