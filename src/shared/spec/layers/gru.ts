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

const schema = z.strictObject({ type: z.literal('GRU'), ...recurrentOptions });

/** A GRU layer. */
export type GRU = z.infer<typeof schema>;

/** Keras's GRU with `reset_after=False`: tfjs has no other, Keras's own default is `True`. */
export const gru = {
  type: 'GRU',
  family: 'recurrent',
  summary: 'Reads a sequence with two gates: lighter than an LSTM',
  schema,
  fields: recurrentFields,
  first: { units: 128 },
  infer: (layer: GRU, input: Shape) => inferRecurrent(layer, 'GRU', input),
  stockOnly: (layer: GRU) => stockOnlyRecurrent('GRU', layer),
  keras: (layer: GRU) => kerasRecurrent('GRU', layer),
} as const satisfies LayerDefinition<GRU>;
