import { describe, expect, it } from 'vitest';
import {
  definitionOf,
  layerDefinitions,
  layerSchema,
  newLayer,
  type Layer,
} from '../../../../src/shared/spec/layers/index.ts';
import type { LayerInference } from '../../../../src/shared/spec/layerDefinition.ts';
import type { Shape } from '../../../../src/shared/spec/shape.ts';

const infer = (layer: Partial<Layer> & Pick<Layer, 'type'>, input: Shape): LayerInference => {
  const definition = definitionOf(layer);
  return definition.infer(definition.schema.parse(layer), input);
};

/** Output, trainable and other parameters, multiply-adds; the numbers are Keras's for the same layer. */
const facts = (inference: LayerInference): unknown =>
  inference.ok
    ? [
        inference.output,
        inference.trainableParameters,
        inference.nonTrainableParameters,
        inference.multiplyAdds,
      ]
    : inference.problem;

const conv = (filters: number, stride = 1): Layer =>
  layerSchema.parse({ type: 'Conv2D', filters, padding: 'same', strides: stride });

describe('shape inference', () => {
  it.each<[string, Partial<Layer> & Pick<Layer, 'type'>, Shape, unknown[]]>([
    ['Conv2D', { type: 'Conv2D', filters: 32 }, [28, 28, 1], [[26, 26, 32], 320, 0, 194_688]],
    [
      'Conv2D, same, strided, without bias',
      { type: 'Conv2D', filters: 4, padding: 'same', strides: [2, 2], useBias: false },
      [7, 7, 3],
      [[4, 4, 4], 108, 0, 1728],
    ],
    [
      'Conv2D, dilated',
      { type: 'Conv2D', filters: 2, dilationRate: [3, 2] },
      [12, 12, 1],
      [[6, 8, 2], 20, 0, 864],
    ],
    [
      'SeparableConv2D',
      { type: 'SeparableConv2D', filters: 16, depthMultiplier: 2 },
      [28, 28, 3],
      // 3·3·3·2 + 6·16 + 16.
      [[26, 26, 16], 166, 0, 101_400],
    ],
    [
      'DepthwiseConv2D, same, strided',
      { type: 'DepthwiseConv2D', padding: 'same', strides: [2, 2], depthMultiplier: 2 },
      [7, 7, 3],
      [[4, 4, 6], 60, 0, 864],
    ],
    ['GlobalMaxPooling2D', { type: 'GlobalMaxPooling2D' }, [7, 7, 64], [[64], 0, 0, 0]],
    ['ZeroPadding2D', { type: 'ZeroPadding2D', padding: [1, 2] }, [5, 5, 2], [[7, 9, 2], 0, 0, 0]],
    ['LayerNormalization', { type: 'LayerNormalization' }, [5, 32], [[5, 32], 64, 0, 0]],
    ['LeakyReLU', { type: 'LeakyReLU' }, [5, 3], [[5, 3], 0, 0, 0]],
    ['SpatialDropout2D', { type: 'SpatialDropout2D', rate: 0.5 }, [4, 4, 2], [[4, 4, 2], 0, 0, 0]],
    ['GaussianNoise', { type: 'GaussianNoise', stddev: 1 }, [9], [[9], 0, 0, 0]],
    ['Reshape', { type: 'Reshape', targetShape: [4, 9] }, [6, 6, 1], [[4, 9], 0, 0, 0]],
    ['Permute', { type: 'Permute', dims: [2, 3, 1] }, [4, 5, 6], [[5, 6, 4], 0, 0, 0]],
    // 3·32·(28 + 32 + 1): without the second bias of reset_after.
    ['GRU', { type: 'GRU', units: 32 }, [28, 28], [[32], 5856, 0, 161_280]],
    [
      'Bidirectional, sequences side by side',
      { type: 'Bidirectional', layer: 'LSTM', units: 8, returnSequences: true },
      [28, 28],
      [[28, 16], 2368, 0, 64_512],
    ],
    [
      'Bidirectional, added up',
      { type: 'Bidirectional', layer: 'SimpleRNN', units: 8, mergeMode: 'sum' },
      [28, 28],
      [[8], 592, 0, 16_128],
    ],
    ['MaxPooling2D', { type: 'MaxPooling2D' }, [13, 13, 8], [[6, 6, 8], 0, 0, 0]],
    [
      'MaxPooling2D, same',
      { type: 'MaxPooling2D', padding: 'same' },
      [13, 13, 8],
      [[7, 7, 8], 0, 0, 0],
    ],
    [
      'AveragePooling2D, strided',
      { type: 'AveragePooling2D', poolSize: [3, 3], strides: [1, 1] },
      [5, 5, 2],
      [[3, 3, 2], 0, 0, 0],
    ],
    ['GlobalAveragePooling2D', { type: 'GlobalAveragePooling2D' }, [7, 7, 64], [[64], 0, 0, 0]],
    ['BatchNormalization', { type: 'BatchNormalization' }, [5, 5, 32], [[5, 5, 32], 64, 64, 0]],
    ['Activation', { type: 'Activation', activation: 'relu' }, [9], [[9], 0, 0, 0]],
    ['Dropout', { type: 'Dropout', rate: 0.5 }, [3, 4], [[3, 4], 0, 0, 0]],
    ['Flatten', { type: 'Flatten' }, [24, 24, 32], [[18_432], 0, 0, 0]],
    ['Dense', { type: 'Dense', units: 512 }, [18_432], [[512], 9_437_696, 0, 9_437_184]],
    ['LSTM', { type: 'LSTM', units: 128 }, [28, 28], [[128], 80_384, 0, 2_236_416]],
    [
      'SimpleRNN, sequences',
      { type: 'SimpleRNN', units: 8, returnSequences: true },
      [28, 28],
      [[28, 8], 296, 0, 8064],
    ],
    [
      'Residual, identity',
      { type: 'Residual', layers: [conv(8)] },
      [5, 5, 8],
      [[5, 5, 8], 584, 0, 14_400],
    ],
    [
      'Residual, strided projection with normalisation',
      { type: 'Residual', layers: [conv(16, 2), conv(16)], shortcut: 'projection' },
      [7, 7, 8],
      // (72 + 1)·16, (144 + 1)·16, 8·16 on the skip and 2·16 of its normalisation.
      [[4, 4, 16], 3648, 32, 57_344],
    ],
    [
      'Residual, projection with bias',
      {
        type: 'Residual',
        layers: [conv(4)],
        shortcut: 'projection',
        batchNormalization: false,
        activation: 'relu',
      },
      [6, 6, 2],
      [[6, 6, 4], 88, 0, 2880],
    ],
  ])('%s', (_name, layer, input, expected) => {
    expect(facts(infer(layer, input))).toEqual(expected);
  });

  it.each<[string, Partial<Layer> & Pick<Layer, 'type'>, Shape, object]>([
    [
      'a kernel larger than its image',
      { type: 'Conv2D', filters: 1, kernelSize: [5, 5] },
      [4, 4, 1],
      { field: 'kernelSize', hint: 'Use a kernel of at most 4 × 4, or padding "same"' },
    ],
    ['a convolution of a vector', { type: 'Conv2D', filters: 1 }, [10], { hint: /Flatten/ }],
    [
      'a pool larger than its image',
      { type: 'MaxPooling2D', poolSize: [3, 3] },
      [2, 2, 1],
      { field: 'poolSize' },
    ],
    ['Dense on an image', { type: 'Dense', units: 2 }, [4, 4, 1], { insertBefore: 'Flatten' }],
    [
      'a second recurrent layer that gets one vector',
      { type: 'LSTM', units: 2 },
      [8],
      { hint: 'Set "Return sequences" on the recurrent layer before it' },
    ],
    ['LSTM on an image', { type: 'LSTM', units: 2 }, [28, 28, 1], { hint: /sequence/ }],
    [
      'a dilated kernel larger than its image',
      { type: 'Conv2D', filters: 1, dilationRate: [3, 3] },
      [6, 6, 1],
      { field: 'kernelSize', message: /7 × 7 is larger than its input 6 × 6/ },
    ],
    [
      'strides and dilation at once',
      { type: 'Conv2D', filters: 1, dilationRate: [2, 2], strides: [2, 2] },
      [9, 9, 1],
      { field: 'dilationRate' },
    ],
    [
      'unequal strides by channel',
      { type: 'DepthwiseConv2D', strides: [1, 2] },
      [9, 9, 1],
      { field: 'strides' },
    ],
    [
      'another number of values',
      { type: 'Reshape', targetShape: [7, 7] },
      [28, 28, 1],
      { field: 'targetShape', hint: 'Use sizes whose product is 784' },
    ],
    [
      'an axis named twice',
      { type: 'Permute', dims: [1, 1] },
      [4, 5],
      { field: 'dims', hint: 'Name each of 1, 2 once' },
    ],
    ['an order of too many axes', { type: 'Permute', dims: [3, 2, 1] }, [4, 5], { field: 'dims' }],
    ['a flat vector flattened', { type: 'Flatten' }, [9], { hint: 'Remove it' }],
    ['a padded vector', { type: 'ZeroPadding2D' }, [9], { hint: /image input/ }],
    ['channels of a vector dropped', { type: 'SpatialDropout2D', rate: 0.1 }, [9], {}],
    [
      'both directions of a vector',
      { type: 'Bidirectional', units: 1 },
      [9],
      { message: /^Bidirectional needs a sequence/ },
    ],
    [
      'a skip that does not fit',
      { type: 'Residual', layers: [conv(4)] },
      [9, 9, 2],
      {
        field: 'shortcut',
        message: 'The skip carries 9 × 9 × 2, but the layers inside make 9 × 9 × 4',
        hint: 'Use a projection on the skip',
      },
    ],
    [
      'a skip that no projection brings to size',
      {
        type: 'Residual',
        layers: [{ ...conv(4), padding: 'valid' } as Layer],
        shortcut: 'projection',
      },
      [9, 9, 4],
      { field: 'shortcut', hint: /end with the shape that they begin with/ },
    ],
    [
      'a wrong layer inside a block',
      { type: 'Residual', layers: [conv(2), newLayer('Dense')] },
      [9, 9, 2],
      { field: 'layers.1', insertBefore: 'Flatten' },
    ],
    ['global pooling of a vector', { type: 'GlobalAveragePooling2D' }, [8], {}],
  ])('refuses %s with a remedy', (_name, layer, input, problem) => {
    const inference = infer(layer, input);
    expect(inference.ok).toBe(false);
    if (inference.ok) return;
    for (const [key, value] of Object.entries(problem)) {
      const found = inference.problem[key as keyof typeof inference.problem];
      if (value instanceof RegExp) expect(found).toMatch(value);
      else expect(found).toBe(value);
    }
  });
});

/** tfjs has no class for dropping whole channels; its Dropout does it. A block ends with a sum. */
const KERAS_CLASS: Readonly<Record<string, string>> = {
  SpatialDropout2D: 'Dropout',
  InputNormalization: 'Rescaling',
  Residual: 'Add',
};

describe('the registry of layers', () => {
  it.each(layerDefinitions().map((definition) => [definition.type, definition] as const))(
    '%s makes a new layer that its own form and schema know',
    (type, definition) => {
      const layer = newLayer(type);
      expect(definition.schema.parse(layer)).toEqual(layer);
      const keys = Object.keys(layer);
      expect(definition.fields.every(({ key }) => keys.includes(key))).toBe(true);
      expect(definition.keras(layer).className).toBe(KERAS_CLASS[type] ?? type);
    },
  );

  it("says outright where tfjs's defaults are not Keras's", () => {
    expect(definitionOf({ type: 'LSTM' }).keras(newLayer('LSTM')).config).toEqual({
      units: 128,
      activation: 'tanh',
      recurrentActivation: 'sigmoid',
      biasInitializer: 'zeros',
      kernelInitializer: 'glorotUniform',
      recurrentInitializer: 'orthogonal',
      returnSequences: false,
      unitForgetBias: true,
    });
  });

  it("gives regularisers to Keras's layer only where they add something", () => {
    const conv2d = layerSchema.parse({ type: 'Conv2D', filters: 1, kernelL2: 0.01 });
    const { config } = definitionOf(conv2d).keras(conv2d);
    expect(config['kernelRegularizer']).toEqual({ className: 'L1L2', config: { l1: 0, l2: 0.01 } });
    expect(config).not.toHaveProperty('biasRegularizer');
    expect(config).not.toHaveProperty('kernelL2');
  });

  it('starts a vector from no matrix', () => {
    const { schema } = definitionOf({ type: 'Dense' });
    const bias = schema.safeParse({ type: 'Dense', units: 1, biasInitializer: 'orthogonal' });
    expect(bias.error?.issues[0]?.message).toMatch(/^biasInitializer must be one of zeros, ones/);
    expect(schema.safeParse({ type: 'Dense', units: 1, kernelL1: -1 }).success).toBe(false);
  });

  it('takes one number for both sides of a size', () => {
    const { schema } = definitionOf({ type: 'Conv2D' });
    expect(schema.parse({ type: 'Conv2D', filters: 1, kernelSize: 5 })).toMatchObject({
      kernelSize: [5, 5],
    });
  });
});
