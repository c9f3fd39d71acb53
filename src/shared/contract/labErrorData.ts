import { z } from 'zod';
import type { LabErrorCode, LabErrorData } from '../errors.ts';

/** Schema of an error crossing a process boundary. */
export const labErrorDataSchema: z.ZodType<LabErrorData> = z.object({
  code: z.string() as unknown as z.ZodType<LabErrorCode>,
  message: z.string(),
  hint: z.string().optional(),
  context: z.record(z.string(), z.unknown()).optional(),
});
