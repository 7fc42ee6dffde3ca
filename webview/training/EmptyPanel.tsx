/** What the panel shows before the first run. */
import type { RunCommand } from '../../src/core/training/runCommands';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { COMMAND_VIEWS } from '../commandViews';

const SLOWLY: readonly RunCommand[] = ['step', 'epoch'];

export function EmptyPanel({ onCommand }: { readonly onCommand: (command: RunCommand) => void }) {
  return (
    <main className="empty">
      <span className="empty-icon">
        <Icon name="graph-line" />
      </span>
      <h1>Nothing is being trained</h1>
      <p>
        Open a network file (<code>*.nn.json</code>) and train it. Loss and test accuracy appear here as it
        learns, on your own machine.
      </p>
      <div className="empty-actions">
        <Button
          label="Train Network"
          icon="play"
          appearance="primary"
          onClick={() => {
            onCommand('train');
          }}
        />
        {SLOWLY.map((command) => (
          <Button
            key={command}
            label={COMMAND_VIEWS[command].label}
            icon={COMMAND_VIEWS[command].icon}
            tooltip={COMMAND_VIEWS[command].tooltip}
            onClick={() => {
              onCommand(command);
            }}
          />
        ))}
      </div>
      <p className="empty-hint">
        A single step shows what one mini-batch changes. Weights that you saved are loaded with{' '}
        <q>Layerwire: Load Weights</q> from the command palette.
      </p>
    </main>
  );
}
