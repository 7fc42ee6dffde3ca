/**
 * The diverging map of all pictures of numbers: blue below zero, orange above it, which people of every colour vision
 * tell apart, and the middle close to the card behind, so that what is near zero steps back. The further from zero, the
 * further from the middle's lightness.
 */
import { NOT_FINITE } from './valuesPicture';

export const THEME_KINDS = ['light', 'dark', 'highContrast', 'highContrastLight'] as const;
export type ThemeKind = (typeof THEME_KINDS)[number];

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];

/** The colours of a map from −127 to 127 at equal distances, and the colour of what is not finite. */
interface Stops {
  readonly stops: readonly Colour[];
  readonly notFinite: Colour;
}

const DARK_ENDS: readonly Colour[] = [
  [8, 48, 107],
  [33, 102, 172],
  [130, 180, 220],
];
const DARK_WARM_ENDS: readonly Colour[] = [
  [248, 174, 104],
  [214, 88, 10],
  [115, 44, 4],
];
const LIGHT_ENDS: readonly Colour[] = [
  [198, 228, 255],
  [84, 166, 240],
  [32, 82, 140],
];
const LIGHT_WARM_ENDS: readonly Colour[] = [
  [136, 66, 14],
  [240, 136, 36],
  [255, 226, 178],
];
const ON_LIGHT: Colour = [196, 0, 150];
const ON_DARK: Colour = [255, 64, 220];

const MAPS: Readonly<Record<ThemeKind, Stops>> = {
  light: { stops: [...DARK_ENDS, [246, 246, 246], ...DARK_WARM_ENDS], notFinite: ON_LIGHT },
  highContrastLight: { stops: [...DARK_ENDS, [255, 255, 255], ...DARK_WARM_ENDS], notFinite: ON_LIGHT },
  dark: { stops: [...LIGHT_ENDS, [28, 28, 30], ...LIGHT_WARM_ENDS], notFinite: ON_DARK },
  highContrast: { stops: [...LIGHT_ENDS, [0, 0, 0], ...LIGHT_WARM_ENDS], notFinite: ON_DARK },
};

/** Made when they are first asked for: pictures are painted many times a second. */
const made = new Map<ThemeKind, readonly Colour[]>();

/** The colour of every level from −128 to 127 in a theme: that of a level is at `level + 128`. */
export function colourMap(theme: ThemeKind): readonly Colour[] {
  const colours = made.get(theme) ?? mapOf(MAPS[theme]);
  made.set(theme, colours);
  return colours;
}

/** A level whose colour is clear in every theme. */
const CLEAR_LEVEL = 84;

/** The colour, as style sheets write it, of what is shown by its length and not by how strong its colour is. */
export function signColour(theme: ThemeKind, value: number): string {
  const [red, green, blue] = colourMap(theme)[128 + (value < 0 ? -CLEAR_LEVEL : CLEAR_LEVEL)] ?? [0, 0, 0];
  return `rgb(${red} ${green} ${blue})`;
}

function mapOf({ stops, notFinite }: Stops): readonly Colour[] {
  return Array.from({ length: 256 }, (_, i) =>
    i === NOT_FINITE + 128 ? notFinite : between(stops, (i - 1) / 254),
  );
}

/** The colour at a share in [0, 1] of the way along the stops. */
function between(stops: readonly Colour[], share: number): Colour {
  const place = share * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [stops[index] ?? [0, 0, 0], stops[index + 1] ?? [0, 0, 0]];
  const mix = (a: number, b: number): number => Math.round(a + (b - a) * (place - index));
  return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
}

/** A colour as CSS writes it. @param opacity From 0, nothing, to 1. */
export function cssColour([red, green, blue]: Colour, opacity = 1): string {
  return `rgb(${red} ${green} ${blue} / ${opacity})`;
}
