/** What can be looked into: a layer, one of its units, or the wire between two layers. */
import type { LayerId } from '../../../src/core/graph/graph';

export type Subject =
  | { readonly kind: 'layer'; readonly layer: LayerId }
  /** @property unit A neuron, or a channel of a convolution. */
  | { readonly kind: 'unit'; readonly layer: LayerId; readonly unit: number }
  | { readonly kind: 'wire'; readonly from: LayerId; readonly to: LayerId };

/** The same for subjects that are the same, and for no others. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'layer':
      return JSON.stringify([subject.layer]);
    case 'unit':
      return JSON.stringify([subject.layer, subject.unit]);
    case 'wire':
      return JSON.stringify([subject.from, subject.to, 'wire']);
  }
}
