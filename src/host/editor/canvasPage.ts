/**
 * What those who tell canvases something share: whether a page is there to hear it, and the time.
 */

/** What an open canvas reports. */
export interface OpenPage {
  /** The page has been made, and knows nothing yet. */
  readonly noteReady: () => void;
  /** The page is gone until it is ready again. */
  readonly noteHidden: () => void;
  readonly close: () => void;
}

/** The time, and a call after some of it; it returns how to call that off. */
export interface Clock {
  readonly now: () => number;
  readonly after: (ms: number, task: () => void) => () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: Date.now,
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
