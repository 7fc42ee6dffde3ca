/**
 * The diverging colour map: blue below zero, orange above it, and at zero the card that the picture lies on.
 *
 * Blue and orange are told apart by all common kinds of colour blindness. Between two stops the map is linear in sRGB.
 */
import { NOT_FINITE } from './tensorPicture';

export type Rgb = readonly [red: number, green: number, blue: number];

export interface ColourMap {
  /** @param level from −127 to 127, or −128 for a value that is not finite. */
  colourOf(level: number): Rgb;
}

export type ThemeKind = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** Stops at magnitudes 0, ½ and 1, below zero and above. */
interface Stops {
  readonly zero: Rgb;
  readonly below: readonly [Rgb, Rgb];
  readonly above: readonly [Rgb, Rgb];
  readonly notFinite: Rgb;
}

const MAGENTA: Rgb = [255, 0, 255];

const STOPS: Readonly<Record<ThemeKind, Stops>> = {
  light: {
    zero: [247, 247, 247],
    below: [
      [103, 169, 207],
      [5, 65, 130],
    ],
    above: [
      [247, 164, 96],
      [166, 54, 3],
    ],
    notFinite: MAGENTA,
  },
  dark: {
    zero: [24, 24, 24],
    below: [
      [33, 102, 172],
      [146, 205, 255],
    ],
    above: [
      [190, 84, 12],
      [255, 205, 140],
    ],
    notFinite: MAGENTA,
  },
  highContrast: {
    zero: [0, 0, 0],
    below: [
      [30, 110, 220],
      [170, 220, 255],
    ],
    above: [
      [210, 100, 0],
      [255, 225, 160],
    ],
    notFinite: MAGENTA,
  },
  highContrastLight: {
    zero: [255, 255, 255],
    below: [
      [80, 150, 210],
      [0, 40, 110],
    ],
    above: [
      [235, 140, 60],
      [130, 35, 0],
    ],
    notFinite: MAGENTA,
  },
};

/** One for each kind of VS Code's themes. */
export const COLOUR_MAPS: Readonly<Record<ThemeKind, ColourMap>> = {
  light: mapOf(STOPS.light),
  dark: mapOf(STOPS.dark),
  highContrast: mapOf(STOPS.highContrast),
  highContrastLight: mapOf(STOPS.highContrastLight),
};

function mapOf({ zero, below, above, notFinite }: Stops): ColourMap {
  const colours = Array.from({ length: 256 }, (_, index): Rgb => {
    const level = index - 128;
    if (level === NOT_FINITE) return notFinite;
    const [half, full] = level < 0 ? below : above;
    const magnitude = Math.abs(level) / 127;
    return magnitude <= 0.5 ? mixed(zero, half, magnitude * 2) : mixed(half, full, magnitude * 2 - 1);
  });
  return { colourOf: (level) => colours[level + 128] ?? notFinite };
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const mix = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
}
