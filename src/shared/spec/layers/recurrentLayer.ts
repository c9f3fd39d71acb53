import { z } from 'zod';
import { ACTIVATIONS, activationSchema, wholeNumber } from '../fields.ts';
import {
  fails,
  type FieldDefinition,
  type KerasLayer,
  type LayerInference,
} from '../layerDefinition.ts';
import { formatShape, type Shape } from '../shape.ts';
import { weightOptions } from './weightOptions.ts';

/** The kinds of recurrent cell. */
export const RECURRENT_TYPES = ['LSTM', 'GRU', 'SimpleRNN'] as const;

/** The name of a recurrent layer. */
export type RecurrentType = (typeof RECURRENT_TYPES)[number];

/** What every recurrent layer has. */
export interface Recurrent {
  readonly units: number;
  readonly activation: string;
  readonly returnSequences: boolean;
}

/** Products a cell computes for each unit and step. */
export const GATES: Readonly<Record<RecurrentType, number>> = { LSTM: 4, GRU: 3, SimpleRNN: 1 };

const weights = weightOptions({
  kernel: 'glorotUniform',
  recurrent: 'orthogonal',
  bias: 'zeros',
});

// tfjs-layers' own defaults differ from Keras's, so these are said outright.
const EXTRA: Readonly<Record<RecurrentType, Readonly<Record<string, unknown>>>> = {
  LSTM: { recurrentActivation: 'sigmoid', unitForgetBias: true },
  GRU: { recurrentActivation: 'sigmoid' },
  SimpleRNN: {},
};

const FROM_OUTPUT = ACTIVATIONS.filter((name) => name !== 'swish' && name !== 'gelu');

/** The activations that the engine's kernels know: those whose gradient follows from the output. */
const NATIVE_ACTIVATIONS: Readonly<Record<RecurrentType, readonly string[]>> = {
  LSTM: ['tanh'],
  GRU: FROM_OUTPUT.filter((name) => name !== 'linear'),
  SimpleRNN: FROM_OUTPUT,
};

/** What of a recurrent layer has no native kernel; null is nothing. */
export function stockOnlyRecurrent(cell: RecurrentType, { activation }: Recurrent): string | null {
  return NATIVE_ACTIVATIONS[cell].includes(activation) ? null : `${cell} with ${activation}`;
}

/** The options that every recurrent layer has. */
export const recurrentOptions = {
  units: wholeNumber('units', 1, 4096),
  activation: activationSchema.default('tanh'),
  returnSequences: z.boolean().default(false),
  ...weights.shape,
};

/** Their form. */
export const recurrentFields = [
  { kind: 'integer', key: 'units', label: 'Units', min: 1, max: 4096, step: 1 },
  { kind: 'choice', key: 'activation', label: 'Activation', options: ['tanh', 'relu', 'sigmoid'] },
  {
    kind: 'boolean',
    key: 'returnSequences',
    label: 'Return sequences',
    help: 'Give the output of every step to the next layer, not only of the last',
  },
  ...weights.fields,
] as const satisfies readonly FieldDefinition[];

/**
 * Shape and cost of a recurrent layer.
 * Parameters: gates × units × (inputs + units + 1), Keras's count without GRU's second bias.
 *
 * @param type what the layer is called where it cannot take its input
 */
export function inferRecurrent(
  layer: Recurrent,
  cell: RecurrentType,
  input: Shape,
  type: string = cell,
): LayerInference {
  const [steps, inputs] = input;
  if (input.length !== 2 || steps === undefined || inputs === undefined) {
    return fails({
      rule: 'Recurrent layers take a sequence',
      message: `${type} needs a sequence (steps × features), but receives ${formatShape(input)}`,
      hint:
        input.length === 1
          ? 'Set "Return sequences" on the recurrent layer before it'
          : 'Give the network sequence input',
    });
  }
  const gates = GATES[cell];
  const products = gates * layer.units * (inputs + layer.units);
  return {
    ok: true,
    output: layer.returnSequences ? [steps, layer.units] : [layer.units],
    trainableParameters: products + gates * layer.units,
    nonTrainableParameters: 0,
    multiplyAdds: products * steps,
  };
}

/** What a Bidirectional layer has beside the options of the layer inside it. */
const WRAPPER_OPTIONS = new Set(['layer', 'mergeMode']);

/** A recurrent layer with Keras's defaults said outright. */
export function kerasRecurrent(cell: RecurrentType, layer: Recurrent): KerasLayer {
  const own = Object.entries(weights.keras(layer)).filter(([key]) => !WRAPPER_OPTIONS.has(key));
  return { className: cell, config: { ...Object.fromEntries(own), ...EXTRA[cell] } };
}
