/**
 * `npm run bench:reporting`: what it costs training that the panel shows it, in a real workbench: steps a second with
 * the panel open against the panel closed, in turn within one run. Prints the ratio of each pair and their median.
 */
import { shutdown, shutdownOnSignals } from '../lifetime.mjs';
import { describeLoad, describeMachine } from './machine.mjs';
import { median } from './statistics.mjs';
import { startTraining, stepsASecond } from './trainingWorkbench.mjs';

const PAIRS = 10;
const TARGET = 0.05;

shutdownOnSignals();
try {
  await bench();
} finally {
  await shutdown();
}

async function bench() {
  const loadBefore = describeLoad();
  const training = await startTraining();
  const { page, run, events } = training;
  const machine = await describeMachine(page);

  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    await run('layerwire.training.focus');
    const open = await stepsASecond(page, events);
    await run('workbench.action.closePanel');
    const closed = await stepsASecond(page, events);
    pairs.push({ open, closed });
  }
  await training.stop();

  const ratios = pairs.map(({ open, closed }) => open / closed);
  const lost = 1 - median(ratios);
  const lines = [
    ...Object.entries(machine).map(([name, value]) => `${name.padEnd(10)} ${value}`),
    `load       ${loadBefore} before, ${describeLoad()} after`,
    '',
    ...pairs.map(
      ({ open, closed }) =>
        `open ${open.toFixed(0)} steps/s   closed ${closed.toFixed(0)} steps/s   ratio ${(open / closed).toFixed(3)}`,
    ),
    '',
    `The panel costs ${(lost * 100).toFixed(1)} % of the steps (median of ${String(PAIRS)} pairs; target ≤ ` +
      `${String(TARGET * 100)} %): ${lost <= TARGET ? 'met' : 'missed'}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
