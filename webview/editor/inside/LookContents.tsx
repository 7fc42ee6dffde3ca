/** All that stands in a hover or card, whatever it looks at. */
import type { RunCommand } from '../../../src/core/training/runCommands';
import type { LayerCardData } from '../drawing/toFlow';
import type { InsideHost } from '../host/hostConnection';
import type { Frame } from './Header';
import { LayerContents } from './LayerContents';
import type { Look } from './look';
import { UnitContents } from './UnitContents';
import { WireContents } from './WireContents';

export interface ContentsProps {
  /** The layer that is looked at, or that the wire comes from. */
  readonly layer: LayerCardData;
  readonly frame: Frame;
  readonly host: Pick<InsideHost, 'readValues' | 'openWeights'>;
  readonly onCommand: (command: RunCommand) => void;
  /** Opens the probe. */
  readonly onProbe: () => void;
  /** Opens the card of one of the layer's units. */
  readonly onUnit: (unit: number) => void;
}

export function LookContents({ look, ...props }: ContentsProps & { readonly look: Look }) {
  switch (look.kind) {
    case 'layer':
      return <LayerContents look={look} {...props} />;
    case 'unit':
      return <UnitContents look={look} {...props} />;
    case 'wire':
      return <WireContents look={look} {...props} />;
  }
}
