/** A yes or no; `mixed` while it stands for several things that differ. */
import { VSCodeCheckbox } from '@vscode/webview-ui-toolkit/react';
import { useId } from 'react';
import { describedBy, Field, type FieldFrame } from './Field';

export interface CheckboxProps extends FieldFrame {
  readonly checked: boolean | 'mixed';
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

export function Checkbox({ checked, onChange, disabled = false, ...frame }: CheckboxProps) {
  const descriptionId = useId();
  const mixed = checked === 'mixed';
  return (
    <Field {...frame} descriptionId={descriptionId}>
      <VSCodeCheckbox
        // The toolkit says "false" of a box that is neither.
        ref={(element: unknown) => {
          if (element instanceof HTMLElement) element.setAttribute('aria-checked', String(checked));
        }}
        aria-label={frame.label}
        aria-invalid={frame.error !== undefined}
        aria-describedby={describedBy(frame, descriptionId)}
        disabled={disabled}
        // The listener stands before the value: the toolkit sets properties in this order, and reports changes that
        // were set from here like those made by hand.
        onChange={(event) => {
          const now = (event.target as HTMLInputElement).checked;
          if (now !== (checked === true)) onChange(now);
        }}
        indeterminate={mixed}
        checked={checked === true}
      />
    </Field>
  );
}
