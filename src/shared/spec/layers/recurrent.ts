import { z } from 'zod';
import { activationSchema, wholeNumber } from '../fields.ts';
import { fails, type LayerDefinition, type LayerInference } from '../layerDefinition.ts';
import { formatShape, type Shape } from '../shape.ts';

function recurrentSchema<const T extends string>(type: T) {
  return z.strictObject({
    type: z.literal(type),
    units: wholeNumber('units', 1, 4096),
    activation: activationSchema.default('tanh'),
    returnSequences: z.boolean().default(false),
  });
}

interface Recurrent {
  readonly type: string;
  readonly units: number;
  readonly activation: string;
  readonly returnSequences: boolean;
}

/**
 * Shape and cost of a recurrent layer with `gates` gates.
 * Parameters: gates × units × (inputs + units + 1), Keras's count without GRU's second bias.
 */
function infer(layer: Recurrent, gates: number, input: Shape): LayerInference {
  const [steps, inputs] = input;
  if (input.length !== 2 || steps === undefined || inputs === undefined) {
    return fails({
      message: `${layer.type} needs a sequence (steps × features), but receives ${formatShape(input)}`,
      hint:
        input.length === 1
          ? 'Set "Return sequences" on the recurrent layer before it'
          : 'Give the network sequence input',
    });
  }
  const products = gates * layer.units * (inputs + layer.units);
  return {
    ok: true,
    output: layer.returnSequences ? [steps, layer.units] : [layer.units],
    trainableParameters: products + gates * layer.units,
    nonTrainableParameters: 0,
    multiplyAdds: products * steps,
  };
}

function defineRecurrent<const T extends string>(
  type: T,
  gates: number,
  summary: string,
  extra: Readonly<Record<string, unknown>>,
) {
  const schema = recurrentSchema(type);
  type Layer = z.infer<typeof schema>;
  return {
    type,
    family: 'recurrent',
    summary,
    schema,
    fields: [
      { kind: 'integer', key: 'units', label: 'Units', min: 1, max: 4096, step: 1 },
      {
        kind: 'choice',
        key: 'activation',
        label: 'Activation',
        options: ['tanh', 'relu', 'sigmoid'],
      },
      {
        kind: 'boolean',
        key: 'returnSequences',
        label: 'Return sequences',
        help: 'Give the output of every step to the next layer, not only of the last',
      },
    ],
    infer: (layer: Layer, input: Shape) => infer(layer as Recurrent, gates, input),
    keras: (layer: Layer) => {
      const { units, activation, returnSequences } = layer as Recurrent;
      return { className: type, config: { units, activation, returnSequences, ...extra } };
    },
  } as const;
}

// tfjs-layers' own defaults differ from Keras's, so these are said outright.
const KERAS_GATES = {
  recurrentActivation: 'sigmoid',
  kernelInitializer: 'glorotUniform',
  recurrentInitializer: 'orthogonal',
};

/** Keras's LSTM, with Keras's defaults. */
export const lstm = defineRecurrent(
  'LSTM',
  4,
  'Reads a sequence with gates that remember and forget',
  {
    ...KERAS_GATES,
    unitForgetBias: true,
  },
) satisfies LayerDefinition<LSTM>;

/** Keras's SimpleRNN, with Keras's defaults. */
export const simpleRnn = defineRecurrent('SimpleRNN', 1, 'Reads a sequence with one plain state', {
  kernelInitializer: 'glorotUniform',
  recurrentInitializer: 'orthogonal',
}) satisfies LayerDefinition<SimpleRNN>;

/** An LSTM layer. */
export type LSTM = z.infer<ReturnType<typeof recurrentSchema<'LSTM'>>>;
/** A SimpleRNN layer. */
export type SimpleRNN = z.infer<ReturnType<typeof recurrentSchema<'SimpleRNN'>>>;
