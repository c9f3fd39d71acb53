import { z } from 'zod';
import { ulidSchema } from './ulid.ts';

/** The metrics within epochs, a typed array for each column, all equally long. */
export interface StepColumns {
  /** Counted from 1. */
  readonly epoch: Uint32Array;
  /** Steps done in the epoch by then. */
  readonly step: Uint32Array;
  /** Mean over the epoch up to this step. */
  readonly loss: Float64Array;
  /** Mean over the epoch up to this step, 0–1. */
  readonly accuracy: Float64Array;
  /** Of the step; NaN where an older version recorded it. */
  readonly learningRate: Float64Array;
  readonly samplesPerSecond: Float64Array;
  /** Resident memory of the trainer. */
  readonly memoryBytes: Float64Array;
}

const classSchema = z.number().int().min(0).max(255);

/** Schema of which evaluated images to show. */
export const imageFilterSchema = z.strictObject({
  trueClass: classSchema.optional(),
  predictedClass: classSchema.optional(),
  /** Leaves out the images that were recognised. */
  wrongOnly: z.boolean().default(false),
  /** The surest predictions first. */
  sort: z.literal('confidence').default('confidence'),
  limit: z.number().int().min(1).max(240).default(24),
  offset: z.number().int().min(0).default(0),
});

/** Which evaluated images to show. */
export type ImageFilter = z.output<typeof imageFilterSchema>;

/** Schema of a question for images of a run. */
export const runImagesSchema = z.strictObject({
  runId: ulidSchema,
  filter: imageFilterSchema,
});

/** A test image and what a run said of it. */
export interface PredictedImage {
  /** Index in the test file. */
  readonly index: number;
  readonly label: number;
  readonly predicted: number;
  /** Probability of the predicted class, 0–1. */
  readonly confidence: number;
  /** Values 0–255, row by row, the channels of a pixel together. */
  readonly pixels: Uint8Array;
}

/** Some of the images that fit a filter. */
export interface PredictedImages {
  /** How many fit in all. */
  readonly total: number;
  readonly imageShape: readonly [number, number, number];
  readonly images: readonly PredictedImage[];
}
