import assert from 'node:assert/strict';
import { posix } from 'node:path';
import type { Uri } from 'vscode';
import { folderAt, type Places } from '../../../../src/host/training/folderAt';

/** What of `vscode.Uri` is used: parts that `with` replaces. */
function uriOf(scheme: string, path: string, authority = '', query = '', fragment = ''): Uri {
  const uri = {
    ...{ scheme, authority, path, query, fragment },
    with: (change: { path?: string; query?: string; fragment?: string }) =>
      uriOf(scheme, change.path ?? path, authority, change.query ?? query, change.fragment ?? fragment),
  };
  return uri as unknown as Uri;
}

/** As VS Code does on Windows, where a backslash parts folders and two begin a server's name. */
const desktop: Places = {
  hasDisk: true,
  file: (path) => {
    const slashed = path.replaceAll('\\', '/');
    const [, server, rest] = /^\/\/([^/]+)(.*)$/.exec(slashed) ?? [];
    if (server !== undefined) return uriOf('file', rest ?? '/', server);
    return uriOf('file', slashed.startsWith('/') ? slashed : `/${slashed}`);
  },
  joinPath: (base, ...segments) => base.with({ path: posix.join(base.path, ...segments) }),
};
const web: Places = { ...desktop, hasDisk: false };

function found(path: string, networkFile: Uri, places = desktop): string {
  const { scheme, authority, path: foundPath, query, fragment } = folderAt(path, networkFile, places);
  return `${scheme}://${authority}${foundPath}${query}${fragment}`;
}

describe('folderAt', () => {
  const onDisk = uriOf('file', '/home/me/nets/a.nn.json');
  const earlier = uriOf('git', '/home/me/nets/a.nn.json', '', '{"ref":"HEAD"}', 'L1');
  const onServer = uriOf('vscode-vfs', '/me/nets/a.nn.json', 'github');

  it('takes a relative path from the folder of the network file', () => {
    assert.equal(found('out', onDisk), 'file:///home/me/nets/out');
    assert.equal(found('../data', onDisk), 'file:///home/me/data');
    assert.equal(found('..\\data\\mnist', onDisk), 'file:///home/me/data/mnist');
    assert.equal(found('data', onServer), 'vscode-vfs://github/me/nets/data');
  });

  it('takes an absolute path on the disk of this machine, wherever the network file lies', () => {
    assert.equal(found('/data/mnist', onDisk), 'file:///data/mnist');
    assert.equal(found('D:\\data', uriOf('file', '/c:/nets/a.nn.json')), 'file:///D:/data');
    assert.equal(found('/data', onServer), 'file:///data');
    assert.equal(found('/data', earlier), 'file:///data');
  });

  it('takes an absolute path where the network file lies when there is no disk', () => {
    assert.equal(found('/data', onServer, web), 'vscode-vfs://github/data');
    assert.equal(found('/data', onDisk, web), 'file:///data');
  });

  it('leaves out which version of the network file it is', () => {
    assert.equal(found('data', earlier), 'git:///home/me/nets/data');
    assert.equal(found('/data', earlier, web), 'git:///data');
  });

  it('takes an absolute path on this disk for a file that was never saved', () => {
    for (const places of [desktop, web]) {
      assert.equal(found('/data', uriOf('untitled', 'Untitled-1'), places), 'file:///data');
    }
  });

  it('keeps the server of a shared folder', () => {
    assert.equal(found('\\\\server\\data', uriOf('file', '/c:/nets/a.nn.json')), 'file://server/data');
  });

  it('takes whatever else stands there for a name', () => {
    assert.equal(found('~', onDisk), 'file:///home/me/nets/~');
    assert.equal(found('https://x', onDisk), 'file:///home/me/nets/https:/x');
  });
});
