import { z } from 'zod';
import type { Verification } from './compareRecords.ts';

const differenceSchema = z.object({ place: z.string(), first: z.string(), second: z.string() });
const count = z.number().int().min(0);

/** Schema of what comparing a run with its repetition says. */
export const verificationSchema = z.object({
  firstDifference: differenceSchema.nullable(),
  compared: z.object({ epochs: count, steps: count, predictions: count, weightFiles: count }),
  environment: z.array(differenceSchema).readonly(),
}) satisfies z.ZodType<Verification>;
