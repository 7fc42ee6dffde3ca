/**
 * Ctrl+C, Ctrl+X and Ctrl+V on the drawing, as the browser's own clipboard events: they reach the system's clipboard
 * without asking for leave, in the desktop and in the browser.
 */
import { useEffect, useRef } from 'react';
import { copyText } from './clipboard';
import { pasteText, performCommand, type CommandTarget } from './canvasCommands';
import { isTextField } from './keys';

/** Serves the clipboard's events of the whole page, but for its text fields. */
export function useClipboard(target: CommandTarget): void {
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  }, [target]);
  useEffect(() => {
    const onCopy = (event: ClipboardEvent): void => {
      const { file, selectedLayers, drawn } = latest.current;
      // Text that is selected in the page, such as a message, is what a person wants to copy.
      if (document.getSelection()?.isCollapsed === false) return;
      if (isTextField(event.target) || event.clipboardData === null) return;
      const text = copyText(file.checked.file.graph, selectedLayers, drawn);
      if (text === '') return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') performCommand('delete', latest.current);
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isTextField(event.target) || event.clipboardData === null) return;
      event.preventDefault();
      pasteText(latest.current, event.clipboardData.getData('text/plain'), latest.current.pasteAt());
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}
