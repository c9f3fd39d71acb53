import { z } from 'zod';
import type { OptionDefinition } from '../optionDefinition.ts';

const schema = z.strictObject({ type: z.literal('constant') });

/** The base learning rate from first to last. */
export const constant = {
  type: 'constant',
  label: 'Constant',
  summary: 'The same learning rate from first to last',
  schema,
  fields: [],
} as const satisfies OptionDefinition<z.infer<typeof schema>>;
