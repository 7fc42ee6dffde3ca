/**
 * The way back through a run: a slider over its checkpoints. What it comes to is asked for once it rests, and shown when
 * the host has read it.
 */
import { useEffect, useRef, useState } from 'react';
import type { CheckpointSummary } from '../../src/core/training/runState';
import type { ShownMoment } from '../../src/protocol/training';
import { Button } from '../ui/Button';
import { Slider } from '../ui/Slider';
import { checkpointLabel, momentAtPlace, placeOfMoment } from './moments';

export interface TimeTravelProps {
  readonly checkpoints: readonly CheckpointSummary[];
  readonly stepsPerEpoch: number;
  readonly moment: ShownMoment | null;
  readonly onMoment: (step: number | null) => void;
  readonly onBranch: (step: number) => void;
}

/** A hand that draws the slider along passes by many checkpoints. */
const REST_MS = 60;

export function TimeTravel({ checkpoints, stepsPerEpoch, moment, onMoment, onBranch }: TimeTravelProps) {
  const shown = placeOfMoment(checkpoints, moment);
  const [wanted, setWanted] = useState<number | undefined>(undefined);
  const row = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  if (wanted === shown) setWanted(undefined);
  const last = checkpoints.length - 1;
  const place = Math.min(wanted ?? shown, last);
  const checkpoint = checkpoints[place];
  if (checkpoint === undefined) return null;

  const goTo = (next: number): void => {
    clearTimeout(timer.current);
    setWanted(next);
    timer.current = setTimeout(() => {
      onMoment(momentAtPlace(checkpoints, next));
    }, REST_MS);
  };
  const press = (next: number): void => {
    goTo(next);
    // A button at the end of its way is dimmed, and would leave the keyboard nowhere.
    if (next === 0 || next === last) row.current?.querySelector('input')?.focus();
  };
  const label = checkpointLabel(checkpoint, stepsPerEpoch);
  return (
    <div ref={row} className="time-travel" role="group" aria-label="Moment of the run">
      <Button
        appearance="icon"
        icon="chevron-left"
        label="Previous Checkpoint"
        disabled={place === 0}
        onClick={() => {
          press(place - 1);
        }}
      />
      <Slider
        label="Checkpoint"
        value={place}
        least={0}
        most={last}
        step={1}
        text={place === last ? `Newest: ${label}` : label}
        wide
        onChange={goTo}
        onBlur={() => {
          // Whatever has not been shown by now will not be.
          if (moment !== null) setWanted(undefined);
        }}
      />
      <Button
        appearance="icon"
        icon="chevron-right"
        label="Next Checkpoint"
        disabled={place === last}
        onClick={() => {
          press(place + 1);
        }}
      />
      <span className="time-travel-label">{label}</span>
      <Button
        appearance="toolbar"
        icon="debug-continue"
        label="Newest"
        tooltip="Show the newest moment of the run again"
        disabled={place === last}
        onClick={() => {
          press(last);
        }}
      />
      <Button
        appearance="toolbar"
        icon="git-branch"
        label="Branch from Here"
        tooltip="Train on from this checkpoint, as a new run"
        onClick={() => {
          onBranch(checkpoint.step);
        }}
      />
    </div>
  );
}
