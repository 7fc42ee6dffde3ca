/** One parameter of a layer in the inspector; which control it gets follows from its definition alone. */
import type { ParameterDefinition } from '../../src/core/parameters/parameterDefinition';
import { defaultValue } from '../../src/core/parameters/parameterValues';
import { Checkbox } from '../ui/Checkbox';
import { Dropdown } from '../ui/Dropdown';
import { TextField } from '../ui/TextField';
import { choiceOptions, formatValue, parseDraft } from './parameterText';

export interface ParameterFieldProps {
  readonly definition: ParameterDefinition;
  /** As the file says it; `undefined` where it does not. */
  readonly written: unknown;
  /** All parameters of the layer, for a default that follows another one. */
  readonly siblings: Readonly<Record<string, unknown>>;
  readonly error: string | undefined;
  readonly disabled: boolean;
  /** `undefined` takes the parameter out of the file. */
  readonly onChange: (value: unknown) => void;
}

export function ParameterField(props: ParameterFieldProps) {
  const { definition, written, siblings, error, disabled, onChange } = props;
  const { name, description } = definition;
  const fallback = defaultValue(definition, new Map(Object.entries(siblings)));
  /** Going back to the default takes the parameter out, so that the file says no more than it needs to. */
  const choose = (value: unknown): void => {
    onChange(value === fallback ? undefined : value);
  };

  switch (definition.kind) {
    case 'boolean':
      return (
        <Checkbox
          label={name}
          hint={description}
          error={error}
          checked={(written ?? fallback) === true}
          disabled={disabled}
          onChange={choose}
        />
      );
    case 'choice': {
      const value = formatValue(written ?? fallback);
      return (
        <Dropdown
          label={name}
          hint={description}
          error={error}
          value={value}
          options={choiceOptions(definition.choices, value, fallback)}
          disabled={disabled}
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
          label={name}
          hint={description}
          error={error}
          value={formatValue(written)}
          placeholder={fallback === undefined ? undefined : `${formatValue(fallback)} (default)`}
          disabled={disabled}
          validate={(draft) => {
            const parsed = parseDraft(definition, draft);
            return parsed.ok ? undefined : parsed.reason;
          }}
          onCommit={(draft) => {
            const parsed = parseDraft(definition, draft);
            if (parsed.ok) onChange(parsed.value);
          }}
        />
      );
  }
}
