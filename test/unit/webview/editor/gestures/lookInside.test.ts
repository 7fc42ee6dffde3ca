import assert from 'node:assert/strict';
import type { LayerId } from '../../../../../src/core/graph/graph';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import type { EdgeRef } from '../../../../../webview/editor/drawing/flowIds';
import { performCommand, type CommandTarget } from '../../../../../webview/editor/gestures/canvasCommands';
import type { Subject } from '../../../../../webview/editor/inside/subject';
import { MLP } from '../files';

/** What becomes of the command "Look Inside" when this is selected: where it looks, or why not. */
function lookedAt(selectedLayers: readonly LayerId[], selectedWires: readonly EdgeRef[]): Subject | string {
  let outcome: Subject | string = 'nothing happened';
  const ignore = (): void => undefined;
  const target: CommandTarget = {
    file: { document: { version: 1, text: MLP, fileName: 'mlp.nn.json' }, checked: checkNnFile(MLP) },
    readOnly: false,
    selectedLayers,
    selectedWires,
    drawn: new Map(),
    edit: ignore,
    select: ignore,
    refuse: (reason) => {
      outcome = reason;
    },
    show: ignore,
    rename: ignore,
    lookInside: (subject) => {
      outcome = subject;
    },
    surveyUnits: ignore,
    toggle: ignore,
    zoom: ignore,
    writeClipboard: () => Promise.resolve(),
    readClipboard: () => Promise.resolve(''),
    pasteAt: () => ({ x: 0, y: 0 }),
  };
  performCommand('lookInside', target);
  return outcome;
}

const WIRE: EdgeRef = { from: 'hidden', to: 'output', occurrence: 1 };

describe('looking inside what is selected', () => {
  it('looks at the one layer or the one wire', () => {
    assert.deepEqual(lookedAt(['hidden'], []), { kind: 'layer', layer: 'hidden' });
    assert.deepEqual(lookedAt([], [WIRE]), { kind: 'wire', from: 'hidden', to: 'output' });
  });

  it('asks for one where there is none, or there are several', () => {
    for (const [layers, wires] of [
      [[], []],
      [['hidden', 'output'], []],
      [['hidden'], [WIRE]],
      [[], [WIRE, WIRE]],
    ] as const) {
      assert.equal(lookedAt(layers, wires), 'Select the one layer or wire to look inside.');
    }
  });
});
