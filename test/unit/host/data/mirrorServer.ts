/** A web server on loopback that plays mirrors: each first folder of a path behaves as the test says. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers the request for a file. */
export type Mirror = (fileName: string, response: ServerResponse) => void;

export class MirrorServer {
  /** Every request so far, as `mirror/file`. */
  readonly requests: string[] = [];
  private readonly mirrors = new Map<string, Mirror>();
  private readonly server = createServer((request, response) => {
    const [, mirror = '', fileName = ''] = (request.url ?? '').split('/');
    this.requests.push(`${mirror}/${fileName}`);
    const answer = this.mirrors.get(mirror);
    if (answer) answer(fileName, response);
    else response.writeHead(404).end();
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** Adds a mirror; gives its base URL. */
  add(name: string, mirror: Mirror): string {
    this.mirrors.set(name, mirror);
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Serves the files, with their lengths; 404 for others. */
export function serving(files: ReadonlyMap<string, Uint8Array>): Mirror {
  return (fileName, response) => {
    const bytes = files.get(fileName);
    if (bytes === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  };
}

/** Serves the files with one of them changed. */
export function servingChanged(
  files: ReadonlyMap<string, Uint8Array>,
  fileName: string,
  change: (bytes: Uint8Array) => Uint8Array,
): Mirror {
  return serving(
    new Map([...files].map(([name, bytes]) => [name, name === fileName ? change(bytes) : bytes])),
  );
}

/** Sends the first half of a file and then nothing. */
export function stalling(files: ReadonlyMap<string, Uint8Array>): Mirror {
  return (fileName, response) => {
    const bytes = files.get(fileName) ?? new Uint8Array();
    response.writeHead(200, { 'content-length': bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2));
  };
}
