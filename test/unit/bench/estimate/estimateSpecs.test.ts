import { describe, expect, it } from 'vitest';
import { ESTIMATE_SPECS, LONG_SPECS } from '../../../../bench/estimate/estimateSpecs.ts';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { inspectArchitecture } from '../../../../src/shared/spec/architecture.ts';
import { parseSpec } from '../../../../src/shared/spec/experimentSpec.ts';

describe('ESTIMATE_SPECS', () => {
  it('is ten different runs, each of which the lab takes', () => {
    expect(new Set(ESTIMATE_SPECS.map(({ name }) => name)).size).toBe(10);
    for (const { spec } of ESTIMATE_SPECS) {
      expect(() => parseSpec(spec, BUILT_IN_DATASETS)).not.toThrow();
    }
  });

  it('goes on, where asked, with the presets as they are but for their epochs', () => {
    expect(LONG_SPECS.map(({ spec }) => spec.dataset.samples)).toEqual([60_000, 60_000, 60_000]);
    for (const { spec } of LONG_SPECS) {
      expect(() => parseSpec(spec, BUILT_IN_DATASETS)).not.toThrow();
      expect(spec.training.epochs).toBe(3);
    }
  });

  it('widens what is inside and leaves the classes', () => {
    const parameters = (wanted: string) => {
      const found = ESTIMATE_SPECS.find(({ name }) => name.startsWith(wanted));
      if (!found) throw new Error(`no run ${wanted}`);
      const { architecture } = found.spec;
      const report = inspectArchitecture(architecture, FASHION_MNIST.imageShape, 10);
      expect(report.layers.at(-1)).toMatchObject({ output: [10] });
      return report.trainableParameters;
    };
    expect(parameters('rnn, width × 2')).toBeGreaterThan(2 * parameters('rnn, batch'));
    expect(parameters('cnn, width × 0.5')).toBeLessThan(parameters('cnn, batch') / 2);
  });
});
