import { describe, expect, it } from 'vitest';
import { floorMs } from '../../../../bench/train/floor.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';

const { architecture } = findPreset('cnn')!.spec;

describe('floorMs', () => {
  it('is three passes of multiply-adds, two operations each', () => {
    // 14.9 million an image, 256 images: 22.9 thousand million operations.
    expect(floorMs(architecture, 256, 22.9)).toBeGreaterThan(980);
    expect(floorMs(architecture, 256, 22.9)).toBeLessThan(1020);
  });

  it('is half as long on a machine twice as fast, and for half the batch', () => {
    const whole = floorMs(architecture, 256, 100);
    expect(floorMs(architecture, 256, 200)).toBeCloseTo(whole / 2);
    expect(floorMs(architecture, 128, 100)).toBeCloseTo(whole / 2);
  });
});
