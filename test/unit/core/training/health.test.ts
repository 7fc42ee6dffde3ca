import assert from 'node:assert/strict';
import { healthFigures, healthFindings, type LayerHealth } from '../../../../src/core/training/health';

const well: LayerHealth = { saturated: 0.1, dead: 0.1, gradientNorm: 0.5, updateRatio: 0.001 };
const unknown: LayerHealth = { saturated: null, dead: null, gradientNorm: null, updateRatio: null };
const labels = (health: LayerHealth): string[] => healthFindings(health).map(({ label }) => label);

describe('the health of a layer', () => {
  it('is well where nothing is wrong or nothing is known', () => {
    assert.deepEqual(healthFindings(well), []);
    assert.deepEqual(healthFindings(unknown), []);
  });

  for (const [change, severity, label] of [
    [{ saturated: 0.823 }, 'warning', '82\u00a0% saturated'],
    [{ dead: 0.5 }, 'warning', '50\u00a0% dead'],
    [{ gradientNorm: 1e-9 }, 'warning', 'gradient vanishes'],
    [{ gradientNorm: 0 }, 'warning', 'gradient vanishes'],
    [{ gradientNorm: 1e4 }, 'error', 'gradient explodes'],
    [{ gradientNorm: Infinity }, 'error', 'gradient explodes'],
    [{ updateRatio: 0.3 }, 'warning', 'steps too large'],
  ] as const) {
    it(`says "${label}" of ${JSON.stringify(change)}`, () => {
      const findings = healthFindings({ ...well, ...change });
      assert.deepEqual(
        findings.map((finding) => [finding.severity, finding.label]),
        [[severity, label]],
      );
      assert.match(findings[0]?.detail ?? '', /(helps?|are the usual cause)\.$/);
    });
  }

  it('tells nothing at its limits', () => {
    assert.deepEqual(labels({ saturated: 0.5, dead: 0.4, gradientNorm: 1e3, updateRatio: 0.1 }), []);
    assert.deepEqual(labels({ ...unknown, gradientNorm: 1e-7 }), []);
  });

  it('tells the gravest first', () => {
    const ill = { saturated: 1, dead: 1, gradientNorm: 1e9, updateRatio: 1 };
    assert.equal(healthFindings(ill)[0]?.severity, 'error');
    assert.equal(labels(ill).length, 4);
  });

  it('names each figure that the layer has', () => {
    assert.deepEqual(healthFigures({ saturated: 0.123, dead: null, gradientNorm: 0, updateRatio: 0.00123 }), [
      { name: 'Saturated', value: '12\u00a0%' },
      { name: 'Gradient norm', value: '0' },
      { name: 'Update to weight', value: '0.00123' },
    ]);
    assert.deepEqual(healthFigures({ ...unknown, dead: 0 }), [{ name: 'Dead units', value: '0\u00a0%' }]);
    assert.deepEqual(healthFigures(unknown), []);
  });
});
