/** One look inside: what it is at, and the question that is asked for it again and again. */
import type { LayerId } from '../../../src/core/graph/graph';
import type { Unavailable } from '../../../src/protocol/inspectedMoment';
import type { LayerReading, LayerRequest, UnitReading, UnitRequest } from '../../../src/protocol/inspection';
import type { Probe } from '../../../src/protocol/probe';
import type { Subject } from './subject';
import { Watch } from './watch';

/** Who is asked; rejects only when something has gone wrong. */
export interface InsideReader {
  readonly readLayer: (request: LayerRequest) => Promise<LayerReading | Unavailable>;
  readonly readUnit: (request: UnitRequest) => Promise<UnitReading | Unavailable>;
}

export interface LayerLook {
  readonly kind: 'layer';
  readonly layer: LayerId;
  readonly watch: Watch<LayerRequest, LayerReading>;
}
/** At one unit at a time; its question says at which. */
export interface UnitLook {
  readonly kind: 'unit';
  readonly layer: LayerId;
  readonly watch: Watch<UnitRequest, UnitReading>;
}
/** What flows over a wire is known from the probe, so nothing is asked for it. */
export interface WireLook {
  readonly kind: 'wire';
  readonly from: LayerId;
  readonly to: LayerId;
}
export type Look = LayerLook | UnitLook | WireLook;

/** Looks at something, and asks for it at once. */
export function lookAt(subject: Subject, reader: InsideReader, probe: Probe | null): Look {
  if (subject.kind === 'wire') return subject;
  const { kind, layer } = subject;
  if (kind === 'layer') {
    const question: LayerRequest = { layer, quantity: 'weights' };
    return { kind, layer, watch: new Watch(question, reader.readLayer) };
  }
  const question: UnitRequest = { layer, unit: subject.unit, quantity: 'weights', probe };
  return { kind, layer, watch: new Watch(question, reader.readUnit) };
}

/** What is looked at now. */
export function subjectOf(look: Look): Subject {
  switch (look.kind) {
    case 'layer':
      return { kind: 'layer', layer: look.layer };
    case 'unit':
      return { kind: 'unit', layer: look.layer, unit: look.watch.view().question.unit };
    case 'wire':
      return { kind: 'wire', from: look.from, to: look.to };
  }
}
