import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../../src/shared/random/randomStream.ts';
import { shuffle } from '../../../../src/shared/random/shuffle.ts';

const upTo = (length: number): Uint32Array => Uint32Array.from({ length }, (_, index) => index);

describe('shuffle', () => {
  it('gives a known order for a known seed', () => {
    expect([...shuffle(upTo(12), randomStream(1, 'shuffle', 1))]).toEqual([
      5, 9, 7, 10, 11, 6, 4, 0, 1, 8, 2, 3,
    ]);
  });

  it('keeps every value and leaves its argument alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 })), fc.nat(), (values, seed) => {
        const given = Uint32Array.from(values);
        const result = shuffle(given, randomStream(seed, 'property'));
        expect([...given]).toEqual(values);
        expect([...result].sort()).toEqual([...values].sort());
      }),
    );
  });

  it('makes every order equally likely', () => {
    const stream = randomStream(6, 'orders');
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round += 1) {
      const order = shuffle(upTo(3), stream).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('keeps the kind of its argument', () => {
    expect(shuffle(Int32Array.of(1, 2), randomStream(1))).toBeInstanceOf(Int32Array);
  });
});
