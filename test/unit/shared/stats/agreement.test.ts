import { describe, expect, it } from 'vitest';
import { agreement } from '../../../../src/shared/stats/agreement.ts';
import { REFERENCE } from './reference.ts';

function lists(table: readonly (readonly number[])[]): [number[], number[]] {
  const pairs = table.flatMap((row, a) =>
    row.flatMap((count, b) => Array.from({ length: count }, () => [a, b] as const)),
  );
  return [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
}

describe('agreement', () => {
  it.each(REFERENCE.kappa)('$table, as statsmodels has it', ({ table, kappa }) => {
    const [a, b] = lists(table);
    expect(agreement(a, b, table.length).kappa).toBeCloseTo(kappa, 12);
  });

  it('is whole with itself, and of no kappa where there is one class only', () => {
    expect(agreement([0, 1, 2], [0, 1, 2], 3)).toEqual({ share: 1, kappa: 1 });
    expect(agreement([1, 1], [1, 1], 3)).toEqual({ share: 1, kappa: null });
  });

  it('refuses a class that does not exist', () => {
    expect(() => agreement([0, 3], [0, 1], 3)).toThrow('example 1');
  });
});
