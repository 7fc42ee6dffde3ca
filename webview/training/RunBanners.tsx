/** What a person should know of the run before reading its figures, and what can be done about it. */
import { useState } from 'react';
import { nonFiniteAdvice, nonFiniteMessage, type NonFinite } from '../../src/core/training/nonFinite';
import { formatCount } from '../ui/formats';
import { Banner, type BannerAction } from '../ui/Banner';
import type { PanelActions } from './panelActions';
import {
  checkpointBefore,
  checkpointName,
  lowerLearningRate,
  resumableStep,
  type ShownState,
} from './runView';

export interface RunBannersProps {
  readonly state: ShownState;
  readonly actions: PanelActions;
}

export function RunBanners({ state, actions }: RunBannersProps) {
  const { run } = state;
  // Those that the user has read; the run keeps them, and so does the log.
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      {state.phase === 'failed' && (
        <Banner severity="error" text={state.message} actions={failureActions(state, actions)} />
      )}
      {state.phase === 'paused' && state.trouble !== null && (
        <Banner
          severity="error"
          text={`${nonFiniteMessage(state.trouble)} ${nonFiniteAdvice(state.trouble)}`}
          actions={troubleActions(state, state.trouble, actions)}
        />
      )}
      {run.networkChanged && (
        <Banner
          severity="information"
          text="The network has changed since this run began."
          actions={[{ label: 'Continue with Current Weights', onClick: actions.continueWithWeights }]}
        />
      )}
      {run.notes
        .filter((note) => !closed.has(note))
        .map((note) => (
          <Banner
            key={note}
            severity="information"
            text={note}
            onClose={() => {
              setClosed(new Set([...closed, note]));
            }}
          />
        ))}
    </>
  );
}

function failureActions(state: ShownState, { command }: PanelActions): readonly BannerAction[] {
  const step = resumableStep(state);
  if (step === undefined) return [];
  return [
    {
      label: `Resume from Step ${formatCount(step)}`,
      onClick: () => {
        command('resume');
      },
    },
  ];
}

function troubleActions(
  { run }: ShownState,
  trouble: NonFinite,
  { command, change, branch }: PanelActions,
): readonly BannerAction[] {
  const learningRate = lowerLearningRate(trouble.learningRate);
  const before = checkpointBefore(run, trouble);
  return [
    {
      label: `Lower the Learning Rate to ${learningRate} and Resume`,
      appearance: 'primary',
      onClick: () => {
        change({ learningRate });
        command('resume');
      },
    },
    ...(before === undefined
      ? []
      : [
          {
            label: `Back to ${checkpointName(before, run.started?.stepsPerEpoch ?? 0)}`,
            onClick: () => {
              branch(before.step);
            },
          },
        ]),
    {
      label: 'Stop',
      onClick: () => {
        command('stop');
      },
    },
  ];
}
