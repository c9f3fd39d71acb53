import { expect, it } from 'vitest';
import { predictionInterval } from '../../../../src/shared/stats/tTests.ts';

it('is where one more value lies, as worked out by hand', () => {
  // 52, 48, 50: mean 50, sd 2; t(0.975; 2) = 4.302653, so ± 4.302653 · 2 · √(4/3) = 9.936552.
  const { low, high } = predictionInterval([52, 48, 50]) ?? { low: 0, high: 0 };
  expect(low).toBeCloseTo(40.063448, 5);
  expect(high).toBeCloseTo(59.936552, 5);
  expect(predictionInterval([1])).toBeNull();
});
