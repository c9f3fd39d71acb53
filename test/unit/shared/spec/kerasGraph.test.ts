import { describe, expect, it } from 'vitest';
import { kerasGraph } from '../../../../src/shared/spec/kerasGraph.ts';
import { layerSchema } from '../../../../src/shared/spec/layers/index.ts';
import { presetSpec } from './specs.ts';

const layers = [
  { type: 'Conv2D', filters: 4, padding: 'same' },
  {
    type: 'Residual',
    layers: [
      { type: 'Conv2D', filters: 8, strides: 2, padding: 'same' },
      { type: 'Dropout', rate: 0.1 },
    ],
    shortcut: 'projection',
    activation: 'relu',
  },
  { type: 'Residual', layers: [{ type: 'BatchNormalization' }] },
].map((layer) => layerSchema.parse(layer));

describe('kerasGraph', () => {
  it('makes a chain of a plain stack, each layer keyed by its number', () => {
    const { architecture } = presetSpec('cnn');
    const nodes = kerasGraph(architecture, [28, 28, 1]);
    expect(nodes.map(({ inputs }) => inputs)).toEqual(nodes.map((_, index) => [index]));
    expect(nodes.map(({ place }) => place)).toEqual([...nodes.keys()]);
  });

  it('takes blocks apart into branches that are added', () => {
    const nodes = kerasGraph({ input: 'image', layers }, [28, 28, 1]);
    expect(nodes.map(({ name, inputs, place }) => [name, inputs, place])).toEqual([
      ['conv2d', [0], 0],
      ['conv2d_1', [1], '1.layers.0'],
      ['dropout', [2], '1.layers.1'],
      ['conv2d_2', [1], '1.shortcut.0'],
      ['batch_normalization', [4], '1.shortcut.1'],
      ['add', [3, 5], 1],
      ['activation', [6], '1.after.0'],
      ['batch_normalization_1', [7], '2.layers.0'],
      ['add_1', [8, 7], 2],
    ]);
    expect(nodes[3]?.config).toMatchObject({
      filters: 8,
      kernelSize: [1, 1],
      strides: [2, 2],
      useBias: false,
    });
  });
});
