import { z } from 'zod';
import type { FieldDefinition } from '../layerDefinition.ts';

/** What layers can compute in. */
export const COMPUTE_TYPES = ['float32', 'bfloat16'] as const;

function autoOr(label: string, max: number) {
  const error = `${label} must be auto or a whole number from 1 to ${max}`;
  return z.union([z.literal('auto'), z.number().int(error).min(1, error).max(max, error)], {
    error,
  });
}

/** Schema of how the machine is used; numbers come out the same for the same workers and threads. */
export const executionSchema = z.strictObject({
  /** bfloat16 is faster and coarser where the processor knows it; weights stay float32. */
  computeType: z
    .enum(COMPUTE_TYPES, { error: 'computeType must be float32 or bfloat16' })
    .default('float32'),
  /** Threads that each train on a part of every batch; `auto` tries and keeps what is faster. */
  workers: autoOr('workers', 16).default('auto'),
  /** Threads within one operation of TensorFlow; `auto` follows from cores and workers. */
  threads: autoOr('threads', 256).default('auto'),
});

/** How the machine is used. */
export type Execution = z.infer<typeof executionSchema>;

/** What a spec that says nothing of its execution gets. */
export const DEFAULT_EXECUTION: Execution = executionSchema.parse({});

/** The form of an execution. */
export const EXECUTION_FIELDS: readonly FieldDefinition[] = [
  {
    kind: 'choice',
    key: 'computeType',
    label: 'Compute in',
    options: COMPUTE_TYPES,
    help: 'bfloat16 is faster where the processor has it, and coarser',
  },
  {
    kind: 'choice',
    key: 'workers',
    label: 'Workers',
    options: ['auto', '1', '2', '3', '4', '8', '16'],
    help: 'Threads that share each batch; auto tries once and keeps what is faster',
  },
  {
    kind: 'choice',
    key: 'threads',
    label: 'Threads',
    options: ['auto', '1', '2', '4', '8', '16', '32'],
    help: 'Threads within one operation; auto follows from cores and workers',
  },
];
