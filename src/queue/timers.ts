/** Starts a timer. @returns a function that cancels it */
export type StartTimer = (action: () => void, milliseconds: number) => () => void;

/** Real time. */
export const startTimer: StartTimer = (action, milliseconds) => {
  const timer = setTimeout(action, milliseconds);
  return () => clearTimeout(timer);
};
