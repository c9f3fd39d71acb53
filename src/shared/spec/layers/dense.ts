import { z } from 'zod';
import { wholeNumber } from '../fields.ts';
import { fails, type LayerDefinition, type LayerInference } from '../layerDefinition.ts';
import { formatShape, type Shape } from '../shape.ts';
import { outputFields, outputOptions } from './convolution.ts';
import { weightOptions } from './weightOptions.ts';

const weights = weightOptions({ kernel: 'glorotUniform', bias: 'zeros' });

const schema = z.strictObject({
  type: z.literal('Dense'),
  units: wholeNumber('units', 1, 65_536),
  ...outputOptions,
  ...weights.shape,
});

/** A fully connected layer on a vector. */
export type Dense = z.infer<typeof schema>;

function infer(layer: Dense, input: Shape): LayerInference {
  const [inputs] = input;
  if (input.length !== 1 || inputs === undefined) {
    return fails({
      rule: 'Dense takes a vector',
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
    ...outputFields,
    ...weights.fields,
  ],
  first: { units: 128, activation: 'relu' },
  infer,
  keras: (layer: Dense) => ({ className: layer.type, config: weights.keras(layer) }),
} as const satisfies LayerDefinition<Dense>;
