/** A horizontal axis of accuracies. */
export interface AccuracyScale {
  /** Where an accuracy lies, as a percentage of the width. */
  readonly at: (accuracy: number) => string;
  readonly ticks: readonly number[];
}

const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2] as const;
/** More would not fit beside each other. */
const MOST_TICKS = 10;

/** An axis that has room for all values. @param values accuracies, 0–1, at least one */
export function accuracyScale(values: readonly number[]): AccuracyScale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = STEPS.find((size) => (most - least) / size < MOST_TICKS - 1) ?? 0.2;
  const first = Math.floor(least / step - 0.25);
  const last = Math.ceil(most / step + 0.25);
  const [low, high] = [first * step, last * step];
  return {
    at: (accuracy) => `${(((accuracy - low) / (high - low)) * 100).toFixed(3)}%`,
    ticks: Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step).filter(
      (tick) => tick >= 0 && tick <= 1.0001,
    ),
  };
}
