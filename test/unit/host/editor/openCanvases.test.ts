import assert from 'node:assert/strict';
import { OpenCanvases, type OpenCanvas } from '../../../../src/host/editor/openCanvases';
import type { CanvasCommand } from '../../../../src/protocol/editor';

interface FakeCanvas extends OpenCanvas {
  active: boolean;
  readonly commands: CanvasCommand[];
}

describe('OpenCanvases', () => {
  let context: Record<string, boolean | number>;
  let writes: number;
  let canvases: OpenCanvases;
  const keys = (): unknown[] => [
    context['layerwire.canvasFocus'],
    context['layerwire.canvasSelectedLayers'],
    context['layerwire.canvasSelectedWires'],
  ];
  const open = (active: boolean): FakeCanvas => {
    const commands: CanvasCommand[] = [];
    const canvas = {
      isInFront: () => fake.active,
      invoke: (command: CanvasCommand) => void commands.push(command),
    };
    const fake: FakeCanvas = { active, commands, ...nothing };
    return Object.assign(fake, canvases.open(canvas));
  };
  const nothing: OpenCanvas = {
    noteFocus: () => undefined,
    noteFront: () => undefined,
    noteHidden: () => undefined,
    close: () => undefined,
  };

  beforeEach(() => {
    context = {};
    writes = 0;
    canvases = new OpenCanvases((key, value) => {
      context[key] = value;
      writes++;
    });
  });

  it('shows what the canvas in front has selected, and sets no key twice', () => {
    const canvas = open(true);
    assert.deepEqual(keys(), [false, 0, 0]);
    canvas.noteFocus({ onDrawing: true, selectedLayers: 2, selectedWires: 1 });
    assert.deepEqual(keys(), [true, 2, 1]);
    assert.equal(writes, 6);
    canvas.noteFocus({ onDrawing: true, selectedLayers: 3, selectedWires: 1 });
    assert.equal(writes, 7);
  });

  it('goes from one canvas to the other, and to none', () => {
    const [first, second] = [open(true), open(false)];
    first.noteFocus({ onDrawing: true, selectedLayers: 2, selectedWires: 0 });
    second.noteFocus({ onDrawing: false, selectedLayers: 5, selectedWires: 0 });
    assert.deepEqual(keys(), [true, 2, 0]);
    first.active = false;
    first.noteFront();
    assert.deepEqual(keys(), [false, 0, 0]);
    second.active = true;
    second.noteFront();
    assert.deepEqual(keys(), [false, 5, 0]);
  });

  it('forgets what a hidden canvas had selected, and a closed canvas altogether', () => {
    const canvas = open(true);
    const focus = { onDrawing: true, selectedLayers: 1, selectedWires: 1 };
    canvas.noteFocus(focus);
    canvas.noteHidden();
    assert.deepEqual(keys(), [false, 0, 0]);
    canvas.noteFocus(focus);
    canvas.close();
    assert.deepEqual(keys(), [false, 0, 0]);
    canvas.noteFocus(focus);
    assert.deepEqual(keys(), [false, 0, 0]);
    assert.equal(canvases.invoke('paste'), false);
  });

  it('passes a command to the canvas in front alone', () => {
    const [first, second] = [open(false), open(false)];
    assert.equal(canvases.invoke('addLayer'), false);
    second.active = true;
    assert.equal(canvases.invoke('duplicate'), true);
    assert.deepEqual([first.commands, second.commands], [[], ['duplicate']]);
  });
});
