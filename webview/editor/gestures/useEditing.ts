/**
 * Gestures on their way to the host, and what a person hears of them: what was done, or why it was not.
 */
import { useCallback, useState, type Dispatch } from 'react';
import type { Diagnostic } from '../../../src/core/diagnostics/diagnostic';
import { messageOf } from '../../../src/core/wording';
import type { CanvasAction, OpenFile } from '../drawing/canvasState';
import type { EditIntent } from './fromFlow';
import type { HostConnection } from '../host/hostConnection';
import { addedLayers } from './newLayer';
import { describeEdit } from '../wording';

export interface Editing {
  readonly edit: (intent: EditIntent) => Promise<void>;
  readonly fix: (file: OpenFile, problem: Diagnostic, title: string) => void;
  /** Runs something that may be turned down. */
  readonly attempt: (task: Promise<unknown>) => void;
  /** Why the last gesture was not carried out, until it is dismissed or another one succeeds. */
  readonly refused: string | undefined;
  readonly setRefused: (reason: string | undefined) => void;
  /** What was done last, for screen readers; the number grows each time. */
  readonly announcement: { readonly text: string; readonly number: number };
}

export function useEditing(host: HostConnection, dispatch: Dispatch<CanvasAction>): Editing {
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const [announcement, setAnnouncement] = useState({ text: '', number: 0 });
  const announce = useCallback((text: string) => {
    setRefused(undefined);
    setAnnouncement(({ number }) => ({ text, number: number + 1 }));
  }, []);
  const attempt = useCallback((task: Promise<unknown>) => {
    task.catch((error: unknown) => {
      setRefused(messageOf(error));
    });
  }, []);
  const edit = useCallback(
    async (intent: EditIntent): Promise<void> => {
      let said = '';
      try {
        const written = await host.edit((current) => {
          const made = intent(current);
          said = made === undefined ? '' : describeEdit(current, made);
          return made;
        });
        announce(said);
        const added = written === undefined ? [] : addedLayers(written);
        if (added.length > 0) dispatch({ type: 'layersSelected', ids: added, focus: true });
      } catch (error) {
        setRefused(messageOf(error));
      }
    },
    [host, dispatch, announce],
  );
  const fix = useCallback(
    (file: OpenFile, problem: Diagnostic, title: string) => {
      attempt(
        host.fix(file, problem, title).then(() => {
          announce(`${title}: done`);
        }),
      );
    },
    [host, attempt, announce],
  );
  return { edit, fix, attempt, refused, setRefused, announcement };
}
