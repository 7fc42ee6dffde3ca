/**
 * Train, and in its place Pause or Resume, with Stop beside it. Both are always there and of one width, so that nothing
 * moves and the keyboard stays where it is when a run begins, pauses or ends.
 */
import { useContext, useSyncExternalStore } from 'react';
import type { RunCommand } from '../../src/core/training/runCommands';
import { Button } from '../ui/Button';
import { runButtons } from './runButtons';
import { TrainingContext } from './trainingView';

export interface TrainButtonsProps {
  readonly canTrain: boolean;
  readonly onCommand: (command: RunCommand) => void;
}

export function TrainButtons({ canTrain, onCommand }: TrainButtonsProps) {
  const view = useContext(TrainingContext);
  // As a text, since most of what comes changes no button.
  const key = useSyncExternalStore(view.subscribe, () =>
    JSON.stringify(runButtons(view.training(), canTrain)),
  );
  const { main, stop } = JSON.parse(key) as ReturnType<typeof runButtons>;
  return (
    <div className="train-buttons">
      <Button
        appearance="primary"
        icon={main.icon}
        label={main.label}
        tooltip={main.tooltip}
        disabled={!main.enabled}
        keepsFocus
        onClick={() => {
          onCommand(main.command);
        }}
      />
      <Button
        appearance="icon"
        icon={stop.icon}
        label={stop.label}
        tooltip={stop.tooltip}
        disabled={!stop.enabled}
        keepsFocus
        onClick={() => {
          onCommand(stop.command);
        }}
      />
    </div>
  );
}
