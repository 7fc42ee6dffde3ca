/** What a person must know before going on: the text is torn, or the last gesture was not carried out. */
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import { Banner } from '../ui/Banner';
import type { OpenFile } from './drawing/canvasState';

export interface TornBannerProps {
  /** The file as it is, while it is not well formed. */
  readonly torn: OpenFile;
  /** Whether the canvas shows the file as it was before. */
  readonly showsLastGood: boolean;
  readonly onGoToError: (error: Diagnostic | undefined) => void;
}

/** Stands above the canvas for as long as nothing can be written. */
export function TornBanner({ torn, showsLastGood, onGoToError }: TornBannerProps) {
  const error = torn.checked.diagnostics.find(({ severity }) => severity === 'error');
  const shown = showsLastGood
    ? 'The text has an error, so you see the network as it last was, and cannot change it'
    : 'The file is not valid JSON, so the canvas cannot change it';
  return (
    <Banner
      severity="error"
      text={`${shown}: ${error?.message ?? 'syntax error.'}`}
      actions={[
        {
          label: 'Go to Error',
          onClick: () => {
            onGoToError(error);
          },
        },
      ]}
    />
  );
}

export interface RefusalProps {
  readonly reason: string;
  readonly onDismiss: () => void;
}

/** Lies over the canvas, which does not move under the hand that comes back for another try. */
export function Refusal({ reason, onDismiss }: RefusalProps) {
  return (
    <div className="refusal">
      <Banner severity="warning" text={reason} actions={[{ label: 'Dismiss', onClick: onDismiss }]} />
    </div>
  );
}
