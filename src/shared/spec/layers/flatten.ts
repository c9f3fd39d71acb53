import { z } from 'zod';
import { fails, passes, type LayerDefinition } from '../layerDefinition.ts';
import { formatShape, sizeOf, type Shape } from '../shape.ts';

const schema = z.strictObject({ type: z.literal('Flatten') });

/** Turns an image or a sequence into one vector. */
export type Flatten = z.infer<typeof schema>;

/** Keras's Flatten. */
export const flatten = {
  type: 'Flatten',
  family: 'reshaping',
  summary: 'Turns an image or a sequence into one vector',
  schema,
  fields: [],
  infer: (_layer: Flatten, input: Shape) =>
    input.length > 1
      ? passes([sizeOf(input)])
      : fails({
          rule: 'Only an image or a sequence is flattened',
          message: `Flatten receives ${formatShape(input)}, which is one vector already`,
          hint: 'Remove it',
        }),
  keras: () => ({ className: 'Flatten', config: {} }),
} as const satisfies LayerDefinition<Flatten>;
