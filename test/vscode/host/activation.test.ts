/** The extension starts, and what it promises to the workbench is there. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { layerwire } from './workspace';

describe('the extension', () => {
  it('activates and lets others listen to runs', async () => {
    const api = await layerwire();
    const subscription = api.onDidRunEvent(() => undefined);
    subscription.dispose();
  });

  it('registers every command that it contributes', async () => {
    await layerwire();
    const manifest: unknown = vscode.extensions.getExtension('layerwire.layerwire')?.packageJSON;
    const contributed = contributedCommands(manifest);
    assert.ok(contributed.includes('layerwire.train'));
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });
});

function contributedCommands(manifest: unknown): string[] {
  const { contributes } = manifest as { contributes: { commands: { command: string }[] } };
  return contributes.commands.map(({ command }) => command);
}
