/**
 * The loss of a run as a small picture for a tooltip: an SVG in a data address, in a grey that is seen on light and dark.
 *
 * Each column of the picture spans the least and the greatest loss of its steps, so that no peak is lost.
 */
const WIDTH = 240;
const HEIGHT = 64;
const PADDING = 2;
const COLOUR = '#808080';

/** The address of the picture; `undefined` where there are less than two numbers to draw. */
export function lossCurve(losses: Float32Array): string | undefined {
  const columns = columnsOf(losses);
  const [first] = columns;
  if (first === undefined || losses.length < 2) return undefined;
  const least = columns.reduce((least, { min }) => Math.min(least, min), Infinity);
  const greatest = columns.reduce((greatest, { max }) => Math.max(greatest, max), -Infinity);
  const y = (loss: number): string => {
    const share = greatest === least ? 0.5 : (greatest - loss) / (greatest - least);
    return (PADDING + share * (HEIGHT - 2 * PADDING)).toFixed(1);
  };
  // Down one column and up the next, in one line.
  const points = columns.flatMap(({ x, min, max }) => [`${x} ${y(max)}`, `${x} ${y(min)}`]);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">` +
    `<path d="M${points.join('L')}" fill="none" stroke="${COLOUR}" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml;base64,${btoa(svg)}`;
}

interface Column {
  readonly x: number;
  readonly min: number;
  readonly max: number;
}

/** At most one a pixel; columns without a finite number are left out. */
function columnsOf(losses: Float32Array): readonly Column[] {
  const count = Math.min(WIDTH - 2 * PADDING, losses.length);
  const columns: Column[] = [];
  for (let column = 0; column < count; column++) {
    const start = Math.floor((column * losses.length) / count);
    const end = Math.floor(((column + 1) * losses.length) / count);
    let min = Infinity;
    let max = -Infinity;
    for (const loss of losses.subarray(start, end)) {
      if (!Number.isFinite(loss)) continue;
      min = Math.min(min, loss);
      max = Math.max(max, loss);
    }
    const x = PADDING + Math.round((column * (WIDTH - 2 * PADDING)) / Math.max(1, count - 1));
    if (min <= max) columns.push({ x, min, max });
  }
  return columns;
}
