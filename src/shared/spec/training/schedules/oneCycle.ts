import { z } from 'zod';
import { realNumber } from '../../fields.ts';
import type { OptionDefinition } from '../optionDefinition.ts';

const schema = z.strictObject({
  type: z.literal('oneCycle'),
  warmupShare: realNumber('warmupShare', 0.01, 0.99).default(0.3),
  startDivisor: realNumber('startDivisor', 1, 1e6).default(25),
  endDivisor: realNumber('endDivisor', 1, 1e9).default(10_000),
});

/** Smith and Topin's one cycle, as PyTorch's OneCycleLR has it; Keras has none. */
export const oneCycle = {
  type: 'oneCycle',
  label: 'One cycle',
  summary: 'Rises to the learning rate and falls far below where it began',
  schema,
  fields: [
    {
      kind: 'number',
      key: 'warmupShare',
      label: 'Rising share',
      min: 0.01,
      max: 0.99,
      step: 0.05,
      help: 'The part of all steps over which it rises: PyTorch’s pct_start',
    },
    {
      kind: 'number',
      key: 'startDivisor',
      label: 'Start divisor',
      min: 1,
      max: 1e6,
      step: 1,
      help: 'It begins at the learning rate divided by this: PyTorch’s div_factor',
    },
    {
      kind: 'number',
      key: 'endDivisor',
      label: 'End divisor',
      min: 1,
      max: 1e9,
      step: 1000,
      help: 'It ends at its first value divided by this: PyTorch’s final_div_factor',
    },
  ],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
