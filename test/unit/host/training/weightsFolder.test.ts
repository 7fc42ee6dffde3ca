import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import type { FileAccess } from '../../../../src/host/data/fileAccess';
import { weightsFileName, weightsWriter } from '../../../../src/host/training/weightsFolder';

const uri = (path: string): Uri => ({ scheme: 'file', path, fsPath: path }) as unknown as Uri;

function access(calls: string[], failure?: Error): FileAccess {
  return {
    fs: {
      createDirectory: (folder: Uri) => {
        calls.push(`make ${folder.path}`);
        return Promise.resolve();
      },
      writeFile: (file: Uri, bytes: Uint8Array) => {
        calls.push(`write ${file.path}: ${bytes.join(' ')}`);
        return failure === undefined ? Promise.resolve() : Promise.reject(failure);
      },
    } as unknown as FileAccess['fs'],
    joinPath: (base, ...segments) => uri([base.path, ...segments].join('/')),
  };
}

describe('weightsFolder', () => {
  it('names the files so that they sort', () => {
    assert.equal(weightsFileName(0), 'epoch-0000.safetensors');
    assert.equal(weightsFileName(12), 'epoch-0012.safetensors');
    assert.equal(weightsFileName(12345), 'epoch-12345.safetensors');
  });

  it('makes the folder and writes the bytes', async () => {
    const calls: string[] = [];
    const write = weightsWriter(access(calls), uri('/out'));
    await write({ type: 'weightsExported', epoch: 1, bytes: Uint8Array.of(7, 8) });
    assert.deepEqual(calls, ['make /out', 'write /out/epoch-0001.safetensors: 7 8']);
  });

  it('says which file could not be written, and why', async () => {
    const write = weightsWriter(access([], new Error('no space left')), uri('/out'));
    await assert.rejects(write({ type: 'weightsExported', epoch: 3, bytes: new Uint8Array() }), {
      message:
        'The weights of epoch 3 could not be written to "/out/epoch-0003.safetensors" (no space left).',
    });
  });
});
