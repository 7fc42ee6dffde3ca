/**
 * MNIST's form, which every dataset that is known by name has: Fashion-MNIST took it over, and the synthetic digits are
 * drawn to it, so that a network file's settings fit all of them.
 */

export const MNIST_FORM = {
  /** Height and width of an image in pixels; one channel. */
  imageSide: 28,
  classes: 10,
  trainingExamples: 60_000,
  testExamples: 10_000,
} as const;
