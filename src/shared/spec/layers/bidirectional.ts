import { z } from 'zod';
import type { LayerDefinition, LayerInference } from '../layerDefinition.ts';
import type { Shape } from '../shape.ts';
import {
  inferRecurrent,
  kerasRecurrent,
  RECURRENT_TYPES,
  recurrentFields,
  recurrentOptions,
  stockOnlyRecurrent,
} from './recurrentLayer.ts';

/** How the two directions become one; those that the engine has a native kernel for. */
const MERGE_MODES = ['concat', 'sum'] as const;

const schema = z.strictObject({
  type: z.literal('Bidirectional'),
  /** The recurrent layer that is run in both directions; its options stand beside it. */
  layer: z
    .enum(RECURRENT_TYPES, { error: `layer must be one of ${RECURRENT_TYPES.join(', ')}` })
    .default('LSTM'),
  ...recurrentOptions,
  mergeMode: z.enum(MERGE_MODES, { error: 'mergeMode must be concat or sum' }).default('concat'),
});

/** A recurrent layer run over a sequence in both directions. */
export type Bidirectional = z.infer<typeof schema>;

function infer(layer: Bidirectional, input: Shape): LayerInference {
  const one = inferRecurrent(layer, layer.layer, input, layer.type);
  if (!one.ok) return one;
  const width = layer.mergeMode === 'concat' ? 2 * layer.units : layer.units;
  return {
    ...one,
    output: [...one.output.slice(0, -1), width],
    trainableParameters: 2 * one.trainableParameters,
    multiplyAdds: 2 * one.multiplyAdds,
  };
}

/** Keras's Bidirectional around an LSTM, GRU or SimpleRNN. */
export const bidirectional = {
  type: 'Bidirectional',
  family: 'recurrent',
  summary: 'Reads a sequence forwards and backwards',
  schema,
  fields: [
    { kind: 'choice', key: 'layer', label: 'Layer', options: RECURRENT_TYPES },
    ...recurrentFields,
    { kind: 'choice', key: 'mergeMode', label: 'Merge', options: MERGE_MODES },
  ],
  first: { units: 64 },
  infer,
  stockOnly: (layer: Bidirectional) => stockOnlyRecurrent(layer.layer, layer),
  /** `layer` is the inner layer as class and options; the trainer makes it. */
  keras: (layer: Bidirectional) => ({
    className: 'Bidirectional',
    config: { layer: kerasRecurrent(layer.layer, layer), mergeMode: layer.mergeMode },
  }),
} as const satisfies LayerDefinition<Bidirectional>;
