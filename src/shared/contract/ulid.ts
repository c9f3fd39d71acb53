import { z } from 'zod';

/** Schema of a run's id. */
export const ulidSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'runId must be a ULID');
