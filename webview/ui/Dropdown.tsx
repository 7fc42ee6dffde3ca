/** A choice of one out of a few. */
import { VSCodeDropdown, VSCodeOption } from '@vscode/webview-ui-toolkit/react';
import { Field } from './Field';

export interface DropdownOption {
  readonly value: string;
  readonly label: string;
}

export interface DropdownProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly DropdownOption[];
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function Dropdown({ label, value, options, onChange, error, hint, disabled = false }: DropdownProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <VSCodeDropdown
        aria-label={label}
        aria-invalid={error !== undefined}
        disabled={disabled}
        // The listener stands before the value: the toolkit sets properties in this order, and reports changes that
        // were set from here like those made by hand.
        onChange={(event) => {
          const chosen = (event.target as HTMLSelectElement).value;
          if (chosen !== value) onChange(chosen);
        }}
        value={value}
      >
        {options.map((option) => (
          <VSCodeOption key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </VSCodeOption>
        ))}
      </VSCodeDropdown>
    </Field>
  );
}
