import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { DIAGNOSTIC_CODES } from '../../../../src/core/diagnostics/diagnostic';
import { targets } from './diagnosticTargets';

describe('diagnostics of a network file', () => {
  for (const target of targets) {
    it(target.name, () => {
      const checked = checkNnFile(target.text);
      const found = checked.diagnostics.map(({ code, severity, layerId, message, range }) => ({
        code,
        severity,
        layer: layerId,
        message,
        marks: target.text.slice(range.offset, range.offset + range.length),
      }));
      const expected = target.findings.map((finding) => ({
        severity: 'error',
        layer: undefined,
        ...finding,
      }));
      assert.deepEqual(found, expected);
      const isError = expected.some(({ severity }) => severity === 'error');
      assert.equal(checked.network === undefined, isError, 'a network exactly where there is no error');
    });
  }

  it('has a target for every code', () => {
    const covered = new Set(targets.flatMap((target) => target.findings.map((finding) => finding.code)));
    assert.deepEqual(
      DIAGNOSTIC_CODES.filter((code) => !covered.has(code)),
      [],
    );
  });
});
