import { z } from 'zod';
import { fails, passes, type LayerDefinition } from '../layerDefinition.ts';
import { formatShape, type Shape } from '../shape.ts';

const schema = z.strictObject({ type: z.literal('GlobalAveragePooling2D') });

/** Averages each channel over the whole image. */
export type GlobalAveragePooling2D = z.infer<typeof schema>;

/** Keras's GlobalAveragePooling2D. */
export const globalAveragePooling2d = {
  type: 'GlobalAveragePooling2D',
  family: 'pooling',
  summary: 'Averages each channel over the whole image',
  schema,
  fields: [],
  infer: (_layer: GlobalAveragePooling2D, input: Shape) =>
    input.length === 3
      ? passes([input[2] ?? 0])
      : fails({
          rule: 'Pooling takes an image',
          message: `GlobalAveragePooling2D needs an image, but receives ${formatShape(input)}`,
          hint: 'Place it after a convolution',
        }),
  keras: () => ({ className: 'GlobalAveragePooling2D', config: {} }),
} as const satisfies LayerDefinition<GlobalAveragePooling2D>;
