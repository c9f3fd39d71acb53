import { z } from 'zod';
import { paddingSchema, sizePair } from '../fields.ts';
import { fails, passes, type LayerDefinition, type LayerInference } from '../layerDefinition.ts';
import { formatShape, slide, type Shape } from '../shape.ts';

function poolingSchema<const T extends string>(type: T) {
  return z.strictObject({
    type: z.literal(type),
    poolSize: sizePair('poolSize', 64).default([2, 2]),
    /** Null means the pool size, as in Keras. */
    strides: z.union([z.null(), sizePair('strides', 64)]).default(null),
    padding: paddingSchema.default('valid'),
  });
}

interface Pooling {
  readonly type: string;
  readonly poolSize: readonly [number, number];
  readonly strides: readonly [number, number] | null;
  readonly padding: 'valid' | 'same';
}

function infer(layer: Pooling, input: Shape): LayerInference {
  const [height, width, channels] = input;
  if (height === undefined || width === undefined || channels === undefined || input.length !== 3) {
    return fails({
      rule: 'Pooling takes an image',
      message: `${layer.type} needs an image (height × width × channels), but receives ${formatShape(input)}`,
      hint: 'Place it before Flatten, and give the network image input',
    });
  }
  const strides = layer.strides ?? layer.poolSize;
  const outHeight = slide(height, layer.poolSize[0], strides[0], layer.padding);
  const outWidth = slide(width, layer.poolSize[1], strides[1], layer.padding);
  if (outHeight < 1 || outWidth < 1) {
    return fails({
      rule: 'The pool fits its input',
      field: 'poolSize',
      message: `The pool ${layer.poolSize.join(' × ')} is larger than its input ${height} × ${width}`,
      hint: `Use a pool of at most ${height} × ${width}, or padding "same"`,
    });
  }
  return passes([outHeight, outWidth, channels]);
}

function definePooling<const T extends 'MaxPooling2D' | 'AveragePooling2D'>(
  type: T,
  summary: string,
) {
  const schema = poolingSchema(type);
  type Layer = z.infer<typeof schema>;
  const definition = {
    type,
    family: 'pooling',
    summary,
    schema,
    fields: [
      { kind: 'pair', key: 'poolSize', label: 'Pool size', min: 1, max: 64 },
      { kind: 'choice', key: 'padding', label: 'Padding', options: ['valid', 'same'] },
    ],
    infer: (layer: Layer, input: Shape) => infer(layer as Pooling, input),
    keras: (layer: Layer) => {
      const { poolSize, strides, padding } = layer as Pooling;
      return { className: type, config: { poolSize, strides: strides ?? poolSize, padding } };
    },
  } as const;
  return definition;
}

/** Keras's MaxPooling2D. */
export const maxPooling2d = definePooling(
  'MaxPooling2D',
  'Keeps the largest value of each window',
) satisfies LayerDefinition<MaxPooling2D>;

/** Keras's AveragePooling2D. */
export const averagePooling2d = definePooling(
  'AveragePooling2D',
  'Averages each window',
) satisfies LayerDefinition<AveragePooling2D>;

/** A MaxPooling2D layer. */
export type MaxPooling2D = z.infer<ReturnType<typeof poolingSchema<'MaxPooling2D'>>>;
/** An AveragePooling2D layer. */
export type AveragePooling2D = z.infer<ReturnType<typeof poolingSchema<'AveragePooling2D'>>>;
