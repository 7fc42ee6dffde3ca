/**
 * What the measured health of a layer says on its card: the gravest finding as a badge, all figures for the pointer.
 * Pure.
 */
import type { LayerId } from '../../src/core/graph/graph';
import { healthFigures, healthFindings } from '../../src/core/training/health';
import type { CanvasTraining } from '../../src/protocol/editor';
import { formatCount } from '../ui/formats';

export interface HealthBadge {
  readonly severity: 'warning' | 'error';
  /** A few words: "82 % saturated". */
  readonly label: string;
  /** All that was found, in sentences, for whoever cannot see the badge. */
  readonly spoken: string;
}

const AS_TRAINED = 'Of the network as it was trained; the file has changed since.';

/** The badge of a layer; `undefined` where it is well, was not measured, or the run is another file's. */
export function healthBadge(training: CanvasTraining | null, id: LayerId): HealthBadge | undefined {
  const health = healthOf(training, id);
  const findings = health === undefined ? [] : healthFindings(health);
  const [gravest] = findings;
  if (gravest === undefined) return undefined;
  const sentences = findings.map(({ label, detail }) => `${label}. ${detail}`);
  if (training?.networkChanged === true) sentences.push(AS_TRAINED);
  return { severity: gravest.severity, label: gravest.label, spoken: `In training: ${sentences.join(' ')}` };
}

/** Lines for the pointer on a card: what was found, every figure, and when; `undefined` where nothing was measured. */
export function healthHint(training: CanvasTraining | null, id: LayerId): string | undefined {
  const health = healthOf(training, id);
  if (training === null || health === undefined) return undefined;
  const figures = healthFigures(health);
  if (figures.length === 0) return undefined;
  return [
    ...healthFindings(health).flatMap(({ label, detail }) => [label, detail]),
    ...figures.map(({ name, value }) => `${name}: ${value}`),
    ...(training.healthStep === null ? [] : [`Measured at step ${formatCount(training.healthStep)}.`]),
    ...(training.networkChanged ? [AS_TRAINED] : []),
  ].join('\n');
}

function healthOf(training: CanvasTraining | null, id: LayerId) {
  const health = training?.health;
  // A layer may be called "constructor".
  return health !== null && health !== undefined && Object.hasOwn(health, id) ? health[id] : undefined;
}
