import { z } from 'zod';
import { realNumber } from '../fields.ts';
import { passes, type LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('InputNormalization'),
  scale: realNumber('scale', -1000, 1000).default(1),
  offset: realNumber('offset', -1000, 1000).default(0),
});

/** Multiplies its inputs and adds to them. */
export type InputNormalization = z.infer<typeof schema>;

/** Keras's Rescaling: input · scale + offset. */
export const inputNormalization = {
  type: 'InputNormalization',
  family: 'normalization',
  summary: 'Rescales its inputs: times a scale, plus an offset',
  note: 'Pixels already enter as 0–1. A scale of 2 and an offset of −1 make them −1 to 1.',
  schema,
  fields: [
    { kind: 'number', key: 'scale', label: 'Scale', min: -1000, max: 1000, step: 0.1 },
    { kind: 'number', key: 'offset', label: 'Offset', min: -1000, max: 1000, step: 0.1 },
  ],
  first: { scale: 2, offset: -1 },
  infer: (_layer: InputNormalization, input: Shape) => passes(input),
  keras: ({ scale, offset }: InputNormalization) => ({
    className: 'Rescaling',
    config: { scale, offset },
  }),
} as const satisfies LayerDefinition<InputNormalization>;
