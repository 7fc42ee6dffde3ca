/** The diverging map of all pictures as tints behind text. */
import { useMemo } from 'react';
import { colourMap, type ThemeKind } from '../../src/core/inspection/colours';
import { useThemeKind } from '../editor/inside/themeKind';

/** How strong the tint may be for the text on it to be read. */
const STRENGTH: Readonly<Record<ThemeKind, number>> = {
  light: 0.45,
  highContrastLight: 0.45,
  dark: 0.4,
  highContrast: 0.4,
};

/** The tint of every level from −128 to 127 in the theme of the page. */
export function useTints(): readonly string[] {
  const theme = useThemeKind();
  return useMemo(
    () => colourMap(theme).map(([red, green, blue]) => `rgb(${red} ${green} ${blue} / ${STRENGTH[theme]})`),
    [theme],
  );
}
