import assert from 'node:assert/strict';
import type { LayerHealth } from '../../../../src/core/training/health';
import type { CanvasTraining } from '../../../../src/protocol/editor';
import { healthBadge, healthHint } from '../../../../webview/editor/layerHealth';
import { TrainingView } from '../../../../webview/editor/trainingView';

const WELL: LayerHealth = { saturated: null, dead: 0.1, gradientNorm: 0.5, updateRatio: 0.001 };
const NOTHING: LayerHealth = { saturated: null, dead: null, gradientNorm: null, updateRatio: null };

function training(health: CanvasTraining['health'], changes: Partial<CanvasTraining> = {}): CanvasTraining {
  return {
    phase: 'running',
    commands: ['train', 'pause', 'stop'],
    isThisFile: true,
    health,
    healthStep: 1200,
    networkChanged: false,
    ...changes,
  };
}

describe('healthBadge', () => {
  it('shows the gravest finding, and says all of them', () => {
    const ill = { ...WELL, dead: 0.82, gradientNorm: 1e6 };
    const badge = healthBadge(training({ hidden: ill }), 'hidden');
    assert.equal(badge?.severity, 'error');
    assert.equal(badge.label, 'gradient explodes');
    assert.match(badge.spoken, /^In training: gradient explodes\. .*82.% dead\. /);
    assert.doesNotMatch(badge.spoken, /as it was trained/);
    assert.equal(healthBadge(training({ hidden: { ...WELL, dead: 0.82 } }), 'hidden')?.severity, 'warning');
  });

  it('has none for a layer that is well or was not measured, nor without a run', () => {
    assert.equal(healthBadge(training({ hidden: WELL }), 'hidden'), undefined);
    assert.equal(healthBadge(training({ hidden: { ...WELL, dead: 1 } }), 'constructor'), undefined);
    assert.equal(healthBadge(training(null), 'hidden'), undefined);
    assert.equal(healthBadge(null, 'hidden'), undefined);
  });

  it('says when it is of an earlier network', () => {
    const changed = training({ hidden: { ...WELL, dead: 1 } }, { networkChanged: true });
    assert.match(healthBadge(changed, 'hidden')?.spoken ?? '', /network as it was trained/);
    assert.match(healthHint(changed, 'hidden') ?? '', /network as it was trained/);
  });
});

describe('healthHint', () => {
  it('gives every figure and when it was measured, of a layer that is well too', () => {
    assert.equal(
      healthHint(training({ hidden: WELL }), 'hidden'),
      'Dead units: 10\u00a0%\nGradient norm: 0.500\nUpdate to weight: 0.00100\nMeasured at step 1,200.',
    );
  });

  it('begins with what was found and what helps', () => {
    const hint = healthHint(training({ hidden: { ...WELL, dead: 0.82 } }), 'hidden') ?? '';
    assert.match(hint, /^82.% dead\n82.% of its units .*leakyRelu.*\nDead units: 82.%\n/);
  });

  it('is silent of a layer without figures and without a run', () => {
    assert.equal(healthHint(training({ flatten: NOTHING }), 'flatten'), undefined);
    assert.equal(healthHint(training({ flatten: NOTHING }), 'hidden'), undefined);
    assert.equal(healthHint(training({ hidden: WELL }), 'constructor'), undefined);
    assert.equal(healthHint(null, 'hidden'), undefined);
  });
});

describe('TrainingView', () => {
  it('keeps a badge the same object as long as it says the same', () => {
    const view = new TrainingView();
    let calls = 0;
    const stop = view.subscribe(() => calls++);
    view.show(training({ a: { ...WELL, dead: 0.5 }, b: { ...WELL, dead: 0.5 } }));
    const [a, b] = [view.badgeOf('a'), view.badgeOf('b')];
    assert.equal(a?.label, '50\u00a0% dead');
    view.show(training({ a: { ...WELL, dead: 0.5, gradientNorm: 0.7 }, b: { ...WELL, dead: 0.6 } }));
    assert.equal(view.badgeOf('a'), a);
    assert.notEqual(view.badgeOf('b'), b);
    assert.match(view.hintOf('a') ?? '', /Gradient norm: 0\.700/);
    view.show(null);
    assert.equal(view.badgeOf('a'), undefined);
    assert.equal(view.training(), null);
    stop();
    view.show(null);
    assert.equal(calls, 3);
  });
});
