/**
 * Figures as all places write them, with spaces that do not break.
 */
const NO_BREAK = '\u00a0';

/** A share in [0, 1] as a percentage: "95.32 %". */
export function accuracyText(accuracy: number): string {
  return `${(accuracy * 100).toFixed(2)}${NO_BREAK}%`;
}

/** "0.8 s", "12 s", "1 min 05 s", "2 h 03 min": in the two largest units. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}${NO_BREAK}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${NO_BREAK}s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}${NO_BREAK}min ${twoDigits(whole % 60)}${NO_BREAK}s`
    : `${Math.floor(minutes / 60)}${NO_BREAK}h ${twoDigits(minutes % 60)}${NO_BREAK}min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
