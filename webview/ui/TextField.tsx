/**
 * A text field that keeps a draft: the value is handed over on Enter or when the focus leaves, and only when it is
 * valid; a draft that is refused stays with its reason, Escape brings the old value back.
 */
import { VSCodeTextField } from '@vscode/webview-ui-toolkit/react';
import { useState, type KeyboardEvent } from 'react';
import { commitDraft, currentDraft, type Draft, type Validate } from './draft';
import { Field, type FieldFrame } from './Field';

/** How many steps a key takes upwards; with Shift ten times as many. */
const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

export interface TextFieldProps extends FieldFrame {
  readonly value: string;
  /** Called with a valid draft that differs from `value`. */
  readonly onCommit: (value: string) => void;
  readonly validate: Validate;
  /** The text so many steps up or down from another, for the arrow keys; `undefined` where there is none. */
  readonly step?: ((text: string, steps: number) => string | undefined) | undefined;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** `error` is what is wrong with the value; a draft has its own. */
export function TextField(props: TextFieldProps) {
  const { value, onCommit, validate, step, placeholder, disabled = false, ...frame } = props;
  const { label, description, warning } = frame;
  const [kept, setDraft] = useState<Draft | undefined>(undefined);
  const draft = currentDraft(kept, value);
  if (draft !== kept) setDraft(draft);
  const error = draft === undefined ? frame.error : validate(draft.text);

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
    const steps = STEPS[event.key];
    if (steps === undefined || step === undefined) return;
    const next = step(draft?.text ?? value, event.shiftKey ? 10 * steps : steps);
    if (next === undefined) return;
    event.preventDefault();
    setDraft({ from: value, text: next, committed: false });
  };
  return (
    <Field {...frame} error={error}>
      <VSCodeTextField
        // The toolkit writes a name of its own, "Text field", over the one that the element is made with; and the input
        // in its shadow cannot refer to an explanation outside of it.
        ref={(element: unknown) => {
          if (!(element instanceof HTMLElement)) return;
          element.setAttribute('aria-label', label);
          const explanation = [error, warning, description].filter((text) => text !== undefined).join(' ');
          element.shadowRoot?.querySelector('input')?.setAttribute('aria-description', explanation);
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
