import { describe, expect, it } from 'vitest';
import {
  architectureSchema,
  inspectArchitecture,
} from '../../../../src/shared/spec/architecture.ts';

const IMAGE = [28, 28, 1] as const;

const inspect = (input: 'image' | 'sequence', layers: readonly unknown[]) =>
  inspectArchitecture(architectureSchema.parse({ input, layers }), IMAGE, 10);

describe('inspectArchitecture', () => {
  it('adds up what the layers are', () => {
    const report = inspect('image', [
      { type: 'Conv2D', filters: 8 },
      { type: 'BatchNormalization' },
      { type: 'MaxPooling2D' },
      { type: 'Flatten' },
      { type: 'Dense', units: 10, activation: 'softmax' },
    ]);
    const { layers: _layers, ...totals } = report;
    expect(totals).toEqual({
      output: [10],
      // 3·3·1·8 + 8, 2·8, and 13·13·8·10 + 10.
      trainableParameters: 80 + 16 + 13_530,
      nonTrainableParameters: 16,
      multiplyAdds: 26 * 26 * 72 + 13_520,
      activations: 784 + 2 * 5408 + 2 * 1352 + 10,
      problem: null,
    });
  });

  it('says nothing of layers behind a wrong one', () => {
    const report = inspect('image', [
      { type: 'Dense', units: 4 },
      { type: 'Flatten' },
      { type: 'Dense', units: 10, activation: 'softmax' },
    ]);
    expect(report.layers.map(({ status }) => status)).toEqual(['error', 'unknown', 'unknown']);
    expect(report.output).toBeNull();
    expect(report.problem).toBeNull();
  });

  it('refuses more parameters than any desktop could train', () => {
    const report = inspect('image', [
      { type: 'Flatten' },
      { type: 'Dense', units: 65_536 },
      { type: 'Dense', units: 10_000 },
      { type: 'Dense', units: 10, activation: 'softmax' },
    ]);
    expect(report.problem?.message).toMatch(/has 706,[\d,]+ parameters; the limit is 500,000,000/);
  });

  it('refuses more activations than any desktop could hold', () => {
    const wide = { type: 'Conv2D', filters: 4096, padding: 'same' };
    const layers = [wide, ...new Array(16).fill({ type: 'Activation', activation: 'relu' })];
    const report = inspect('image', [
      ...layers,
      { type: 'GlobalAveragePooling2D' },
      { type: 'Dense', units: 10, activation: 'softmax' },
    ]);
    expect(report.problem?.message).toMatch(/activations per image; the limit is 50,000,000/);
  });
});
