/** What a hover and a card show of a wire: from where to where it leads, and what flows over it for the probe. */
import { useMemo } from 'react';
import type { LayerLight } from '../../../src/protocol/probe';
import { useLight, useProbe } from '../probe/probeStore';
import { ScrollArea } from '../../ui/ScrollArea';
import { Answer, Moment, NoProbe } from './Answer';
import { copiedLight } from './copiedTexts';
import { CopyButton, Header } from './Header';
import { probeText } from './insideTexts';
import { lightPicture } from './lightPicture';
import type { WireLook } from './look';
import type { ContentsProps } from './LookContents';
import { MeasuresOf } from './Measures';
import { Legend, Picture } from './Picture';

export interface WireContentsProps extends ContentsProps {
  readonly look: WireLook;
}

export function WireContents({ look, layer, frame, onCommand, onProbe }: WireContentsProps) {
  const { from, to } = look;
  const { probe, answer, answered } = useProbe();
  const light = useLight(from);
  return (
    <>
      <Header
        frame={frame}
        icon="arrow-down"
        accent=""
        title={`${from} → ${to}`}
        detail={layer.outputShape ?? 'shape unknown'}
      >
        <CopyButton
          frame={frame}
          label="Copy values"
          icon="copy"
          tooltip="Copy what flows over the wire as a table"
          text={() =>
            light === undefined
              ? Promise.reject(new Error('There is nothing to copy yet; send an example through first.'))
              : Promise.resolve(copiedLight(light))
          }
        />
      </Header>
      <ScrollArea className="inside-contents" label={`What flows from ${from} to ${to}`}>
        {probe === null ? (
          <NoProbe what="what flows over this wire is shown here" onProbe={onProbe} />
        ) : (
          <Answer {...{ answer, onCommand }}>
            {({ moment }) =>
              light === undefined ? (
                <p>The network that was trained has no layer “{from}”; train again to see what flows here.</p>
              ) : (
                <>
                  <Moment note={`For ${probeText(answered?.probe ?? probe)}.`} moment={moment} />
                  <Flow title="Activations a" light={light} values={light.activations} />
                  {light.deltas !== null && (
                    <Flow
                      title={`Errors δ = ∂C/∂${layer.type === 'Input' ? 'x' : 'z'}, flowing back`}
                      light={light}
                      values={light.deltas}
                    />
                  )}
                </>
              )
            }
          </Answer>
        )}
      </ScrollArea>
    </>
  );
}

interface FlowProps {
  readonly title: string;
  readonly light: LayerLight;
  readonly values: Float32Array;
}

function Flow({ title, light, values }: FlowProps) {
  const { layer, shape } = light;
  const picture = useMemo(() => lightPicture(shape, values), [shape, values]);
  const name = `${title} of ${layer}`;
  return (
    <section className="inside-tensor" aria-label={title}>
      <h3>{title}</h3>
      <div className={picture.kind === 'tiles' && picture.tiles === 1 ? 'inside-beside' : ''}>
        <div>
          <Picture {...{ name, picture }} />
          <Legend scale={picture.scale} />
        </div>
        <MeasuresOf {...{ name, shape, values }} />
      </div>
    </section>
  );
}
