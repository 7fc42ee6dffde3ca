/**
 * What can be done with the run, as a row of buttons with fixed places: what cannot be done now is dimmed. Train, Pause
 * and Resume share the first place.
 */
import { allowedCommands, type RunCommand } from '../../src/core/training/runCommands';
import { Button, type ButtonProps } from '../ui/Button';
import { COMMAND_VIEWS } from '../commandViews';
import type { ShownState } from './runView';

export interface RunToolbarProps {
  readonly state: ShownState;
  readonly onCommand: (command: RunCommand) => void;
}

const ORDERS: readonly RunCommand[] = ['step', 'epoch', 'evaluate', 'stop', 'reset'];

/** What the first place offers. */
function mainCommand(state: ShownState, allowed: ReadonlySet<RunCommand>): RunCommand {
  if (state.phase === 'preparing' || state.phase === 'running') return 'pause';
  return allowed.has('resume') ? 'resume' : 'train';
}

export function RunToolbar({ state, onCommand }: RunToolbarProps) {
  const allowed = allowedCommands(state);
  const main = mainCommand(state, allowed);
  const buttonOf = (
    command: RunCommand,
  ): Pick<ButtonProps, 'icon' | 'label' | 'disabled' | 'keepsFocus' | 'onClick'> => ({
    icon: COMMAND_VIEWS[command].icon,
    label: COMMAND_VIEWS[command].label,
    disabled: !allowed.has(command),
    // Whoever presses "Single Step" by a key presses it again.
    keepsFocus: true,
    onClick: () => {
      onCommand(command);
    },
  });
  return (
    <div className="run-toolbar" role="toolbar" aria-label="Run">
      <div className="run-main-command">
        <Button
          {...buttonOf(main)}
          appearance={main === 'pause' || isTroubled(state) ? 'secondary' : 'primary'}
          tooltip={COMMAND_VIEWS[main].tooltip}
        />
      </div>
      {ORDERS.map((command) => (
        <Button key={command} {...buttonOf(command)} appearance="icon" tooltip={tooltipOf(command)} />
      ))}
      <div className={main === 'train' ? 'run-command-taken' : undefined}>
        <Button
          {...buttonOf('train')}
          label="Train from the Beginning"
          icon="debug-restart"
          appearance="icon"
          tooltip={COMMAND_VIEWS.train.tooltip}
        />
      </div>
    </div>
  );
}

/** A better way on is offered above the figures. */
function isTroubled(state: ShownState): boolean {
  return state.phase === 'paused' && state.trouble !== null;
}

/** A button without words says its name first. */
function tooltipOf(command: RunCommand): string {
  const { label, tooltip } = COMMAND_VIEWS[command];
  return `${label}: ${tooltip.charAt(0).toLowerCase()}${tooltip.slice(1)}`;
}
