import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drawnRate,
  dropout,
  dropoutMask,
  type NoiseShape,
} from '../../../../src/trainer/kernels/dropout.ts';
import { floatTensor, readFloats, scoped } from '../../../../src/trainer/kernels/nativeTensor.ts';
import type { StreamPlace } from '../../../../src/trainer/kernels/randomBits.ts';

const size = (min: number, max: number) => fc.integer({ min, max });
const places = fc.record({ seed: size(0, 2 ** 31 - 1), layer: size(0, 60), step: size(0, 1e6) });

function mask(shape: readonly number[], rate: number, place: StreamPlace): Float32Array {
  return scoped(() => ({ keep: [], result: readFloats(dropoutMask(shape, rate, place)) }));
}

interface Result {
  readonly output: Float32Array;
  readonly back: Float32Array;
}

function run(
  shape: readonly number[],
  rate: number,
  noiseShape: NoiseShape | null = null,
  training = true,
): Result {
  const kernel = dropout({ rate, layer: 2, noiseShape });
  const pass = { training, step: 5, seed: 9 };
  const length = shape.reduce((product, side) => product * side, 1);
  return scoped(() => {
    const input = floatTensor(new Float32Array(length).fill(1), shape);
    const { output, saved } = kernel.forward([input], pass);
    const gradient = floatTensor(new Float32Array(length).fill(3), shape);
    const given = { gradient, inputs: [input], output, saved, needsInputGradient: true, pass };
    const [back] = training ? kernel.backward(given).inputs : [gradient];
    const read = back === undefined ? new Float32Array() : readFloats(back);
    return { keep: [], result: { output: readFloats(output), back: read } };
  });
}

describe('dropout masks', () => {
  it('are a pure function of seed, layer and step', () => {
    fc.assert(
      fc.property(size(64, 200), places, (count, place) => {
        const own = mask([count], 0.5, place);
        expect(own.every((value) => value === 0 || value === 1)).toBe(true);
        expect(mask([count], 0.5, { ...place })).toEqual(own);
        for (const other of [
          { ...place, seed: place.seed ^ 1 },
          { ...place, layer: place.layer + 1 },
          { ...place, step: place.step + 1 },
        ]) {
          expect(mask([count], 0.5, other)).not.toEqual(own);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('drop the share that the rate asks for', () => {
    const count = 40_000;
    for (const rate of [0.1, 0.25, 0.3, 0.5, 0.9]) {
      const kept = mask([count], rate, { seed: 4, layer: 1, step: 2 }).reduce((a, b) => a + b, 0);
      const expected = (1 - drawnRate(rate)) * count;
      const spread = Math.sqrt(count * drawnRate(rate) * (1 - drawnRate(rate)));
      expect(Math.abs(kept - expected)).toBeLessThan(5 * spread);
      expect(Math.abs(drawnRate(rate) - rate)).toBeLessThanOrEqual(1 / 512);
    }
  });

  it('scale what stays, in the gradient by the same mask', () => {
    const { output, back } = run([50, 3], 0.25);
    expect(new Set(output)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    expect(back).toEqual(output.map((value) => value * 3));
  });

  it('drop whole feature maps when they are spatial', () => {
    const { output } = run([3, 4, 5, 6], 0.5, [null, 1, 1, null]);
    for (let image = 0; image < 3; image += 1) {
      for (let map = 0; map < 6; map += 1) {
        const values = Array.from({ length: 20 }, (_, i) => output[(image * 20 + i) * 6 + map]);
        expect(new Set(values).size).toBe(1);
      }
    }
    expect(new Set(output).size).toBe(2);
  });

  it('leave everything alone outside training and at rate 0', () => {
    expect(new Set(run([30], 0.5, null, false).output)).toEqual(new Set([1]));
    expect(run([30], 0)).toEqual({
      output: new Float32Array(30).fill(1),
      back: new Float32Array(30).fill(3),
    });
  });
});
