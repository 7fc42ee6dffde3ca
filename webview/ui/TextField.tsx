/**
 * A text field that keeps a draft: the value is handed over on Enter or when the focus leaves, and only when it is
 * valid; a draft that is refused stays with its reason, Escape brings the old value back.
 */
import { VSCodeTextField } from '@vscode/webview-ui-toolkit/react';
import { useState, type KeyboardEvent } from 'react';
import { Field } from './Field';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** Called with a valid draft that differs from `value`. */
  readonly onCommit?: ((value: string) => void) | undefined;
  /** Called at every keystroke, e.g. for a search. */
  readonly onInput?: ((draft: string) => void) | undefined;
  /** The reason why a draft is refused, or `undefined` for a good one. */
  readonly validate?: ((draft: string) => string | undefined) | undefined;
  /** A reason to show while there is no draft, e.g. what is wrong with the value in the file. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
}

interface Draft {
  readonly from: string;
  readonly text: string;
  readonly committed: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onCommit, onInput, validate, hint, placeholder, disabled = false } = props;
  const [draft, setDraft] = useState<Draft | undefined>(undefined);
  // A draft was made from one value; when that changes outside (an edit arrived, an undo), the draft is out of date.
  if (draft !== undefined && draft.from !== value) setDraft(undefined);
  const error = draft === undefined ? props.error : validate?.(draft.text);

  const commit = () => {
    if (draft === undefined || draft.committed || validate?.(draft.text) !== undefined) return;
    // The draft stays in the field until the new value comes round, so that the old one does not flash up.
    setDraft(draft.text === value ? undefined : { ...draft, committed: true });
    if (draft.text !== value) onCommit?.(draft.text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
    }
  };
  return (
    <Field label={label} hint={hint} error={error}>
      <VSCodeTextField
        aria-label={label}
        aria-invalid={error !== undefined}
        disabled={disabled}
        placeholder={placeholder ?? ''}
        value={draft?.text ?? value}
        onInput={(event) => {
          const text = (event.target as HTMLInputElement).value;
          setDraft({ from: value, text, committed: false });
          onInput?.(text);
        }}
        onKeyDown={onKeyDown}
        onBlur={commit}
      />
    </Field>
  );
}
