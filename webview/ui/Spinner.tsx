/** Work under way whose length is not known. */
import { VSCodeProgressRing } from '@vscode/webview-ui-toolkit/react';

export interface SpinnerProps {
  readonly label: string;
}

export function Spinner({ label }: SpinnerProps) {
  return (
    <span className="lw-spinner" role="status">
      <VSCodeProgressRing aria-hidden="true" />
      {label}
    </span>
  );
}
