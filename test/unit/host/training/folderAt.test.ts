import assert from 'node:assert/strict';
import { posix } from 'node:path';
import type { Uri } from 'vscode';
import { folderAt, type UriMaker } from '../../../../src/host/training/folderAt';

/** What of `vscode.Uri` is used: parts that `with` replaces. */
function uriOf(scheme: string, path: string, authority = ''): Uri {
  const uri = {
    scheme,
    authority,
    path,
    with: (change: { path: string }) => uriOf(scheme, change.path, authority),
  };
  return uri as unknown as Uri;
}

/** As VS Code does on Windows, where a backslash parts folders and two begin a server's name. */
const uris: UriMaker = {
  file: (path) => {
    const slashed = path.replaceAll('\\', '/');
    const [, server, rest] = /^\/\/([^/]+)(.*)$/.exec(slashed) ?? [];
    if (server !== undefined) return uriOf('file', rest ?? '/', server);
    return uriOf('file', slashed.startsWith('/') ? slashed : `/${slashed}`);
  },
  joinPath: (base, ...segments) => uriOf(base.scheme, posix.join(base.path, ...segments), base.authority),
};

function found(path: string, networkFile: Uri): string {
  const { scheme, authority, path: foundPath } = folderAt(path, networkFile, uris);
  return `${scheme}://${authority}${foundPath}`;
}

describe('folderAt', () => {
  const onDisk = uriOf('file', '/home/me/nets/a.nn.json');
  const onServer = uriOf('vscode-vfs', '/me/nets/a.nn.json', 'github');

  it('takes a relative path from the folder of the network file', () => {
    assert.equal(found('out', onDisk), 'file:///home/me/nets/out');
    assert.equal(found('../data', onDisk), 'file:///home/me/data');
    assert.equal(found('..\\data\\mnist', onDisk), 'file:///home/me/data/mnist');
    assert.equal(found('data', onServer), 'vscode-vfs://github/me/nets/data');
  });

  it('takes an absolute path on the disk of the network file', () => {
    assert.equal(found('/data/mnist', onDisk), 'file:///data/mnist');
    assert.equal(found('D:\\data', uriOf('file', '/c:/nets/a.nn.json')), 'file:///D:/data');
    assert.equal(found('/data', onServer), 'vscode-vfs://github/data');
  });

  it('takes an absolute path on this disk for a file that was never saved', () => {
    assert.equal(found('/data', uriOf('untitled', 'Untitled-1')), 'file:///data');
  });

  it('keeps the server of a shared folder', () => {
    assert.equal(found('\\\\server\\data', uriOf('file', '/c:/nets/a.nn.json')), 'file://server/data');
  });

  it('takes whatever else stands there for a name', () => {
    assert.equal(found('~', onDisk), 'file:///home/me/nets/~');
    assert.equal(found('https://x', onDisk), 'file:///home/me/nets/https:/x');
  });
});
