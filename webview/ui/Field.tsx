/** What every form field has around its control: a label above, below it the reason why a value is refused, and a hint. */
import type { ReactNode } from 'react';
import { Icon } from './Icon';

export interface FieldNotesProps {
  readonly hint: string | undefined;
  readonly error: string | undefined;
}

export interface FieldProps extends FieldNotesProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** The control inside names itself by `aria-label`, because a label element does not reach into a shadow root. */
export function Field({ label, hint, error, children }: FieldProps) {
  return (
    <div className={error === undefined ? 'lw-field' : 'lw-field lw-field-invalid'}>
      <span className="lw-field-label" aria-hidden="true">
        {label}
      </span>
      {children}
      <FieldNotes hint={hint} error={error} />
    </div>
  );
}

export function FieldNotes({ hint, error }: FieldNotesProps) {
  return (
    <>
      {error !== undefined && (
        <div className="lw-field-error" role="alert">
          <Icon name="error" />
          {error}
        </div>
      )}
      {hint !== undefined && <div className="lw-field-hint">{hint}</div>}
    </>
  );
}
