/** The settings in force, small and in one row; those of a run that a worker holds can be changed there. */
import type { HyperparameterChange } from '../../src/core/training/steering';
import { TextField } from '../ui/TextField';
import type { ShownState } from './runView';
import { readSetting, settingsChangeable, settingsFields } from './settingsFields';

export interface RunSettingsProps {
  readonly state: ShownState;
  readonly onChange: (change: HyperparameterChange) => void;
}

export function RunSettings({ state, onChange }: RunSettingsProps) {
  const changeable = settingsChangeable(state);
  return (
    <div className="settings" role="group" aria-label="Settings of the run">
      {settingsFields(state.run).map((field) => (
        <TextField
          key={field.name}
          label={field.label}
          description={field.description}
          value={field.value}
          disabled={!changeable}
          validate={(text) => {
            const read = readSetting(field, text);
            return read.ok ? undefined : read.reason;
          }}
          onCommit={(text) => {
            const read = readSetting(field, text);
            if (read.ok && read.value !== Number(field.value)) onChange({ [field.name]: read.value });
          }}
        />
      ))}
    </div>
  );
}
