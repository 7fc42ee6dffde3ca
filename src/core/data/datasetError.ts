/** Data that cannot be used: the message names the file, what was expected, what was found, and what to do. */
export class DatasetError extends Error {
  override readonly name: string = 'DatasetError';
}
