import { z } from 'zod';

/** Schema of how a trainer is told to use the machine; see `planExecution`. */
export const executionOrderSchema = z.strictObject({
  workers: z.union([
    z.number().int().min(1),
    /** Try once up to this many and keep what is faster; `key` says what the outcome holds for. */
    z.strictObject({ trialOf: z.number().int().min(2), key: z.string() }),
  ]),
  /** Threads within one operation that the process was started with; null is TensorFlow's own number. */
  threads: z.number().int().min(1).nullable(),
});

/** How a trainer is told to use the machine. */
export type ExecutionOrder = z.infer<typeof executionOrderSchema>;

/**
 * Schema of how a run used the machine; together with seed, machine and the threads that its environment's
 * details name it decides every bit. Older records have the threads here too; they are left out when read.
 */
export const usedExecutionSchema = z.object({
  computeType: z.enum(['float32', 'bfloat16']),
  workers: z.number().int(),
  /** The trial that chose the workers; null when their number was given or known. */
  trial: z
    .object({
      key: z.string(),
      candidates: z.array(z.object({ workers: z.number().int(), millisecondsPerStep: z.number() })),
    })
    .nullable(),
});

/** How a run used the machine. */
export type UsedExecution = z.infer<typeof usedExecutionSchema>;
