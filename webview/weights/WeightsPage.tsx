/**
 * The weights of one layer: what is chosen of them and their figures and pictures on the left, the table on the right.
 *
 * The table before stays until the next one is there, marked as on its way, so that a page that follows a training does
 * not flicker.
 */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Unavailable } from '../../src/protocol/inspectedMoment';
import type { TableReading, TableTensor, TableRequest, WeightsSubject } from '../../src/protocol/weights';
import { Answer, Moment } from '../editor/inside/Answer';
import { Watch } from '../editor/inside/watch';
import { Spinner } from '../ui/Spinner';
import type { VscodeApi } from '../vscodeApi';
import { FIRST_CHOICE, followsMoment, isSameChoice, settledChoice } from './tableChoice';
import { TableChoices } from './TableChoices';
import { TableSummary } from './TableSummary';
import { FIRST_LOOK, TableView, type ShownTable, type TableLook } from './TableView';
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
  const table = useRef<ShownTable>(null);
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

  const tensor = answer?.kind === 'table' ? subject.tensors.find((each) => isOf(answer, each)) : undefined;
  return (
    <main className="weights">
      <aside className="side" aria-label="What is shown">
        <header className="side-head">
          <h1>{subject.layer}</h1>
          <span className="side-file">{subject.fileName}</span>
        </header>
        {subject.tensors.length > 0 && (
          <TableChoices
            {...{ subject, moment, choice }}
            onChoice={(chosen) => {
              // Rows and columns of another tensor are others.
              if (chosen.tensor !== choice.tensor) setLook(FIRST_LOOK);
              setWished(chosen);
            }}
          />
        )}
        {answer?.kind === 'table' && (
          <>
            <Moment note={answer.note} moment={answer.moment} />
            <TableSummary reading={answer.reading} onUnit={(unit) => table.current?.showUnit(unit)} />
          </>
        )}
      </aside>
      <div className="shown" aria-busy={answer === undefined || !isAnswerTo(answer, choice)}>
        <Answer answer={answer} onCommand={host.runCommand}>
          {(reading) =>
            tensor !== undefined && (
              <TableView key={tensor.name} ref={table} {...{ reading, tensor, look }} onLook={setLook} />
            )
          }
        </Answer>
      </div>
    </main>
  );
}

/** Whether the numbers go under a tensor's headings: those of the run before, while another begins, may not. */
function isOf(
  { tensor, values, reading }: TableReading,
  { name, role, rows, columns }: TableTensor,
): boolean {
  const isSameSize = values.length === rows.length * columns;
  return tensor === name && isSameSize && (role !== 'kernel' || reading.shape.at(-1) === columns);
}

function isAnswerTo(answer: TableReading | Unavailable, choice: TableRequest): boolean {
  return answer.kind === 'unavailable' || isSameChoice(answer, choice);
}
