/** Draws the upright lines of a chart and their texts, which stand on plates so that curves do not run through them. */
import type UPlot from 'uplot';
import { placeTexts, type Mark } from './marks';

const COLORS: Readonly<Record<Mark['kind'], string>> = {
  change: '--lw-foreground-quiet',
  moment: '--lw-focus',
  parting: '--lw-warning',
};

/** Which end of the lines has the texts: where there are fewer curves. */
export type TextSide = 'top' | 'bottom';

/** Draws the marks that are in sight on the plot's canvas. */
export function drawMarks(
  plot: UPlot,
  marks: readonly Mark[],
  stepsPerEpoch: number,
  side: TextSide,
  styles: CSSStyleDeclaration,
): void {
  const { ctx, bbox } = plot;
  const unit = devicePixelRatio;
  const size = parseFloat(styles.fontSize) * unit;
  const right = bbox.left + bbox.width;
  ctx.save();
  ctx.font = `${size}px ${styles.fontFamily}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineWidth = unit;
  const drawn = marks
    .map((mark) => ({
      ...mark,
      x: Math.round(plot.valToPos(mark.step / stepsPerEpoch, 'x', true)) + 0.5 * unit,
      width: ctx.measureText(mark.text).width + 6 * unit,
      color: styles.getPropertyValue(COLORS[mark.kind]).trim(),
    }))
    .filter(({ x }) => x >= bbox.left && x <= right + unit)
    .sort((a, b) => a.x - b.x);
  for (const { x, color, kind } of drawn) {
    ctx.strokeStyle = color;
    ctx.setLineDash(kind === 'moment' ? [] : [4 * unit, 3 * unit]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  const row = size + 5 * unit;
  placeTexts(drawn, { left: bbox.left, right }, 3 * unit).forEach((place, index) => {
    const mark = drawn[index];
    const down = place.row * (row + 2 * unit);
    if (mark === undefined || down + row > bbox.height) return;
    const top = side === 'top' ? bbox.top + down : bbox.top + bbox.height - down - row;
    ctx.fillStyle = styles.getPropertyValue('--lw-chart-plate').trim();
    ctx.fillRect(place.left, top, mark.width, row);
    ctx.fillStyle = styles.getPropertyValue('--lw-foreground-strong').trim();
    ctx.fillText(mark.text, place.left + 3 * unit, top + row / 2);
  });
  ctx.restore();
}
