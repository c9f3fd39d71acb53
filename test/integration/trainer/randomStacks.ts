import fc from 'fast-check';
import { inferLayer, layerSchema, type Layer } from '../../../src/shared/spec/layers/index.ts';
import type { Shape } from '../../../src/shared/spec/shape.ts';
import { inputShape } from '../../../src/shared/spec/architecture.ts';

const size = (max: number) => fc.integer({ min: 1, max });
const pair = (max: number) => fc.tuple(size(max), size(max));
const padding = fc.constantFrom('valid', 'same');
const activation = fc.constantFrom('linear', 'relu', 'gelu', 'hardSigmoid', 'softmax');
const penalty = fc.constantFrom(0, 0, 1e-3);
const weights = (role: string) => ({
  [`${role}Initializer`]: fc.constantFrom('glorotUniform', 'heNormal', 'ones', 'truncatedNormal'),
  [`${role}L1`]: penalty,
  [`${role}L2`]: penalty,
});
const recurrent = {
  units: size(6),
  activation: fc.constantFrom('tanh', 'relu'),
  returnSequences: fc.boolean(),
  ...weights('recurrent'),
};
const window = {
  kernelSize: pair(6),
  padding,
  activation,
  useBias: fc.boolean(),
  ...weights('bias'),
};

/** A way to draw the options of each kind of layer, right and wrong ones alike. */
const OPTIONS: Readonly<
  Record<Exclude<Layer['type'], 'Residual'>, Record<string, fc.Arbitrary<unknown>>>
> = {
  Conv2D: {
    filters: size(5),
    ...window,
    ...weights('kernel'),
    strides: pair(3),
    dilationRate: pair(2),
  },
  SeparableConv2D: { filters: size(5), ...window, strides: pair(2), depthMultiplier: size(2) },
  DepthwiseConv2D: {
    ...window,
    ...weights('depthwise'),
    strides: pair(2),
    depthMultiplier: size(2),
  },
  MaxPooling2D: { poolSize: pair(4), padding },
  AveragePooling2D: { poolSize: pair(4), strides: pair(3), padding },
  GlobalMaxPooling2D: {},
  GlobalAveragePooling2D: {},
  InputNormalization: { scale: fc.constantFrom(2, 0.5), offset: fc.constantFrom(0, -1) },
  BatchNormalization: { momentum: fc.constantFrom(0.9, 0.99), ...weights('gamma') },
  LayerNormalization: {},
  Activation: { activation },
  LeakyReLU: {},
  Dropout: { rate: fc.constantFrom(0, 0.5) },
  SpatialDropout2D: { rate: fc.constantFrom(0, 0.5) },
  GaussianNoise: { stddev: fc.constantFrom(0, 0.5) },
  Flatten: {},
  Reshape: { targetShape: fc.array(size(28), { minLength: 1, maxLength: 3 }) },
  Permute: { dims: fc.array(size(3), { minLength: 1, maxLength: 3 }) },
  ZeroPadding2D: { padding: pair(3) },
  Dense: { units: size(12), activation, useBias: fc.boolean() },
  LSTM: recurrent,
  GRU: recurrent,
  SimpleRNN: recurrent,
  Bidirectional: {
    ...recurrent,
    layer: fc.constantFrom('LSTM', 'GRU', 'SimpleRNN'),
    mergeMode: fc.constantFrom('concat', 'sum'),
  },
};

const plainLayer: fc.Arbitrary<Layer> = fc.oneof(
  ...Object.entries(OPTIONS).map(([type, options]) =>
    fc.record({ type: fc.constant(type), ...options }).map((layer) => layerSchema.parse(layer)),
  ),
);

function blockOf(inner: fc.Arbitrary<Layer>): fc.Arbitrary<Layer> {
  const options = {
    type: fc.constant('Residual'),
    layers: fc.array(inner, { minLength: 1, maxLength: 3 }),
    shortcut: fc.constantFrom('identity', 'projection'),
    batchNormalization: fc.boolean(),
    activation,
  };
  return fc.record(options).map((layer) => layerSchema.parse(layer));
}

const blocks = { arbitrary: blockOf(fc.oneof(plainLayer, blockOf(plainLayer))), weight: 1 };

/** Any layer of any kind, with options that its schema accepts. */
export const anyLayer = fc.oneof({ arbitrary: plainLayer, weight: 5 }, blocks);

/** A stack of layers and its input. */
export interface Stack {
  readonly input: 'image' | 'sequence';
  readonly layers: readonly Layer[];
}

/** Any stack: most are wrong somewhere. */
export const anyStack: fc.Arbitrary<Stack> = fc.record({
  input: fc.constantFrom('image' as const, 'sequence' as const),
  layers: fc.array(anyLayer, { minLength: 1, maxLength: 6 }),
});

const END = [{ type: 'Flatten' }, { type: 'Dense', units: 10, activation: 'softmax' }].map(
  (layer) => layerSchema.parse(layer),
);

/** A stack that inference accepts: of any stack, the layers that can stand where they come. */
export const validStack: fc.Arbitrary<Stack> = fc
  .record({
    input: fc.constantFrom('image' as const, 'sequence' as const),
    layers: fc.array(anyLayer, { minLength: 1, maxLength: 12 }),
  })
  .map(({ input, layers }) => {
    const shape = inputShape({ input, layers: [] }, [28, 28, 1]);
    return { input, layers: fitting(shape, [...layers, ...END]) };
  });

function fitting(input: Shape, layers: readonly Layer[]): Layer[] {
  let shape = input;
  return layers.flatMap((layer) => {
    const fitted = variants(shape, layer).find((one) => inferLayer(one, shape).ok);
    const inference = fitted && inferLayer(fitted, shape);
    if (inference?.ok) shape = inference.output;
    return fitted ? [fitted] : [];
  });
}

/** A layer, and of a block what becomes of it when its own layers fit. */
function variants(shape: Shape, layer: Layer): readonly Layer[] {
  if (layer.type !== 'Residual') return [layer];
  const layers = fitting(shape, layer.layers);
  if (layers.length === 0) return [];
  const other = layer.shortcut === 'identity' ? 'projection' : 'identity';
  return [
    { ...layer, layers },
    { ...layer, layers, shortcut: other },
  ];
}
