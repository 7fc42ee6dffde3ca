/**
 * What every form field has around its control: its label, a button back to the default, why a value is refused, and an
 * explanation that shows beside it while the pointer or the focus is on it.
 */
import { useRef, type ReactNode } from 'react';
import { Button } from './Button';
import { Icon } from './Icon';
import { Tooltip } from './Tooltip';

/** What a control takes for the frame around it. */
export interface FieldFrame {
  readonly label: string;
  /** What the field means and takes; screen readers read it out too. */
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly warning?: string | undefined;
  /** Takes the value back to its default; `undefined` where there is nothing to take back. */
  readonly onReset?: (() => void) | undefined;
}

export interface FieldProps extends FieldFrame {
  /** The id that the explanation gets, and the notes build theirs on, where the control refers to them. */
  readonly descriptionId?: string;
  readonly children: ReactNode;
}

/** The ids of everything in a field that explains it, for its control's `aria-describedby`. */
export function describedBy(frame: FieldFrame, descriptionId: string): string | undefined {
  const ids = [
    ...(frame.error === undefined ? [] : [`${descriptionId}-error`]),
    ...(frame.warning === undefined ? [] : [`${descriptionId}-warning`]),
    ...(frame.description === undefined ? [] : [descriptionId]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

const CONTROLS = 'vscode-text-field, vscode-dropdown, vscode-checkbox';

/** The control inside names itself by `aria-label`, because a label element does not reach into a shadow root. */
export function Field(props: FieldProps) {
  const { label, description, descriptionId, error, warning, onReset, children } = props;
  const row = useRef<HTMLDivElement>(null);
  const noteId = (severity: string): string | undefined =>
    descriptionId === undefined ? undefined : `${descriptionId}-${severity}`;
  return (
    <div ref={row} className={error === undefined ? 'lw-field' : 'lw-field lw-field-invalid'}>
      <span className="lw-field-label" aria-hidden="true">
        {label}
      </span>
      <div className="lw-field-control">{children}</div>
      {onReset !== undefined && (
        <div className="lw-field-reset">
          <Button
            appearance="icon"
            icon="discard"
            label={`Reset ${label} to its default`}
            onClick={() => {
              // The button goes with what it resets; the focus stays at the field.
              row.current?.querySelector<HTMLElement>(CONTROLS)?.focus();
              onReset();
            }}
          />
        </div>
      )}
      <FieldNote severity="error" text={error} id={noteId('error')} />
      <FieldNote severity="warning" text={warning} id={noteId('warning')} />
      {description !== undefined && <Tooltip id={descriptionId} text={description} anchor={row} />}
    </div>
  );
}

interface FieldNoteProps {
  readonly severity: 'error' | 'warning';
  readonly text: string | undefined;
  readonly id: string | undefined;
}

function FieldNote({ severity, text, id }: FieldNoteProps) {
  if (text === undefined) return null;
  return (
    <div
      id={id}
      className={`lw-field-note lw-field-${severity}`}
      role={severity === 'error' ? 'alert' : undefined}
    >
      <Icon name={severity} />
      {text}
    </div>
  );
}
