/** One setting in the inspector with its problems; which control it gets follows from its definition alone. */
import type { Diagnostic, Severity } from '../../../src/core/diagnostics/diagnostic';
import type { CheckedFile } from '../../../src/core/network/checkNnFile';
import { Checkbox } from '../../ui/Checkbox';
import { Dropdown } from '../../ui/Dropdown';
import { TextField } from '../../ui/TextField';
import { FixButtons } from '../FixButtons';
import type { InspectorField } from './inspectorField';
import { choiceOptions, describeField, formatValue, parseDraft } from './parameterText';
import { stepNumber } from './stepNumber';

/** What the fields of one panel share. */
export interface FieldContext {
  readonly checked: CheckedFile;
  readonly readOnly: boolean;
  readonly onFix: (problem: Diagnostic, title: string) => void;
}

export interface ParameterFieldProps {
  readonly context: FieldContext;
  readonly field: InspectorField;
  /** What a choice that is not written counts as, where no fallback says it. */
  readonly automatic?: string | undefined;
  /** `undefined` takes the setting out of the file. */
  readonly onChange: (value: unknown) => void;
  /** Unless told, as `onChange` with `undefined`. */
  readonly onReset?: () => void;
}

/** A selection of many layers can have as many problems of one kind. */
const MAX_PROBLEMS = 3;
const MIXED = 'mixed values';

export function ParameterField(props: ParameterFieldProps) {
  const { context, field } = props;
  const { problems } = field;
  return (
    <>
      <Control {...props} />
      {problems.length > 0 && !context.readOnly && (
        <div className="inspector-fixes">
          {problems.slice(0, MAX_PROBLEMS).map((problem, index) => (
            <FixButtons key={index} checked={context.checked} problem={problem} onFix={context.onFix} />
          ))}
        </div>
      )}
    </>
  );
}

function Control({ context, field, automatic, onChange, onReset }: ParameterFieldProps) {
  const { definition, state, fallback, required } = field;
  const value = state.kind === 'written' ? state.value : undefined;
  const frame = {
    label: definition.name,
    description: describeField(definition, fallback),
    error: messagesOf(field.problems, 'error'),
    warning: messagesOf(field.problems, 'warning'),
    disabled: context.readOnly,
    onReset:
      !field.resettable || context.readOnly
        ? undefined
        : (onReset ??
          (() => {
            onChange(undefined);
          })),
  };
  /** Going back to the default takes the setting out, so that the file says no more than it needs to. */
  const choose = (chosen: unknown): void => {
    onChange(chosen === fallback ? undefined : chosen);
  };

  switch (definition.kind) {
    case 'boolean':
      return (
        <Checkbox
          {...frame}
          checked={state.kind === 'mixed' ? 'mixed' : (value ?? fallback) === true}
          onChange={choose}
        />
      );
    case 'choice': {
      const shown = state.kind === 'mixed' ? '' : formatValue(value ?? fallback);
      const blank = state.kind === 'mixed' ? MIXED : automatic;
      return (
        <Dropdown
          {...frame}
          value={shown}
          unset={state.kind !== 'written'}
          options={choiceOptions(definition.choices, shown, fallback, blank)}
          onChange={choose}
        />
      );
    }
    case 'integer':
    case 'number':
    case 'pair':
    case 'shape':
      return (
        <TextField
          {...frame}
          value={formatValue(value)}
          placeholder={
            state.kind === 'mixed'
              ? MIXED
              : fallback === undefined
                ? automatic
                : `${formatValue(fallback)} (default)`
          }
          step={
            state.kind !== 'mixed' && (definition.kind === 'integer' || definition.kind === 'number')
              ? (text, steps) => stepNumber(definition, text, fallback, steps)
              : undefined
          }
          validate={(draft) => {
            // An emptied field of values that differ is what it was before.
            const parsed = parseDraft(definition, draft, required && state.kind !== 'mixed');
            return parsed.ok ? undefined : parsed.reason;
          }}
          onCommit={(draft) => {
            const parsed = parseDraft(definition, draft, required);
            if (parsed.ok) onChange(parsed.value);
          }}
        />
      );
  }
}

function messagesOf(problems: readonly Diagnostic[], severity: Severity): string | undefined {
  const messages = problems.filter((problem) => problem.severity === severity).map(({ message }) => message);
  if (messages.length === 0) return undefined;
  const more = messages.length - MAX_PROBLEMS;
  return [...messages.slice(0, MAX_PROBLEMS), ...(more > 0 ? [`And ${String(more)} more.`] : [])].join(' ');
}
