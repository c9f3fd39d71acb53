import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../src/shared/spec/experimentSpec.ts';
import { assertFits, leastMemory } from '../../../../src/trainer/session/assertFits.ts';

const spec = parseSpec(
  {
    version: 1,
    model: 'wide',
    dataset: { id: 'fashion-mnist' },
    architecture: {
      input: 'image',
      layers: [
        { type: 'Conv2D', filters: 4096, padding: 'same' },
        { type: 'GlobalAveragePooling2D' },
        { type: 'Dense', units: 10, activation: 'softmax' },
      ],
    },
    training: {
      epochs: 1,
      batchSize: 8192,
      optimizer: { type: 'Adam' },
      loss: 'categoricalCrossentropy',
    },
    seed: 1,
  },
  BUILT_IN_DATASETS,
);

describe('leastMemory', () => {
  it('counts weights, gradients, two slots of Adam and the widest layer', () => {
    const parameters = 9 * 4096 + 4096 + 40_970;
    // The pooling layer has the convolution's output before it and its own after it.
    const widest = 784 * 4096 + 4096;
    expect(leastMemory(spec, FASHION_MNIST, 10)).toBe(4 * (4 * parameters + 10 * widest));
  });
});

describe('assertFits', () => {
  it('lets through what may fit', () => {
    expect(() => assertFits(spec, FASHION_MNIST, 64, 2 ** 30)).not.toThrow();
  });

  it('refuses what cannot, with what is needed and what there is', () => {
    expect(() => assertFits(spec, FASHION_MNIST, 8192, 24 * 2 ** 30)).toThrow(
      expect.objectContaining({
        code: 'out-of-memory',
        message: 'A step on 8192 images needs at least 98.1 GiB, but this machine has 24.0 GiB',
      }),
    );
  });
});
