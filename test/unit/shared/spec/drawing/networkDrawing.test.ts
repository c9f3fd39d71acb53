import { describe, expect, it } from 'vitest';
import { networkDrawing } from '../../../../../src/shared/spec/drawing/networkDrawing.ts';
import { boxOf } from '../../../../../src/shared/spec/drawing/drawnBox.ts';
import { layerSchema } from '../../../../../src/shared/spec/layers/index.ts';
import { presetSpec } from '../specs.ts';

const layersOf = (...layers: readonly object[]) => layers.map((layer) => layerSchema.parse(layer));

describe('networkDrawing', () => {
  it('draws the input and each layer, from left to right', () => {
    const { architecture } = presetSpec('cnn');
    const { tensors, skips, width, height } = networkDrawing(architecture, [28, 28, 1]);
    expect(tensors.map(({ name }) => name)).toEqual([
      'Input',
      ...architecture.layers.map(({ type }) => type),
    ]);
    expect(tensors[1]).toMatchObject({
      input: '28 × 28 × 1',
      output: '26 × 26 × 32',
      parameters: 320,
      reshapes: true,
    });
    const places = tensors.map(({ label }) => label.x);
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(Math.max(...places)).toBeLessThan(width);
    expect(height).toBeGreaterThan(0);
    expect(skips).toEqual([]);
  });

  it('draws a skip past the layers of a block, the outer one higher', () => {
    const conv = { type: 'Conv2D', filters: 4, padding: 'same' };
    const layers = layersOf(conv, {
      type: 'Residual',
      layers: [
        { ...conv, filters: 8 },
        { type: 'Residual', layers: [{ ...conv, filters: 8 }] },
      ],
      shortcut: 'projection',
    });
    const { tensors, skips } = networkDrawing({ input: 'image', layers }, [28, 28, 1]);
    expect(tensors.map(({ ordinal }) => ordinal)).toEqual([
      'input',
      '1',
      '2.1',
      '2.2.1',
      '2.2',
      '2',
    ]);
    expect(skips.map(({ text }) => text)).toEqual(['', '1 × 1']);
    expect(skips[1]?.y).toBeLessThan(skips[0]?.y ?? 0);
  });

  it('ends before a layer that cannot take its input', () => {
    const layers = layersOf({ type: 'Dropout', rate: 0.1 }, { type: 'Dense', units: 3 });
    const { tensors } = networkDrawing({ input: 'image', layers }, [28, 28, 1]);
    expect(tensors.map(({ name }) => name)).toEqual(['Input', 'Dropout']);
  });
});

describe('boxOf', () => {
  it('keeps the proportions of images', () => {
    const large = boxOf([28, 14, 1], 28, false);
    const small = boxOf([14, 7, 64], 28, false);
    expect([large.height / small.height, large.depth / small.depth]).toEqual([2, 2]);
    expect(large.height / large.depth).toBe(2);
    expect(small.thickness).toBeGreaterThan(large.thickness);
  });
});
