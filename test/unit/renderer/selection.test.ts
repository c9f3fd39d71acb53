import { describe, expect, it } from 'vitest';
import { idsBetween, withIds, withoutIds } from '../../../src/renderer/stores/selection.ts';

describe('selection', () => {
  const order = ['A', 'B', 'C', 'D'];

  it('takes a range in the order shown, both ways', () => {
    expect(idsBetween(order, 'B', 'D')).toEqual(['B', 'C', 'D']);
    expect(idsBetween(order, 'D', 'B')).toEqual(['B', 'C', 'D']);
    expect(idsBetween(order, null, 'C')).toEqual(['C']);
    expect(idsBetween(order, 'gone', 'C')).toEqual(['C']);
    expect(idsBetween(order, 'A', 'gone')).toEqual([]);
  });

  it('keeps the order of choosing, without doubles', () => {
    expect(withIds(['C', 'A'], ['B', 'A'])).toEqual(['C', 'A', 'B']);
    expect(withoutIds(['C', 'A', 'B'], ['A'])).toEqual(['C', 'B']);
  });
});
