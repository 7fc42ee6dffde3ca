/** The diverging map of all pictures as tints behind text. Pure. */
import { colourMap, cssColour, type ThemeKind } from '../../src/core/inspection/colours';

/** How strong the tint may be for the text on it to be read. */
const STRENGTH: Readonly<Record<ThemeKind, number>> = {
  light: 0.36,
  highContrastLight: 0.36,
  dark: 0.28,
  highContrast: 0.4,
};

/** The tint of every level from −128 to 127 in a theme: that of a level is at `level + 128`. */
export function tintsOf(theme: ThemeKind): readonly string[] {
  return colourMap(theme).map((colour) => cssColour(colour, STRENGTH[theme]));
}
