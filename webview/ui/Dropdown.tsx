/** A choice of one out of a few. */
import { VSCodeDropdown, VSCodeOption } from '@vscode/webview-ui-toolkit/react';
import { useId } from 'react';
import { describedBy, Field, type FieldFrame } from './Field';

export interface DropdownOption {
  readonly value: string;
  readonly label: string;
  /** Said of the option in the list, but not where it is chosen. */
  readonly detail?: string | undefined;
}

export interface DropdownProps extends FieldFrame {
  readonly value: string;
  readonly options: readonly DropdownOption[];
  readonly onChange: (value: string) => void;
  /** Nobody has chosen the value: it is shown as a text field shows its placeholder. */
  readonly unset?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

export function Dropdown({
  value,
  options,
  onChange,
  unset = false,
  disabled = false,
  ...frame
}: DropdownProps) {
  const descriptionId = useId();
  return (
    <Field {...frame} descriptionId={descriptionId}>
      <VSCodeDropdown
        aria-label={frame.label}
        aria-invalid={frame.error !== undefined}
        aria-describedby={describedBy(frame, descriptionId)}
        disabled={disabled}
        // The listener stands before the value: the toolkit sets properties in this order, and reports changes that
        // were set from here like those made by hand.
        onChange={(event) => {
          const chosen = (event.target as HTMLSelectElement).value;
          if (chosen !== value) onChange(chosen);
        }}
        value={value}
      >
        <span slot="selected-value" className={unset ? 'lw-dropdown-unset' : ''}>
          {options.find((option) => option.value === value)?.label}
        </span>
        {options.map((option) => (
          <VSCodeOption key={option.value} value={option.value} selected={option.value === value}>
            {option.detail === undefined ? option.label : `${option.label} (${option.detail})`}
          </VSCodeOption>
        ))}
      </VSCodeDropdown>
    </Field>
  );
}
