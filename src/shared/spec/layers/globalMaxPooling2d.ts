import { z } from 'zod';
import { fails, passes, type LayerDefinition } from '../layerDefinition.ts';
import { formatShape, type Shape } from '../shape.ts';

const schema = z.strictObject({ type: z.literal('GlobalMaxPooling2D') });

/** Keeps the largest value of each channel. */
export type GlobalMaxPooling2D = z.infer<typeof schema>;

/** Keras's GlobalMaxPooling2D. */
export const globalMaxPooling2d = {
  type: 'GlobalMaxPooling2D',
  family: 'pooling',
  summary: 'Keeps the largest value of each channel',
  schema,
  fields: [],
  infer: (_layer: GlobalMaxPooling2D, input: Shape) =>
    input.length === 3
      ? passes([input[2] ?? 0])
      : fails({
          rule: 'Pooling takes an image',
          message: `GlobalMaxPooling2D needs an image, but receives ${formatShape(input)}`,
          hint: 'Place it after a convolution',
        }),
  keras: () => ({ className: 'GlobalMaxPooling2D', config: {} }),
} as const satisfies LayerDefinition<GlobalMaxPooling2D>;
