/** Calls back once after so many milliseconds, unless the function that it returns is called before. */
export type StartTimer = (callback: () => void, delayMs: number) => () => void;

export const realTimer: StartTimer = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  return () => {
    clearTimeout(timer);
  };
};
