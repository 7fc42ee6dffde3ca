/**
 * How well a layer is learning: saturated sigmoids, dead ReLUs, gradients that vanish or explode, updates out of
 * proportion. The figures come from an engine; what they mean is decided here.
 *
 * An activation is saturated where its derivative is less than a twentieth of the greatest one: σ′(z) = a(1 − a) < 0.05/4
 * for the sigmoid (the lecture's "activation functions"), 1 − a² < 0.05 for the hyperbolic tangent.
 */
import type { LayerId } from '../graph/graph';

export interface LayerHealth {
  /** Share of the layer's activations that are saturated, in [0, 1]; `null` where it is neither sigmoid nor tanh. */
  readonly saturated: number | null;
  /** Share of its units (of its channels, in a convolution) that are 0 for every example; `null` where it is no ReLU. */
  readonly dead: number | null;
  /** ‖∂C/∂w‖₂ over all its weights that learn; `null` where it has none. */
  readonly gradientNorm: number | null;
  /** ‖Δw‖₂ / ‖w‖₂ of the next update over all its weights that learn; `null` where it has none or all are 0. */
  readonly updateRatio: number | null;
}

/** Share of the greatest derivative below which an activation counts as saturated. */
export const SATURATION_SHARE = 0.05;

export interface HealthFinding {
  readonly severity: 'warning' | 'error';
  /** A few words for a badge: "82 % saturated". */
  readonly label: string;
  /** What it means and what usually helps, in sentences. */
  readonly detail: string;
}

const LIMITS = {
  saturated: 0.5,
  dead: 0.4,
  vanishedGradient: 1e-7,
  explodedGradient: 1e3,
  greatUpdate: 0.1,
} as const;

/** What a person should know of the layer, the gravest first; empty when it is well. */
export function healthFindings(health: LayerHealth): readonly HealthFinding[] {
  const { saturated, dead, gradientNorm, updateRatio } = health;
  const findings: HealthFinding[] = [];
  if (gradientNorm !== null && gradientNorm > LIMITS.explodedGradient) {
    findings.push({
      severity: 'error',
      label: 'gradient explodes',
      detail: `The norm of its gradient is ${figure(gradientNorm)}. A lower learning rate or smaller initial weights help.`,
    });
  }
  if (gradientNorm !== null && gradientNorm < LIMITS.vanishedGradient) {
    findings.push({
      severity: 'warning',
      label: 'gradient vanishes',
      detail:
        `The norm of its gradient is ${figure(gradientNorm)}: it learns next to nothing. Saturated or dead layers ` +
        'behind it are the usual cause.',
    });
  }
  if (saturated !== null && saturated > LIMITS.saturated) {
    findings.push({
      severity: 'warning',
      label: `${percent(saturated)} saturated`,
      detail:
        `${percent(saturated)} of its activations are where the curve is flat, so that it learns slowly. Smaller initial ` +
        'weights ("scaledGaussian"), or "relu", help.',
    });
  }
  if (dead !== null && dead > LIMITS.dead) {
    findings.push({
      severity: 'warning',
      label: `${percent(dead)} dead`,
      detail:
        `${percent(dead)} of its units give 0 whatever the input, and such units cannot learn. A lower learning rate, ` +
        'or "leakyRelu", helps.',
    });
  }
  if (updateRatio !== null && updateRatio > LIMITS.greatUpdate) {
    findings.push({
      severity: 'warning',
      label: 'steps too large',
      detail:
        `One step changes its weights by ${percent(updateRatio)} of their size; about 0.1 % is usual. A lower learning ` +
        'rate helps.',
    });
  }
  return findings;
}

/** Each figure with its name, for a hover or a table; only those that the layer has. */
export function healthFigures(
  health: LayerHealth,
): readonly { readonly name: string; readonly value: string }[] {
  const { saturated, dead, gradientNorm, updateRatio } = health;
  return [
    ...(saturated === null ? [] : [{ name: 'Saturated', value: percent(saturated) }]),
    ...(dead === null ? [] : [{ name: 'Dead units', value: percent(dead) }]),
    ...(gradientNorm === null ? [] : [{ name: 'Gradient norm', value: figure(gradientNorm) }]),
    ...(updateRatio === null ? [] : [{ name: 'Update to weight', value: figure(updateRatio) }]),
  ];
}

/** The health of every layer of a run at one step. */
export type NetworkHealth = Readonly<Record<LayerId, LayerHealth>>;

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))}\u00a0%`;
}

function figure(value: number): string {
  return value === 0 ? '0' : value.toPrecision(3);
}
