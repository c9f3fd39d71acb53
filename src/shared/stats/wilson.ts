/** A closed interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the standard normal distribution. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson's score interval for a proportion, 95 %: E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", JASA 22 (1927).
 *
 * @param successes 0 to `trials`
 * @param trials >= 1
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  const p = successes / trials;
  const z2 = Z_95 * Z_95;
  const centre = (p + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (Z_95 / (1 + z2 / trials)) * Math.sqrt((p * (1 - p)) / trials + z2 / (4 * trials * trials));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
