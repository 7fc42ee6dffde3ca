/** Why there is nothing to see, and the command that mends it. */
import type { RunCommand } from '../../../src/core/training/runCommands';
import type { Unavailable } from '../../../src/protocol/inspectedMoment';
import { Button } from '../../ui/Button';
import { COMMAND_VIEWS } from '../../commandViews';

export interface NothingToSeeProps {
  readonly answer: Unavailable;
  readonly onCommand: (command: RunCommand) => void;
}

export function NothingToSee({ answer: { reason, command }, onCommand }: NothingToSeeProps) {
  return (
    <div className="inside-nothing">
      <p>{reason}</p>
      {command !== null && (
        <Button
          label={COMMAND_VIEWS[command].label}
          icon={COMMAND_VIEWS[command].icon}
          onClick={() => {
            onCommand(command);
          }}
        />
      )}
    </div>
  );
}
