/** The bar below the canvas: how large the network is and what is wrong with it; opens into the list of problems. */
import { memo } from 'react';
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import type { CheckedFile } from '../../src/core/network/checkNnFile';
import { Icon } from '../ui/Icon';
import { FixButtons } from './FixButtons';
import { moreProblems, problemCounts, type SizeFigure } from './wording';

/** A broken file can have tens of thousands; those behind the first ones are shown as these are mended. */
const MAX_SHOWN = 100;

export interface ProblemListProps {
  readonly checked: CheckedFile;
  readonly figures: readonly SizeFigure[];
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onPick: (problem: Diagnostic) => void;
  readonly onFix: (problem: Diagnostic, title: string) => void;
}

export const ProblemList = memo(function ProblemList(props: ProblemListProps) {
  const { checked, figures, open, onToggle, onPick, onFix } = props;
  const problems = checked.diagnostics;
  const worst = (['error', 'warning'] as const).find((severity) =>
    problems.some((problem) => problem.severity === severity),
  );
  const counts = problemCounts(problems);
  return (
    <footer className="problems">
      {open && problems.length > 0 && (
        <ul className="problems-list" id="problems-list" aria-label="Problems">
          {problems.slice(0, MAX_SHOWN).map((problem, index) => (
            <li key={index} className="problems-item">
              <button
                type="button"
                className="problem"
                onClick={() => {
                  onPick(problem);
                }}
              >
                <span className={`problem-icon problem-${problem.severity}`}>
                  <Icon name={problem.severity} />
                </span>
                <span className="problem-message">{problem.message}</span>
                {problem.layerId !== undefined && <span className="problem-layer">{problem.layerId}</span>}
              </button>
              <FixButtons {...{ checked, problem, onFix }} onlyFirst />
            </li>
          ))}
          {problems.length > MAX_SHOWN && (
            <li className="problems-more">{moreProblems(problems, MAX_SHOWN)}</li>
          )}
        </ul>
      )}
      <div className="problems-bar">
        <ul className="problems-size" aria-label="Size of the network">
          {figures.map(({ text, explanation }) => (
            <li key={explanation} title={explanation}>
              {text}
            </li>
          ))}
        </ul>
        {worst === undefined ? (
          <span className="problems-summary">
            <Icon name="check" />
            {counts}
          </span>
        ) : (
          <button
            type="button"
            className="problems-summary problems-toggle"
            aria-expanded={open}
            aria-controls="problems-list"
            onClick={onToggle}
          >
            <span className={`problem-icon problem-${worst}`}>
              <Icon name={worst} />
            </span>
            {counts}
            <Icon name={open ? 'chevron-down' : 'chevron-up'} />
          </button>
        )}
      </div>
    </footer>
  );
});
