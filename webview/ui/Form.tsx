/** Fields under each other, labels and controls in two columns. */
import type { ReactNode } from 'react';

export interface FormProps {
  /** What the fields are about, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}

export function Form({ label, children }: FormProps) {
  return (
    <div className="lw-form" role="group" aria-label={label}>
      {children}
    </div>
  );
}
