import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../../src/trainer/checkpoints/checkpoint.ts';
import {
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../../../src/trainer/checkpoints/checkpointBytes.ts';

const epoch = (number: number, valAccuracy: number) => ({
  epoch: number,
  loss: 1,
  accuracy: 0.5,
  valLoss: 1,
  valAccuracy,
  learningRate: 0.001,
  seconds: 2,
});

const SAMPLE: Checkpoint = {
  version: 1,
  datasetHash: 'd'.repeat(64),
  steps: 14,
  seconds: 4,
  history: [epoch(1, 0.5), epoch(2, 0.75)],
  state: [
    { name: 'dense/kernel', shape: [2, 3], values: Float32Array.of(0.1, -0, 3, NaN, Infinity, 6) },
    { name: 'dense/ü', shape: [], values: Float32Array.of(7) },
  ],
};

const bytesOf = (checkpoint: Checkpoint): Buffer =>
  Buffer.concat(encodeCheckpoint(checkpoint).parts);

describe('a checkpoint', () => {
  it('comes back as it was written, to the bit', () => {
    expect(decodeCheckpoint(bytesOf(SAMPLE))).toEqual(SAMPLE);
    expect(encodeCheckpoint(SAMPLE).bytes).toBe(bytesOf(SAMPLE).length);
  });

  it('is refused however it is cut short', () => {
    const whole = bytesOf(SAMPLE);
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeCheckpoint(whole.subarray(0, length))).toThrow(Error);
    }
  });

  it('is refused whichever byte is changed', () => {
    const whole = bytesOf(SAMPLE);
    for (let place = 0; place < whole.length; place += 1) {
      const damaged = Buffer.from(whole);
      damaged[place] = (damaged[place] ?? 0) ^ 0x10;
      expect(() => decodeCheckpoint(damaged)).toThrow(/^it(s checksum| is no checkpoint)/);
    }
  });
});
