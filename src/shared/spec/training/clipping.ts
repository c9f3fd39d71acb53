import { z } from 'zod';
import { realNumber } from '../fields.ts';

/** Keras's ways of clipping gradients. */
export const CLIPPING_TYPES = ['clipnorm', 'globalClipnorm', 'clipvalue'] as const;

/** Schema of how gradients are kept small. */
export const clippingSchema = z.strictObject({
  /**
   * `clipnorm`: each variable's gradient to this norm; `globalClipnorm`: all of them together;
   * `clipvalue`: each number to ± this.
   */
  type: z
    .enum(CLIPPING_TYPES, { error: `clipping type must be one of ${CLIPPING_TYPES.join(', ')}` })
    .default('globalClipnorm'),
  value: realNumber('value', 1e-6, 1e6).default(1),
});

/** How gradients are kept small before an update. */
export type Clipping = z.infer<typeof clippingSchema>;
