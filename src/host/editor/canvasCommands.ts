/**
 * The canvas's commands: each `layerwire.canvas.<name>` goes to the canvas in front, which carries it out.
 */
import * as vscode from 'vscode';
import { CANVAS_COMMANDS } from '../../protocol/editor';
import type { OpenCanvases } from './openCanvases';

/** Registers the commands until they are disposed. Without a canvas in front they say so and do nothing. */
export function registerCanvasCommands(canvases: OpenCanvases): vscode.Disposable {
  return vscode.Disposable.from(
    ...CANVAS_COMMANDS.map((command) =>
      vscode.commands.registerCommand(`layerwire.canvas.${command}`, () => {
        if (!canvases.invoke(command)) {
          void vscode.window.showInformationMessage('Open a network on the canvas first.');
        }
      }),
    ),
  );
}
