/** The problems that belong to no field, each with what can be done about it. */
import type { Diagnostic } from '../../../src/core/diagnostics/diagnostic';
import { Icon } from '../../ui/Icon';
import { FixButtons } from '../FixButtons';
import type { FieldContext } from './ParameterField';

export interface GeneralProblemsProps {
  readonly context: FieldContext;
  readonly problems: readonly Diagnostic[];
}

/** The rest stands in the list of problems below the canvas. */
const MAX_PROBLEMS = 5;

export function GeneralProblems({ context, problems }: GeneralProblemsProps) {
  const more = problems.length - MAX_PROBLEMS;
  return (
    <>
      {problems.slice(0, MAX_PROBLEMS).map((problem, index) => (
        <div key={index}>
          <p className={`inspector-problem inspector-problem-${problem.severity}`}>
            <Icon name={problem.severity} />
            {problem.message}
          </p>
          {!context.readOnly && (
            <div className="inspector-fixes">
              <FixButtons checked={context.checked} problem={problem} onFix={context.onFix} />
            </div>
          )}
        </div>
      ))}
      {more > 0 && <p className="inspector-problem">And {more} more in the list of problems.</p>}
    </>
  );
}
