/**
 * What a card shows of one neuron or filter: what comes into it, its bias, and the sum that it makes of the probe,
 * written out.
 */
import { useSyncExternalStore } from 'react';
import type { WeightQuantity } from '../../../src/core/inspection/quantity';
import type { UnitReading } from '../../../src/protocol/inspection';
import { formatCount } from '../../ui/formats';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { accentClass, layerIcon } from '../layerLook';
import { ScrollArea } from '../../ui/ScrollArea';
import { Answer, Moment, NoProbe } from './Answer';
import { answered, copiedUnit } from './copiedTexts';
import { CopyButton, Header } from './Header';
import { factsOf, formatWeight, probeText, QUANTITY_LABELS } from './insideTexts';
import type { UnitLook } from './look';
import type { ContentsProps } from './LookContents';
import { MeasuresOf } from './Measures';
import { Legend, Picture } from './Picture';
import { Quantities } from './Quantities';
import { SumTable } from './SumTable';
import { useKept } from './useKept';

/** What stands where its bias does. */
const BIAS_LABELS: Readonly<Record<WeightQuantity, string>> = {
  weights: 'Bias b',
  lastUpdate: 'Last update Δb',
  gradient: 'Gradient ∂C/∂b',
  sinceStart: 'Bias since start',
};

export interface UnitContentsProps extends ContentsProps {
  readonly look: UnitLook;
}

export function UnitContents({ look, layer, frame, onCommand, onProbe }: UnitContentsProps) {
  const { watch } = look;
  const { question, answer, answered: asked } = useSyncExternalStore(watch.subscribe, watch.view);
  const { unit, quantity } = question;
  const probe = asked?.probe ?? null;
  const { shown: units } = useKept(answer?.kind === 'unit' ? answer : undefined);
  const turn = (to: number): void => {
    watch.ask({ ...question, unit: to }, 'new');
  };
  return (
    <>
      <Header
        frame={frame}
        icon={layerIcon(layer.type)}
        accent={accentClass(layer.type)}
        title={`${layer.layerId}, unit ${formatCount(unit)}`}
        detail={units === undefined ? '' : `of ${formatCount(units.units)}`}
      >
        <Button
          appearance="icon"
          icon="chevron-left"
          label="Previous unit"
          disabled={unit === 0}
          keepsFocus
          onClick={() => {
            turn(unit - 1);
          }}
        />
        <Button
          appearance="icon"
          icon="chevron-right"
          label="Next unit"
          disabled={units !== undefined && unit >= units.units - 1}
          keepsFocus
          onClick={() => {
            turn(unit + 1);
          }}
        />
        <CopyButton
          frame={frame}
          label="Copy values"
          icon="copy"
          tooltip="Copy the weights, the bias and the sum as a table"
          text={() => Promise.resolve(watch.view().answer).then(answered).then(copiedUnit)}
        />
      </Header>
      <ScrollArea className="inside-contents" label={`What is inside unit ${formatCount(unit)}`}>
        <div className="inside-facts">{factsOf(layer)}</div>
        {units !== undefined && <GoTo unit={unit} units={units.units} onGo={turn} />}
        <Quantities
          quantity={quantity}
          onShow={(other) => {
            watch.ask({ ...question, quantity: other }, 'new');
          }}
        />
        <Answer {...{ answer, onCommand }}>
          {(reading) => (
            <>
              <Incoming reading={reading} />
              <section className="inside-tensor" aria-label="Sum for the probe">
                <h3>{probe === null ? 'Sum for the probe' : `Sum for ${probeText(probe)}`}</h3>
                {probe === null ? (
                  <NoProbe what="the sum of this unit is written out here" onProbe={onProbe} />
                ) : (
                  reading.sum !== null && <SumTable sum={reading.sum} />
                )}
              </section>
            </>
          )}
        </Answer>
      </ScrollArea>
    </>
  );
}

/** For layers with more units than their picture has tiles. */
function GoTo(props: {
  readonly unit: number;
  readonly units: number;
  readonly onGo: (unit: number) => void;
}) {
  const { unit, units, onGo } = props;
  return (
    <div className="inside-go-to">
      <TextField
        label="Go to unit"
        value={String(unit)}
        validate={(text) =>
          /^\d+$/.test(text.trim()) && Number(text) < units
            ? undefined
            : `The units are numbered from 0 to ${formatCount(units - 1)}.`
        }
        step={(text, steps) => String(Math.max(0, Math.min(Number(text) + steps, units - 1)))}
        onCommit={(text) => {
          onGo(Number(text));
        }}
      />
    </div>
  );
}

function Incoming({ reading }: { readonly reading: UnitReading }) {
  const { layer, unit, shape, values, picture, bias, quantity, note, moment } = reading;
  const name = `${layer}.kernel of unit ${formatCount(unit)}`;
  return (
    <>
      <Moment {...{ note, moment }} />
      <section className="inside-tensor" aria-label="Incoming weights">
        <h3>
          {quantity === 'weights' ? 'Incoming weights' : `${QUANTITY_LABELS[quantity]} of what comes in`}
        </h3>
        <div className={picture.kind === 'tiles' ? 'inside-beside' : ''}>
          <div>
            <Picture {...{ name, picture }} />
            <Legend scale={picture.scale} />
          </div>
          <MeasuresOf
            {...{ name, shape, values }}
            more={bias === null ? [] : [{ name: BIAS_LABELS[quantity], value: formatWeight(bias) }]}
          />
        </div>
      </section>
    </>
  );
}
