/** The units of every layer that are dead or saturated over the whole test set; each opens the card of its unit. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { LayerId } from '../../../src/core/graph/graph';
import type { LayerFindings, UnitFinding } from '../../../src/core/inspection/readings';
import type { RunCommand } from '../../../src/core/training/runCommands';
import type { UnitsReading } from '../../../src/protocol/inspection';
import { Button } from '../../ui/Button';
import { formatCount } from '../../ui/formats';
import { Spinner } from '../../ui/Spinner';
import { momentText } from '../inside/insideTexts';
import { NothingToSee } from '../inside/NothingToSee';
import { findingsText, findingText } from './probeTexts';
import type { UnitSurvey } from './unitSurvey';

/** More units of one layer and kind are counted instead. */
const MAX_UNITS = 48;
const KINDS = ['dead', 'saturated'] as const;

export type OpenUnit = (layer: LayerId, unit: number) => void;

export interface SurveyProps {
  readonly survey: UnitSurvey;
  readonly onUnit: OpenUnit;
  readonly onCommand: (command: RunCommand) => void;
}

export function Survey({ survey, onUnit, onCommand }: SurveyProps) {
  const { asked, busy, answer } = useSyncExternalStore(survey.subscribe, survey.view);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (asked > 0) section.current?.scrollIntoView({ block: 'nearest' });
  }, [asked, answer]);
  return (
    <section ref={section} className="probe-section" aria-label="Dead and saturated units">
      <h3>Dead and saturated units</h3>
      {answer?.kind === 'unavailable' && <NothingToSee {...{ answer, onCommand }} />}
      {answer?.kind === 'units' && <Findings reading={answer} onUnit={onUnit} />}
      {busy ? (
        <Spinner label="Sending the test set through…" />
      ) : (
        <Button
          label={answer === undefined ? 'Survey the test set' : 'Survey again'}
          tooltip="Send the whole test set through, and look for units that never change"
          onClick={survey.run}
        />
      )}
    </section>
  );
}

function Findings({ reading, onUnit }: { readonly reading: UnitsReading; readonly onUnit: OpenUnit }) {
  const { layers, examples, moment } = reading;
  return (
    <>
      {layers.length === 0 && (
        <p className="probe-note">No layer has sigmoid, tanh or ReLU units, which alone die or saturate.</p>
      )}
      <ul className="findings" aria-label="Layers">
        {layers.map((layer) => (
          <li key={layer.layer}>
            <div className="findings-layer">
              <span className="findings-name" title={layer.layer}>
                {layer.layer}
              </span>
              <span className="findings-count">{findingsText(layer)}</span>
            </div>
            {KINDS.map((kind) => (
              <Units
                key={kind}
                layer={layer}
                findings={layer.findings.filter((each) => each.kind === kind)}
                {...{ kind, onUnit }}
              />
            ))}
          </li>
        ))}
      </ul>
      <div className="probe-caption">
        {formatCount(examples)} test images. {momentText(moment)}
      </div>
    </>
  );
}

interface UnitsProps {
  readonly layer: LayerFindings;
  readonly kind: UnitFinding['kind'];
  /** Those of the kind. */
  readonly findings: readonly UnitFinding[];
  readonly onUnit: OpenUnit;
}

function Units({ layer, kind, findings, onUnit }: UnitsProps) {
  if (findings.length === 0) return null;
  const more = findings.length - MAX_UNITS;
  return (
    <div className="findings-units" role="group" aria-label={`Units of ${layer.layer} that are ${kind}`}>
      <span className="probe-caption">{kind}</span>
      {findings.slice(0, MAX_UNITS).map((finding) => (
        <button
          key={finding.unit}
          type="button"
          className="finding"
          title={findingText(finding)}
          aria-label={findingText(finding)}
          onClick={() => {
            onUnit(layer.layer, finding.unit);
          }}
        >
          {finding.unit}
        </button>
      ))}
      {more > 0 && <span className="probe-caption">and {formatCount(more)} more</span>}
    </div>
  );
}
