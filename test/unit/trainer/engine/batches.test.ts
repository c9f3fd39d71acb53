import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf } from '../../../../src/trainer/engine/batches.ts';
import type { ResidentSet } from '../../../../src/trainer/engine/contract.ts';
import { emptyPredictions, recordPredictions } from '../../../../src/trainer/engine/predictions.ts';
import { stateArray } from '../../../../src/trainer/engine/stateArrays.ts';

const setOf = (count: number): ResidentSet => ({
  count,
  imageShape: [1, 1, 1],
  classes: 2,
  dispose: () => undefined,
});

describe('batches', () => {
  it('cover a set, or the given indices, once and in order', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (count, size) => {
        const whole = [...batchesOf(setOf(count), null, size)];
        expect(whole.flatMap((batch) => [...batch])).toEqual(
          Array.from({ length: count }, (_, i) => i),
        );
        expect(whole.slice(0, -1).every((batch) => batch.length === size)).toBe(true);
        const indices = Int32Array.from({ length: count }, (_, i) => i * 3);
        const chosen = [...batchesOf(setOf(1000), indices, size)];
        expect(chosen.flatMap((batch) => [...batch])).toEqual([...indices]);
      }),
    );
  });
});

describe('predictions', () => {
  it('are written batch by batch', () => {
    const all = emptyPredictions(3, 2);
    recordPredictions(all, 0, Float32Array.of(0.25, 0.75, 1, 0), Int32Array.of(1, 0));
    recordPredictions(all, 2, Float32Array.of(0.5, 0.5), Int32Array.of(0));
    expect(all).toEqual({
      classes: Uint8Array.of(1, 0, 0),
      confidences: Float32Array.of(0.75, 1, 0.5),
      probabilities: Float32Array.of(0.25, 0.75, 1, 0, 0.5, 0.5),
    });
  });
});

describe('a state', () => {
  it('gives an array by its name and refuses another shape', () => {
    const values = Float32Array.of(1, 2);
    const state = [{ name: 'dense/bias', shape: [2], values }];
    expect(stateArray(state, 'dense/bias', [2])).toBe(values);
    expect(() => stateArray(state, 'dense/bias', [3])).toThrow('[2], not [3]');
    expect(() => stateArray(state, 'dense/kernel', [2])).toThrow('no “dense/kernel”');
  });
});
