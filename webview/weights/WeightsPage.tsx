/**
 * The weights of one layer: what is chosen of them and their figures and pictures on the left, the table on the right.
 *
 * The table before stays until the next one is there, marked as on its way, so that a page that follows a training does
 * not flicker.
 */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { RunCommand } from '../../src/core/training/runCommands';
import type { Unavailable } from '../../src/protocol/inspectedMoment';
import type { TableReading, TableRequest, WeightsSubject } from '../../src/protocol/weights';
import { COMMAND_VIEWS } from '../commandViews';
import { momentText } from '../editor/inside/insideTexts';
import { Watch } from '../editor/inside/watch';
import { Button } from '../ui/Button';
import { Spinner } from '../ui/Spinner';
import type { VscodeApi } from '../vscodeApi';
import { FIRST_CHOICE, followsMoment, isSameChoice, settledChoice } from './tableChoice';
import { TableChoices } from './TableChoices';
import { TableSummary } from './TableSummary';
import { FIRST_LOOK, TableView, type TableLook } from './TableView';
import type { WeightsConnection } from './weightsConnection';

/** What a tab remembers while it is hidden. */
export interface WeightsMemory {
  readonly choice: TableRequest;
  readonly look: TableLook;
}

export interface WeightsPageProps {
  readonly host: WeightsConnection;
  readonly vscode: VscodeApi<WeightsMemory>;
}

export function WeightsPage({ host, vscode }: WeightsPageProps) {
  const subject = useSyncExternalStore(host.subscribe, host.subject);
  if (subject === undefined) return <Spinner label="Reading…" />;
  return <Weights {...{ host, vscode, subject }} />;
}

function Weights({ host, vscode, subject }: WeightsPageProps & { readonly subject: WeightsSubject }) {
  const moment = useSyncExternalStore(host.subscribe, host.moment);
  const [wished, setWished] = useState(vscode.remembered?.choice ?? FIRST_CHOICE);
  const [look, setLook] = useState(vscode.remembered?.look ?? FIRST_LOOK);
  const choice = useMemo(() => settledChoice(wished, subject), [wished, subject]);
  const [watch] = useState(() => new Watch<TableRequest, TableReading>(choice, host.readTable));
  const { answer } = useSyncExternalStore(watch.subscribe, watch.view);
  const follows = followsMoment(choice);

  useEffect(() => {
    if (!isSameChoice(choice, watch.view().question)) watch.ask(choice, 'gradual');
  }, [watch, choice]);
  useEffect(() => {
    watch.refresh();
  }, [watch, subject]);
  useEffect(() => {
    if (follows) watch.refresh();
  }, [watch, follows, moment]);
  useEffect(() => {
    vscode.remember({ choice: wished, look });
  }, [vscode, wished, look]);

  const tensor =
    answer?.kind === 'table' ? subject.tensors.find(({ name }) => name === answer.tensor) : undefined;
  return (
    <main className="weights">
      <aside className="side" aria-label="What is shown">
        <header className="side-head">
          <h1>{subject.layer}</h1>
          <span className="side-file">{subject.fileName}</span>
        </header>
        {subject.tensors.length > 0 && <TableChoices {...{ subject, moment, choice }} onChoice={setWished} />}
        {answer?.kind === 'table' && (
          <>
            <p className="side-note">
              {answer.note}
              <br />
              {momentText(answer.moment)}
            </p>
            <TableSummary reading={answer.reading} />
          </>
        )}
      </aside>
      <div className="shown" aria-busy={answer === undefined || !isAnswerTo(answer, choice)}>
        {answer === undefined && <Spinner label="Reading…" />}
        {answer?.kind === 'unavailable' && <NothingToSee answer={answer} onCommand={host.runCommand} />}
        {answer?.kind === 'table' && tensor !== undefined && (
          <TableView key={tensor.name} reading={answer} tensor={tensor} look={look} onLook={setLook} />
        )}
      </div>
    </main>
  );
}

function isAnswerTo(answer: TableReading | Unavailable, choice: TableRequest): boolean {
  return answer.kind === 'unavailable' || isSameChoice(answer, choice);
}

interface NothingToSeeProps {
  readonly answer: Unavailable;
  readonly onCommand: (command: RunCommand) => void;
}

function NothingToSee({ answer: { reason, command }, onCommand }: NothingToSeeProps) {
  return (
    <div className="nothing">
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
