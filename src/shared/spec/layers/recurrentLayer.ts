import { z } from 'zod';
import { activationSchema, wholeNumber } from '../fields.ts';
import {
  fails,
  type FieldDefinition,
  type KerasLayer,
  type LayerInference,
} from '../layerDefinition.ts';
import { formatShape, type Shape } from '../shape.ts';

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

// tfjs-layers' own defaults differ from Keras's, so these are said outright.
const INITIALIZERS = { kernelInitializer: 'glorotUniform', recurrentInitializer: 'orthogonal' };
const EXTRA: Readonly<Record<RecurrentType, Readonly<Record<string, unknown>>>> = {
  LSTM: { recurrentActivation: 'sigmoid', ...INITIALIZERS, unitForgetBias: true },
  GRU: { recurrentActivation: 'sigmoid', ...INITIALIZERS },
  SimpleRNN: INITIALIZERS,
};

/** The options that every recurrent layer has. */
export const recurrentOptions = {
  units: wholeNumber('units', 1, 4096),
  activation: activationSchema.default('tanh'),
  returnSequences: z.boolean().default(false),
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

/** A recurrent layer with Keras's defaults said outright. */
export function kerasRecurrent(
  cell: RecurrentType,
  { units, activation, returnSequences }: Recurrent,
): KerasLayer {
  return { className: cell, config: { units, activation, returnSequences, ...EXTRA[cell] } };
}
