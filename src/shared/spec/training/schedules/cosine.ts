import { z } from 'zod';
import { realNumber } from '../../fields.ts';
import type { OptionDefinition } from '../optionDefinition.ts';

const schema = z.strictObject({
  type: z.literal('cosine'),
  warmupEpochs: realNumber('warmupEpochs', 0, 10_000).default(0),
  alpha: realNumber('alpha', 0, 1).default(0),
});

/** Keras's CosineDecay over the whole run, with a warm-up from zero if wanted. */
export const cosine = {
  type: 'cosine',
  label: 'Cosine',
  summary: 'Falls along half a cosine, after a linear warm-up from zero if wanted',
  schema,
  fields: [
    {
      kind: 'number',
      key: 'warmupEpochs',
      label: 'Warm-up, epochs',
      min: 0,
      max: 10_000,
      step: 0.5,
      help: 'How long it first rises from zero; less than all epochs',
    },
    {
      kind: 'number',
      key: 'alpha',
      label: 'Final share',
      min: 0,
      max: 1,
      step: 0.01,
      help: 'The part of the learning rate that is left at the end: Keras’s alpha',
    },
  ],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
