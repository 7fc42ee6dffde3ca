/** How a benchmark tells its figures: a table beside the targets, or JSON with `--json`. */
import { median, percentile } from './statistics.mjs';

/** @typedef {{ what: string, figure: number, unit: string, target?: string, met?: boolean, detail: string }} Figure */

/** @type {(what: string, figure: number, target: number, detail: string, unit?: string) => Figure} */
export function atMost(what, figure, target, detail, unit = 'ms') {
  return { what, figure, unit, target: `≤ ${String(target)}`, met: figure <= target, detail };
}

/** @type {(what: string, frames: import('./frames.mjs').Frames) => Figure} */
export function frameRate(what, { events, framesPerSecond }) {
  const figure = median(framesPerSecond);
  const target = 30;
  return {
    what,
    figure,
    unit: 'frames/s',
    target: `≥ ${String(target)}`,
    met: figure >= target,
    detail: `5th percentile ${percentile(framesPerSecond, 5).toFixed(1)}, ${String(framesPerSecond.length)} frames, ${String(events)} events`,
  };
}

/** @param {number} time */
export function ms(time) {
  return `${time.toFixed(1)} ms`;
}

/**
 * @param {Readonly<Record<string, string>>} machine
 * @param {readonly Figure[]} figures
 */
export function print(machine, figures) {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ machine, figures }, undefined, 2)}\n`);
    return;
  }
  const lines = [
    ...Object.entries(machine).map(([name, value]) => `${name.padEnd(10)} ${value}`),
    '',
    ...figures.map(({ what, figure, unit, target, met, detail }) =>
      [
        what.padEnd(42),
        `${figure.toFixed(1).padStart(7)} ${unit.padEnd(8)}`,
        `${(target ?? '').padStart(6)} ${met === true ? 'met   ' : 'missed'}`,
        detail,
      ].join('  '),
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
