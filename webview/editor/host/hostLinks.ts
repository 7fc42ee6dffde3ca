/**
 * What the canvas and the workbench around it tell each other beside the file: selection, focus, commands.
 */
import { useEffect, useRef, type Dispatch } from 'react';
import type { LayerId } from '../../../src/core/graph/graph';
import type { CanvasCommand } from '../../../src/protocol/editor';
import type { CanvasAction } from '../drawing/canvasState';
import type { HostConnection } from './hostConnection';
import { isTextField } from '../gestures/keys';
import { useStable } from '../useStable';

/**
 * Shows the selection in the text beside the canvas, and the text's cursor on the canvas. Only what is selected here by
 * hand is reported: a selection that follows from typing in the text must not move the cursor there.
 */
export function useSharedSelection(
  host: HostConnection,
  selectedLayers: readonly LayerId[],
  dispatch: Dispatch<CanvasAction>,
): void {
  const known = useRef('[]');
  const key = JSON.stringify(selectedLayers);
  useEffect(() => {
    if (key === known.current) return;
    known.current = key;
    if (document.hasFocus()) host.selectionChanged(JSON.parse(key) as LayerId[]);
  }, [key, host]);
  useEffect(
    () =>
      host.onRequest((request) => {
        if (request.kind !== 'select') return;
        known.current = JSON.stringify(request.ids);
        dispatch({ type: 'layersSelected', ids: request.ids, focus: false });
      }),
    [host, dispatch],
  );
}

/** Carries out what VS Code's palette, keys and menus ask for. */
export function useCommands(host: HostConnection, perform: (command: CanvasCommand) => void): void {
  const latest = useStable(perform);
  useEffect(
    () =>
      host.onRequest((request) => {
        if (request.kind === 'command') latest(request.command);
      }),
    [host, latest],
  );
}

/** Tells what has the keyboard's attention, so that keys and menus offer what makes sense. */
export function useFocusReport(host: HostConnection, selectedLayers: number, selectedWires: number): void {
  const sent = useRef('');
  const report = useStable(() => {
    const onDrawing = document.hasFocus() && !isTextField(document.activeElement);
    const focus = { onDrawing, selectedLayers, selectedWires };
    const key = JSON.stringify(focus);
    if (key === sent.current) return;
    sent.current = key;
    host.focusChanged(focus);
  });
  useEffect(report, [report, selectedLayers, selectedWires]);
  useEffect(() => {
    // When an element loses the focus, the next one has it only a moment later.
    const later = (): void => {
      setTimeout(report);
    };
    document.addEventListener('focusin', later);
    document.addEventListener('focusout', later);
    window.addEventListener('focus', later);
    window.addEventListener('blur', later);
    return () => {
      document.removeEventListener('focusin', later);
      document.removeEventListener('focusout', later);
      window.removeEventListener('focus', later);
      window.removeEventListener('blur', later);
    };
  }, [report]);
}
