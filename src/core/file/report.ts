import type { DiagnosticCode, Severity } from '../diagnostics/diagnostic';
import type { JsonPath } from './jsonTree';

/** Notes one problem of form at a path of the file. */
export type Report = (
  code: DiagnosticCode,
  severity: Severity,
  message: string,
  path: JsonPath,
  options?: { readonly atKey?: boolean; readonly layerId?: string },
) => void;
