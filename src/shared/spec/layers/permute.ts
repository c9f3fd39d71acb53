import { z } from 'zod';
import { axisList } from '../fields.ts';
import { fails, passes, type LayerDefinition } from '../layerDefinition.ts';
import { formatShape, type Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('Permute'),
  /** The input's axes in their new order, counted from 1. */
  dims: axisList('dims', 3),
});

/** Puts axes into another order. */
export type Permute = z.infer<typeof schema>;

function isOrder(dims: readonly number[], rank: number): boolean {
  return dims.length === rank && new Set(dims).size === rank && Math.max(...dims) === rank;
}

/** Keras's Permute. */
export const permute = {
  type: 'Permute',
  family: 'reshaping',
  summary: 'Puts axes into another order, such as columns before rows',
  schema,
  fields: [
    {
      kind: 'list',
      key: 'dims',
      label: 'Order of axes',
      min: 1,
      max: 3,
      help: 'The axes of the input, counted from 1, in their new order',
    },
  ],
  first: { dims: [2, 1, 3] },
  infer: ({ dims }: Permute, input: Shape) =>
    isOrder(dims, input.length)
      ? passes(dims.map((axis) => input[axis - 1] ?? 0))
      : fails({
          rule: 'Every axis once',
          field: 'dims',
          message: `${formatShape(dims)} is not an order of the ${input.length} axes of ${formatShape(input)}`,
          hint: `Name each of ${input.map((_, axis) => axis + 1).join(', ')} once`,
        }),
  keras: ({ dims }: Permute) => ({ className: 'Permute', config: { dims } }),
} as const satisfies LayerDefinition<Permute>;
