import { z } from 'zod';
import { DISAGREEMENT_KINDS, type Disagreement } from '../compare/disagreements.ts';
import type { PairVerdict } from '../compare/pairVerdict.ts';
import type { Suspect, Together } from '../compare/together.ts';
import { ulidSchema } from './ulid.ts';

const classSchema = z.number().int().min(0).max(255);

/** Schema of a comparison: the baseline first. */
export const compareRequestSchema = z.strictObject({
  runIds: z
    .array(ulidSchema)
    .min(2)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, 'a run stands twice'),
});

/** Schema of a question for what runs say together. */
export const togetherRequestSchema = z.strictObject({
  runIds: compareRequestSchema.shape.runIds,
  /** The most suspects to answer. */
  limit: z.number().int().min(1).max(500),
});

/** What runs say together, with the pictures of the suspects. */
export interface TogetherAnswer extends Omit<Together, 'suspects'> {
  /** How many images all of them have wrong; `suspects` may hold fewer. */
  readonly total: number;
  readonly imageShape: readonly [number, number, number];
  readonly suspects: readonly (Suspect & {
    /** Values row by row, 0–255. */
    readonly pixels: Uint8Array;
  })[];
}

/** Schema of a question for images on which runs differ. */
export const disagreementsRequestSchema = z.strictObject({
  /** The baseline. */
  a: ulidSchema,
  b: ulidSchema,
  kind: z.enum(DISAGREEMENT_KINDS),
  trueClass: classSchema.optional(),
  /** What those that had the image wrong took it for. */
  predictedClass: classSchema.optional(),
  limit: z.number().int().min(1).max(500),
});

/** Schema of a comparison to be kept; with an id, of one that is changed. */
export const saveComparisonSchema = z.strictObject({
  id: ulidSchema.optional(),
  name: z.string().trim().min(1).max(120),
  question: z.string().max(10_000),
  conclusion: z.string().max(10_000),
  /** The baseline first. */
  runIds: compareRequestSchema.shape.runIds,
});

/** A comparison to be kept. */
export type SaveComparison = z.output<typeof saveComparisonSchema>;

/** A comparison that was kept. Times are ISO 8601 in UTC. */
export interface SavedComparison extends SaveComparison {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Schema of a comparison to be exported to a file that the person chooses. */
export const exportComparisonSchema = saveComparisonSchema
  .omit({ id: true })
  .extend({ format: z.enum(['html', 'pdf']) });

/** A comparison to be exported. */
export type ExportComparison = z.output<typeof exportComparisonSchema>;

/** What can be said of several runs. */
export interface Comparison {
  /** One for each pair, those with the baseline first. */
  readonly verdicts: readonly PairVerdict[];
  /** How many runs of the lab were tested on the baseline's data. */
  readonly testLooks: number;
}

/** Images on which two runs differ, or that both have wrong. */
export interface Disagreements {
  /** How many there are; `images` may hold fewer. */
  readonly total: number;
  readonly imageShape: readonly [number, number, number];
  readonly images: readonly (Disagreement & {
    /** Values 0–255, row by row, the channels of a pixel together. */
    readonly pixels: Uint8Array;
  })[];
}
