import { z } from 'zod';
import { axisList } from '../fields.ts';
import { fails, passes, type LayerDefinition } from '../layerDefinition.ts';
import { formatShape, sizeOf, type Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('Reshape'),
  targetShape: axisList('targetShape', 16_777_216),
});

/** Gives the same values another shape. */
export type Reshape = z.infer<typeof schema>;

/** Keras's Reshape, every axis said outright. */
export const reshape = {
  type: 'Reshape',
  family: 'reshaping',
  summary: 'Gives the same values another shape, such as rows of an image as a sequence',
  schema,
  fields: [{ kind: 'list', key: 'targetShape', label: 'Target shape', min: 1, max: 16_777_216 }],
  first: { targetShape: [28, 28] },
  infer: ({ targetShape }: Reshape, input: Shape) =>
    sizeOf(targetShape) === sizeOf(input)
      ? passes(targetShape)
      : fails({
          rule: 'As many values as before',
          field: 'targetShape',
          message: `${formatShape(targetShape)} is ${sizeOf(targetShape)} values, but ${formatShape(input)} is ${sizeOf(input)}`,
          hint: `Use sizes whose product is ${sizeOf(input)}`,
        }),
  keras: ({ targetShape }: Reshape) => ({ className: 'Reshape', config: { targetShape } }),
} as const satisfies LayerDefinition<Reshape>;
