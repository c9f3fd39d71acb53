import { z } from 'zod';
import { extraEpochsSchema } from '../shared/contract/channels.ts';
import { annotationSchema, noteSchema } from '../shared/contract/runsTable.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { LabHolder } from './labHolder.ts';

/** As a person names it: number, ULID or its beginning, name. */
const run = z.string().min(1).max(200);
const runs = z.array(run).min(1).max(10_000);

/** Schema of what another process may ask of a lab's holder. */
export const controlRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('holder') }),
  /** Answered when the run is over. */
  z.strictObject({ type: z.literal('stop'), run }),
  z.strictObject({ type: z.literal('pause'), run }),
  /** Lets a paused run go on, or queues one that was stopped, failed or interrupted. */
  z.strictObject({ type: z.literal('resume'), run }),
  /** Queues a run of more epochs than a completed one. */
  z.strictObject({ type: z.literal('extend'), run, epochs: extraEpochsSchema }),
  /** Puts a queued run at a place counted from 1. */
  z.strictObject({ type: z.literal('move'), run, position: z.number().int().min(1) }),
  z.strictObject({ type: z.literal('annotate'), runs, change: annotationSchema }),
  z.strictObject({ type: z.literal('note'), run, text: noteSchema }),
  z.strictObject({ type: z.literal('delete'), runs }),
  /** Each by its number or its whole ULID. */
  z.strictObject({ type: z.literal('restore'), runs }),
  /** Adds the run of a bundle; the file by its absolute path. */
  z.strictObject({ type: z.literal('import'), file: z.string().min(1).max(4_096) }),
  z.strictObject({
    type: z.literal('enqueue'),
    spec: z.unknown(),
    name: z.string().trim().min(1).max(120).optional(),
  }),
]);

/** What another process may ask of a lab's holder. */
export type ControlRequest = z.infer<typeof controlRequestSchema>;

/** What the holder answers to a request. */
export type ControlAnswer<R extends ControlRequest> = R extends ControlRequest
  ? AnswerOf<R['type']>
  : never;

type AnswerOf<T extends ControlRequest['type']> = T extends 'holder'
  ? LabHolder
  : T extends 'annotate' | 'restore'
    ? readonly RunSummary[]
    : T extends 'delete'
      ? { readonly deleted: number }
      : RunSummary;

/** Longest line of either side, bytes. */
export const CONTROL_LINE_LIMIT = 1024 * 1024;
