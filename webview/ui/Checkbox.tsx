/** A yes or no. */
import { VSCodeCheckbox } from '@vscode/webview-ui-toolkit/react';
import { FieldNotes } from './Field';

export interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function Checkbox({ label, checked, onChange, error, hint, disabled = false }: CheckboxProps) {
  return (
    <div className="lw-field">
      <VSCodeCheckbox
        aria-invalid={error !== undefined}
        disabled={disabled}
        // The listener stands before the value: the toolkit sets properties in this order, and reports changes that
        // were set from here like those made by hand.
        onChange={(event) => {
          const now = (event.target as HTMLInputElement).checked;
          if (now !== checked) onChange(now);
        }}
        checked={checked}
      >
        {label}
      </VSCodeCheckbox>
      <FieldNotes hint={hint} error={error} />
    </div>
  );
}
