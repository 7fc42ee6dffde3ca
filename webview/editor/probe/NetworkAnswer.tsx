/** What the network answers: one bar a class, of which each can be chosen as the one that should have been answered. */
import type { ProbeReading } from '../../../src/protocol/probe';
import { Icon } from '../../ui/Icon';
import { LiveRegion } from '../../ui/LiveRegion';
import { Unseen } from '../../ui/Unseen';
import { formatWeight, momentText } from '../inside/insideTexts';
import { classLook } from './ClassBars';
import { answerText, classAnswers, sureText } from './probeTexts';
import { barScale, ValueBar } from './ValueBar';

export interface NetworkAnswerProps {
  readonly reading: ProbeReading;
  /** The class that should have been answered, as it was last chosen. */
  readonly target: number | null;
  readonly onAsk: (target: number | null) => void;
}

export function NetworkAnswer({ reading, target, onAsk }: NetworkAnswerProps) {
  const { predicted, label, cost, moment } = reading;
  const answers = classAnswers(reading);
  const scale = barScale(
    answers.map(({ value }) => value),
    1,
  );
  return (
    <section className="probe-section" aria-label="Answer">
      <div className="probe-told">
        <span className="probe-told-class">{predicted < 0 ? '–' : predicted}</span>
        <span className="probe-told-facts">
          <Unseen text={`The network answers ${answerText(reading)}. `} />
          {/* Only another class is news: the figures change with every stroke. */}
          <LiveRegion message={predicted < 0 ? 'Answers no class' : `Answers ${predicted}`} />
          <span aria-hidden="true">
            {predicted < 0 ? 'The output is not a number' : sureText(reading.confidence)}
          </span>
          {label !== null && (
            <span className={label === predicted ? 'probe-right' : 'probe-wrong'}>
              <Icon name={label === predicted ? 'pass' : 'error'} />
              {label === predicted ? `read right as ${label}` : `misread, it is ${label}`}
            </span>
          )}
          {cost !== null && <span>cost C = {formatWeight(cost)}</span>}
        </span>
      </div>
      <ul className="answer-bars">
        {answers.map(({ label: each, value }) => (
          <li key={each}>
            <button
              type="button"
              className={`answer-bar ${classLook(each, predicted, target)}`}
              aria-pressed={each === target}
              title={
                each === target ? 'Ask backwards no longer' : `Ask backwards: it should have been ${each}`
              }
              onClick={() => {
                onAsk(each === target ? null : each);
              }}
            >
              <span className="answer-class">{each}</span>
              <ValueBar value={value} scale={scale} />
              <span className="answer-value">{sureText(value)}</span>
              <span className="answer-mark">{each === target && <Icon name="target" />}</span>
              {each === predicted && <Unseen text=" answered" />}
              {each === target && <Unseen text=" should have been answered" />}
            </button>
          </li>
        ))}
      </ul>
      <div className="probe-caption">{momentText(moment)}</div>
    </section>
  );
}
