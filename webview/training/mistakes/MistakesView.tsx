/**
 * What the network confuses with what at the moment shown: the matrix, and the examples behind the number that was chosen
 * in it.
 */
import { useMemo, useRef, useState } from 'react';
import { readingsOf, type Confusion, type ReadingFilter } from '../../../src/core/training/confusion';
import type { RunStarted } from '../../../src/core/training/runEvents';
import type { ShownTest } from '../../../src/protocol/training';
import { EmptyView } from '../EmptyView';
import { ConfusionMatrix } from './ConfusionMatrix';
import { Gallery } from './Gallery';
import type { TestImageCache } from './testImageCache';

export interface MistakesViewProps {
  readonly started: RunStarted;
  readonly test: ShownTest | null;
  /** Of that test. */
  readonly confusion: Confusion | null;
  readonly images: TestImageCache;
}

export function MistakesView({ started, test, confusion, images }: MistakesViewProps) {
  const [filter, setFilter] = useState<ReadingFilter>({});
  const view = useRef<HTMLDivElement>(null);
  const { classes } = started;
  const readings = useMemo(
    () => (test === null ? [] : readingsOf(test, classes, filter)),
    [test, classes, filter],
  );
  if (test === null || confusion === null) {
    return (
      <EmptyView text="What is misread shows once the test set has been measured: after an epoch, or with “Evaluate on the Test Set”." />
    );
  }
  return (
    <div ref={view} className="mistakes">
      <ConfusionMatrix
        confusion={confusion}
        step={test.step}
        started={started}
        filter={filter}
        onFilter={setFilter}
      />
      <Gallery
        // Another choice begins at its top again.
        key={`${test.step} ${filter.label ?? ''} ${filter.read ?? ''}`}
        readings={readings}
        started={started}
        images={images}
        filter={filter}
        onClear={() => {
          setFilter({});
          // Where the choice was made: the button that took it back goes.
          view.current?.querySelector<HTMLElement>('.matrix-cell[tabindex="0"]')?.focus();
        }}
      />
    </div>
  );
}
