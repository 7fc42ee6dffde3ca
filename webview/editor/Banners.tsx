/** What a person must know before going on: the text is torn, or the last gesture was not carried out. */
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import { Banner } from '../ui/Banner';
import type { OpenFile } from './drawing/canvasState';

export interface BannersProps {
  /** The file as it is, while it is not well formed. */
  readonly torn: OpenFile | undefined;
  /** Whether the canvas shows the file as it was before. */
  readonly showsLastGood: boolean;
  readonly refused: string | undefined;
  readonly onGoToError: (error: Diagnostic | undefined) => void;
  readonly onDismiss: () => void;
}

export function Banners({ torn, showsLastGood, refused, onGoToError, onDismiss }: BannersProps) {
  const error = torn?.checked.diagnostics.find(({ severity }) => severity === 'error');
  const shown = showsLastGood
    ? 'The text has an error, so you see the network as it last was, and cannot change it'
    : 'The file is not valid JSON, so the canvas cannot change it';
  return (
    <>
      {torn !== undefined && (
        <Banner
          severity="error"
          text={`${shown}: ${error?.message ?? 'syntax error.'}`}
          action={{
            label: 'Go to Error',
            onClick: () => {
              onGoToError(error);
            },
          }}
        />
      )}
      {refused !== undefined && (
        <Banner severity="warning" text={refused} action={{ label: 'Dismiss', onClick: onDismiss }} />
      )}
    </>
  );
}
