/** A run that failed, with the reason in words for a person. */
export class RunError extends Error {
  override readonly name = 'RunError';
}
