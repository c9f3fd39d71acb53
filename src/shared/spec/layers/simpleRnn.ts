import { z } from 'zod';
import type { LayerDefinition } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import {
  inferRecurrent,
  kerasRecurrent,
  recurrentFields,
  recurrentOptions,
  stockOnlyRecurrent,
} from './recurrentLayer.ts';

const schema = z.strictObject({ type: z.literal('SimpleRNN'), ...recurrentOptions });

/** A SimpleRNN layer. */
export type SimpleRNN = z.infer<typeof schema>;

/** Keras's SimpleRNN, with Keras's defaults. */
export const simpleRnn = {
  type: 'SimpleRNN',
  family: 'recurrent',
  summary: 'Reads a sequence with one plain state',
  schema,
  fields: recurrentFields,
  first: { units: 128 },
  infer: (layer: SimpleRNN, input: Shape) => inferRecurrent(layer, 'SimpleRNN', input),
  stockOnly: (layer: SimpleRNN) => stockOnlyRecurrent('SimpleRNN', layer),
  keras: (layer: SimpleRNN) => kerasRecurrent('SimpleRNN', layer),
} as const satisfies LayerDefinition<SimpleRNN>;
