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

const schema = z.strictObject({ type: z.literal('LSTM'), ...recurrentOptions });

/** An LSTM layer. */
export type LSTM = z.infer<typeof schema>;

/** Keras's LSTM, with Keras's defaults. */
export const lstm = {
  type: 'LSTM',
  family: 'recurrent',
  summary: 'Reads a sequence with gates that remember and forget',
  schema,
  fields: recurrentFields,
  first: { units: 128 },
  infer: (layer: LSTM, input: Shape) => inferRecurrent(layer, 'LSTM', input),
  stockOnly: (layer: LSTM) => stockOnlyRecurrent('LSTM', layer),
  keras: (layer: LSTM) => kerasRecurrent('LSTM', layer),
} as const satisfies LayerDefinition<LSTM>;
