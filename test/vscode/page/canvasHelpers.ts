/** What tests of the canvas look for on it, and how they drag. */
import assert from 'node:assert/strict';
import type { Frame, Locator, Page } from 'playwright-core';
import type { CanvasTraining } from '../../../src/protocol/editor';
import type { ShownDocument, TestWorkbench } from './testWorkbench';

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A layer's card. */
export function card(canvas: Frame, id: string): Locator {
  return canvas.locator(`.react-flow__node[data-id="layer-${id}"]`);
}

/** The edges of the file, as "from > to". */
export function wiresOf({ text }: ShownDocument): string[] {
  const { edges } = JSON.parse(text) as { edges: [string, string][] };
  return edges.map(([from, to]) => `${from} > ${to}`);
}

/** The ids of the file's layers. */
export function layersOf({ text }: ShownDocument): string[] {
  return Object.keys((JSON.parse(text) as { layers: object }).layers);
}

/** The middle of an element, in the window's pixels. */
export async function middleOf(element: Locator): Promise<Place> {
  const box = await element.boundingBox();
  assert.ok(box !== null, 'the element is drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses at one place, moves to another, and calls `before` before letting go. */
export async function drag(
  { mouse }: Page,
  from: Place,
  to: Place,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await mouse.move(to.x, to.y, { steps: 4 });
  await before();
  await mouse.up();
}

/** Waits until a gesture has changed the text, and says what it is then. */
export async function changed(
  workbench: TestWorkbench,
  file: string,
  before: ShownDocument,
): Promise<ShownDocument> {
  await workbench.eventually('another text', async () => {
    return (await workbench.readDocument(file)).text !== before.text;
  });
  return await workbench.readDocument(file);
}

/** One Ctrl+Z takes a whole gesture back. */
export async function undoOnce(workbench: TestWorkbench, file: string, before: ShownDocument): Promise<void> {
  await workbench.page.keyboard.press('ControlOrMeta+Z');
  await workbench.eventually('the gesture undone', async () => {
    return (await workbench.readDocument(file)).text === before.text;
  });
}

/** A run of `edited.nn.json` in which both layers that learn do so badly. */
export const LEARNING_BADLY: CanvasTraining = {
  phase: 'running',
  commands: ['train', 'pause', 'stop'],
  isThisFile: true,
  health: {
    flatten: { saturated: null, dead: null, gradientNorm: null, updateRatio: null },
    hidden: { saturated: null, dead: 0.1, gradientNorm: 2345, updateRatio: 0.3 },
    output: { saturated: null, dead: null, gradientNorm: 1e-9, updateRatio: 1e-8 },
  },
  healthStep: 1200,
  networkChanged: false,
};

/** Tells a canvas of a run as the host would. */
export async function tellTraining(canvas: Frame, training: CanvasTraining | null): Promise<void> {
  await canvas.evaluate((argument) => {
    window.postMessage({ rpc: 'notify', method: 'trainingShown', argument }, window.origin);
  }, training);
}
