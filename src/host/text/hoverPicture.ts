/**
 * One tensor drawn for the text's hover: its histogram above its picture, on the theme's background.
 */
import { colourMap, type ThemeKind } from '../../core/inspection/colours';
import { mosaicOf } from '../../core/inspection/mosaic';
import type { Histogram, TensorPicture, TensorReading } from '../../core/inspection/readings';
import { levelOf, NOT_FINITE } from '../../core/inspection/valuesPicture';
import type { IndexedPicture } from './png';

const WIDTH = 440;
const HISTOGRAM_HEIGHT = 56;
const BARS_HEIGHT = 48;
const SPACE = 8;
const MAX_ZOOM = 8;
/** A tall heat map is not enlarged beyond this. */
const ROOMY_HEIGHT = 320;

/** Entry 0 of the palette is clear, as pixels are that nothing is drawn on. */
const AXIS = 1;
/** Two levels share one of these: nobody sees the difference, and the picture packs to less. */
const FIRST_COLOUR = 2;
const NOT_FINITE_COLOUR = FIRST_COLOUR + 128;

/** Draws a tensor with at most so many numbers of its picture; `shown` says what was left out, or is empty. */
export function hoverPicture(
  { histogram, picture }: TensorReading,
  theme: ThemeKind,
  numbers: number,
): { readonly image: IndexedPicture; readonly shown: string } {
  const cut = cutPicture(picture, numbers);
  const bottom = cut.kind === 'bars' ? BARS_HEIGHT : 0;
  const mosaic = mosaicOf(cut, { maxWidth: WIDTH });
  const zoom = Math.max(
    1,
    Math.min(MAX_ZOOM, Math.floor(WIDTH / mosaic.width), Math.floor(ROOMY_HEIGHT / mosaic.height)),
  );
  const width = Math.max(WIDTH, mosaic.width);
  const top = HISTOGRAM_HEIGHT + SPACE;
  const height = top + (bottom || mosaic.height * zoom);
  const pixels = new Uint8Array(width * height);
  const fill = (x: number, y: number, wide: number, tall: number, colour: number): void => {
    for (let row = y; row < y + tall; row++) {
      pixels.fill(colour, row * width + x, row * width + Math.min(width, x + wide));
    }
  };
  drawHistogram(histogram, fill);
  if (cut.kind === 'bars') drawBars(cut, top, fill);
  else {
    let at = 0;
    for (let tile = 0; tile < cut.tiles; tile++) {
      const [left, upper] = mosaic.placeOf(tile);
      for (let y = upper; y < upper + cut.tileHeight; y++) {
        for (let x = left; x < left + cut.tileWidth; x++) {
          fill(x * zoom, top + y * zoom, zoom, zoom, colourOf(cut.levels[at++] ?? 0));
        }
      }
    }
  }
  return { image: { width, height, pixels, palette: paletteOf(theme) }, shown: shownOf(cut, picture) };
}

type Fill = (x: number, y: number, wide: number, tall: number, colour: number) => void;

function drawHistogram({ from, to, counts }: Histogram, fill: Fill): void {
  const most = Math.max(1, ...counts);
  const scale = Math.max(Math.abs(from), Math.abs(to));
  const wide = Math.floor(WIDTH / Math.max(1, counts.length));
  for (const [bin, count] of counts.entries()) {
    const tall = Math.ceil((count / most) * (HISTOGRAM_HEIGHT - 1));
    const middle = from + ((bin + 0.5) / counts.length) * (to - from);
    // Bins about zero would be the colour of the card.
    const level = Math.sign(middle) * Math.max(48, Math.abs(levelOf(middle, scale)));
    fill(bin * wide, HISTOGRAM_HEIGHT - 1 - tall, wide - 1, tall, colourOf(level));
  }
  fill(0, HISTOGRAM_HEIGHT - 1, WIDTH, 1, AXIS);
}

function drawBars({ tiles, levels }: TensorPicture, top: number, fill: Fill): void {
  const half = BARS_HEIGHT / 2;
  const step = Math.max(1, Math.min(24, Math.floor(WIDTH / tiles)));
  for (const [tile, level] of levels.entries()) {
    const tall = level === NOT_FINITE ? half : Math.round((Math.abs(level) / 127) * (half - 1));
    const y = level < 0 ? top + half : top + half - tall;
    fill(tile * step, y, step === 1 ? 1 : step - 1, tall, colourOf(level));
  }
  fill(0, top + half, step * tiles, 1, AXIS);
}

/** The first tiles, bars or rows of a picture: no more numbers than that, one tile or row at least. */
function cutPicture(picture: TensorPicture, numbers: number): TensorPicture {
  const { kind, tileWidth, tileHeight, tiles, levels } = picture;
  if (kind === 'heatMap') {
    const rows = Math.min(tileHeight, Math.max(1, Math.floor(numbers / tileWidth)));
    return { ...picture, tileHeight: rows, levels: levels.subarray(0, rows * tileWidth) };
  }
  const size = tileWidth * tileHeight;
  const room = kind === 'bars' ? WIDTH : Math.max(1, Math.floor(numbers / size));
  const shown = Math.min(tiles, room);
  return { ...picture, tiles: shown, levels: levels.subarray(0, shown * size) };
}

function shownOf(cut: TensorPicture, { kind, tileHeight, totalTiles }: TensorPicture): string {
  if (kind === 'heatMap') {
    return cut.tileHeight < tileHeight ? `first ${cut.tileHeight} of these rows` : '';
  }
  return cut.tiles < totalTiles ? `first ${cut.tiles} of ${totalTiles}` : '';
}

function colourOf(level: number): number {
  return level === NOT_FINITE ? NOT_FINITE_COLOUR : FIRST_COLOUR + ((level + 128) >> 1);
}

/** The map's colours of odd levels, and at last that of what is not finite. */
function paletteOf(theme: ThemeKind): IndexedPicture['palette'] {
  const map = colourMap(theme);
  const axis = theme === 'light' || theme === 'highContrastLight' ? 90 : 170;
  const odd = Array.from({ length: 128 }, (_, i) => 2 * i + 1);
  const colours = [...odd, NOT_FINITE + 128].map((i) => map[i] ?? [0, 0, 0]);
  return [
    [0, 0, 0, 0],
    [axis, axis, axis, 255],
    ...colours.map(([red, green, blue]) => [red, green, blue, 255] as const),
  ];
}
