/**
 * A text field that keeps a draft: the value is handed over on Enter or when the focus leaves, and only when it is
 * valid; a draft that is refused stays with its reason, Escape brings the old value back.
 */
import { VSCodeTextField } from '@vscode/webview-ui-toolkit/react';
import { useState, type KeyboardEvent } from 'react';
import { commitDraft, currentDraft, type Draft, type Validate } from './draft';
import { Field } from './Field';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** Called with a valid draft that differs from `value`. */
  readonly onCommit: (value: string) => void;
  readonly validate: Validate;
  /** A reason to show while there is no draft, e.g. what is wrong with the value in the file. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onCommit, validate, hint, placeholder, disabled = false } = props;
  const [kept, setDraft] = useState<Draft | undefined>(undefined);
  const draft = currentDraft(kept, value);
  if (draft !== kept) setDraft(draft);
  const error = draft === undefined ? props.error : validate(draft.text);

  const commit = () => {
    const { draft: left, handedOver } = commitDraft(draft, validate);
    setDraft(left);
    if (handedOver !== undefined) onCommit(handedOver);
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
        // The toolkit writes a name of its own, "Text field", over the one that the element is made with.
        ref={(element: unknown) => {
          if (element instanceof HTMLElement) element.setAttribute('aria-label', label);
        }}
        aria-invalid={error !== undefined}
        disabled={disabled}
        placeholder={placeholder ?? ''}
        value={draft?.text ?? value}
        onInput={(event) => {
          setDraft({ from: value, text: (event.target as HTMLInputElement).value, committed: false });
        }}
        onKeyDown={onKeyDown}
        onBlur={commit}
      />
    </Field>
  );
}
