/**
 * Numbers as the panel writes them: enough digits to compare two epochs, no more.
 */
import { accuracyText, durationText } from '../../src/core/training/figureTexts';
import { formatCount } from '../ui/formats';

/** Stands where there is no figure. */
export const NO_FIGURE = '–';
const NO_BREAK = '\u00a0';

/** A share in [0, 1] as a percentage: 95.32 %. */
export function formatAccuracy(accuracy: number | null): string {
  return accuracy === null ? NO_FIGURE : accuracyText(accuracy);
}

/** Four significant digits: 0.1234, 12.34, 1.234e-7. A loss that diverged says so. */
export function formatLoss(loss: number | null): string {
  if (loss === null) {
    return NO_FIGURE;
  }
  return Number.isFinite(loss) ? loss.toPrecision(4) : 'diverged';
}

/** Examples a second; below ten with one decimal. */
export function formatRate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) {
    return NO_FIGURE;
  }
  return perSecond < 10 ? perSecond.toFixed(1) : formatCount(perSecond);
}

/** The time of a step: 0.42 ms, 1.3 ms, 120 ms. */
export function formatStepTime(milliseconds: number | undefined): string {
  if (milliseconds === undefined || !Number.isFinite(milliseconds)) {
    return NO_FIGURE;
  }
  const digits = milliseconds < 1 ? 2 : milliseconds < 100 ? 1 : 0;
  return `${milliseconds.toFixed(digits)}${NO_BREAK}ms`;
}

/** 0.8 s, 12 s, 1 min 05 s, 2 h 03 min. */
export function formatDuration(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? durationText(milliseconds) : NO_FIGURE;
}

/** A dataset by its proper name; what is drawn by the extension must never pass for MNIST. */
export function datasetTitle(name: string): string {
  const titles: Readonly<Record<string, string>> = {
    mnist: 'MNIST',
    fashionMnist: 'Fashion-MNIST',
    syntheticDigits: 'Synthetic digits (not MNIST)',
  };
  return Object.hasOwn(titles, name) ? (titles[name] ?? name) : `Folder “${name.replace(/^idx:/, '')}”`;
}
