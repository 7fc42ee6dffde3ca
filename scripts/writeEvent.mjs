/**
 * The headless run's stdout: one JSON object a line.
 */
import { writeSync } from 'node:fs';

/**
 * Writes at once, so that no event is lost when the process ends right after.
 * @param {Readonly<Record<string, unknown>>} event
 */
export function writeEvent(event) {
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // The reader of a pipe is slow: try again.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
        throw error;
      }
    }
  }
}
