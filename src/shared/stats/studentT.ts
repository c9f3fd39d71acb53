import { incompleteBeta } from './incompleteBeta.ts';

/**
 * The chance that Student's t lies at least this far from zero, on either side: Abramowitz and Stegun
 * 26.7.1.
 *
 * @param freedom degrees of freedom, > 0, not necessarily whole
 */
export function studentTwoSided(t: number, freedom: number): number {
  if (!Number.isFinite(t)) return Number.isNaN(t) ? NaN : 0;
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/**
 * How far from zero Student's t lies with a chance of `alpha`, both sides together.
 *
 * @example studentCritical(0.05, 4) // 2.776…
 */
export function studentCritical(alpha: number, freedom: number): number {
  let high = 1;
  while (studentTwoSided(high, freedom) > alpha) high *= 2;
  let low = 0;
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, freedom) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
