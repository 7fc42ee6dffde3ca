/** What can be done about a problem at one press; nothing where its remedy is not known. */
import { memo } from 'react';
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import type { CheckedFile } from '../../src/core/network/checkNnFile';
import { quickFixesFor } from '../../src/core/network/quickFixes';
import { Icon } from '../ui/Icon';

export interface FixButtonsProps {
  readonly checked: CheckedFile;
  readonly problem: Diagnostic;
  /** Where there is room for one button only. */
  readonly onlyFirst?: boolean;
  readonly onFix: (problem: Diagnostic, title: string) => void;
}

export const FixButtons = memo(function FixButtons({
  checked,
  problem,
  onlyFirst = false,
  onFix,
}: FixButtonsProps) {
  const fixes = quickFixesFor(checked, problem).slice(0, onlyFirst ? 1 : undefined);
  return fixes.map(({ title }) => (
    <button
      key={title}
      type="button"
      className="fix"
      aria-label={`Fix: ${title}`}
      onClick={() => {
        onFix(problem, title);
      }}
    >
      <Icon name="lightbulb" />
      {title}
    </button>
  ));
});
