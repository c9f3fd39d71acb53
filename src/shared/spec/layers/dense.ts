import { z } from 'zod';
import { ACTIVATIONS, activationSchema, wholeNumber } from '../fields.ts';
import { fails, type LayerDefinition, type LayerInference } from '../layerDefinition.ts';
import { formatShape, type Shape } from '../shape.ts';

const schema = z.strictObject({
  type: z.literal('Dense'),
  units: wholeNumber('units', 1, 65_536),
  activation: activationSchema.default('linear'),
  useBias: z.boolean().default(true),
});

/** A fully connected layer on a vector. */
export type Dense = z.infer<typeof schema>;

function infer(layer: Dense, input: Shape): LayerInference {
  const [inputs] = input;
  if (input.length !== 1 || inputs === undefined) {
    return fails({
      message: `Dense needs a vector, but receives ${formatShape(input)}`,
      hint: 'Insert Flatten before it',
      insertBefore: 'Flatten',
    });
  }
  return {
    ok: true,
    output: [layer.units],
    trainableParameters: inputs * layer.units + (layer.useBias ? layer.units : 0),
    nonTrainableParameters: 0,
    multiplyAdds: inputs * layer.units,
  };
}

/** Keras's Dense, with Keras's defaults. */
export const dense = {
  type: 'Dense',
  family: 'core',
  summary: 'Connects every input to every unit',
  schema,
  fields: [
    { kind: 'integer', key: 'units', label: 'Units', min: 1, max: 65_536, step: 1 },
    { kind: 'choice', key: 'activation', label: 'Activation', options: ACTIVATIONS },
    { kind: 'boolean', key: 'useBias', label: 'Use bias' },
  ],
  first: { units: 128, activation: 'relu' },
  infer,
  keras: ({ units, activation, useBias }: Dense) => ({
    className: 'Dense',
    config: { units, activation, useBias },
  }),
} as const satisfies LayerDefinition<Dense>;
