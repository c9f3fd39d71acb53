import { z } from 'zod';

/** Schema of an epoch's metrics as they are kept. */
export const epochMetricsSchema = z.object({
  /** Counted from 1. */
  epoch: z.number().int().min(1),
  loss: z.number(),
  accuracy: z.number(),
  valLoss: z.number(),
  valAccuracy: z.number(),
  /** The learning rate of its last step. */
  learningRate: z.number(),
  /** Seconds for the whole epoch, validation included. */
  seconds: z.number(),
});
