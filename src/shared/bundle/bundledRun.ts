import { z } from 'zod';
import { labErrorDataSchema } from '../contract/labErrorData.ts';
import { environmentSchema, LOG_LEVELS } from '../contract/trainerProtocol.ts';
import type { EvaluationEvent } from '../contract/trainerProtocol.ts';
import { ulidSchema } from '../contract/ulid.ts';
import { confusionMatrixSchema } from '../model/confusionMatrix.ts';
import { epochMetricsSchema } from '../model/epochMetrics.ts';
import type { Checkpoint } from '../model/run.ts';
import { runEndingSchema } from '../model/runEnding.ts';
import { experimentSpecSchema } from '../spec/experimentSpec.ts';
import { verificationSchema } from '../verify/verificationSchema.ts';
import type { RunLinks } from './bundleManifest.ts';

const whole = z.number().int().min(0);
const time = z.iso.datetime();
const hash = z.string().min(1).max(200);

/** What a run's own row holds, and what people noted about it. */
const factsSchema = z.strictObject({
  id: ulidSchema,
  name: z.string().min(1).max(200),
  model: z.string().min(1).max(200),
  /** Only what is over is bundled. */
  state: z.enum(['completed', 'stopped', 'failed', 'interrupted']),
  seed: z.number().int(),
  epochs: whole,
  specHash: hash,
  datasetHash: hash.nullable(),
  splitHash: hash.nullable(),
  parameters: whole.nullable(),
  epochsDone: whole,
  bestValAccuracy: z.number().nullable(),
  bestEpoch: whole.nullable(),
  trainingSeconds: z.number().nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  updatedAt: time,
  failure: labErrorDataSchema.nullable(),
  ending: runEndingSchema.nullable(),
  lastSeq: whole,
  favourite: z.boolean(),
  color: whole.nullable(),
  archivedAt: time.nullable(),
  tags: z.array(z.string().min(1).max(200)).readonly(),
  notes: z.array(z.strictObject({ text: z.string(), createdAt: time })).readonly(),
});

const stepsSchema = z
  .array(
    z.strictObject({
      epoch: z.number().int(),
      step: z.number().int(),
      loss: z.number(),
      accuracy: z.number(),
      learningRate: z.number().nullable(),
      samplesPerSecond: z.number(),
      memoryBytes: z.number().int(),
    }),
  )
  .readonly();

const figure = z.number().nullable();

const evaluationSchema = z
  .strictObject({
    split: z.literal('test'),
    loss: z.number(),
    accuracy: z.number(),
    count: whole,
    seconds: z.number(),
    batchSize: z.number().int().min(1).nullable(),
    perClass: z
      .array(z.object({ precision: figure, recall: figure, f1: figure, support: whole }))
      .readonly(),
    confusion: confusionMatrixSchema,
  })
  .nullable();

const logSchema = z
  .array(
    z.strictObject({
      seq: whole,
      at: time,
      level: z.enum(LOG_LEVELS),
      message: z.string(),
    }),
  )
  .readonly();

const costSchema = z.strictObject({
  forced: z.boolean(),
  predictedPeakBytes: whole.nullable(),
  peakBytes: whole.nullable(),
  estimate: z
    .strictObject({
      machine: z.string(),
      family: z.string(),
      modelledSeconds: z.number(),
      modelled: z
        .strictObject({ overhead: z.number(), epoch: z.number(), test: z.number() })
        .nullable()
        // Bundles of versions that did not keep it.
        .default(null),
      seconds: z.strictObject({ low: z.number(), high: z.number() }),
    })
    .nullable(),
});

const verificationsSchema = z
  .array(z.strictObject({ result: verificationSchema, createdAt: time }))
  .readonly();

/** The parts of a bundle that are JSON, each with its schema; the key is its name without `.json`. */
export const BUNDLE_JSON_PARTS = {
  run: factsSchema,
  spec: experimentSpecSchema,
  environment: environmentSchema.nullable(),
  cost: costSchema,
  epochs: z.array(epochMetricsSchema).readonly(),
  steps: stepsSchema,
  /** Of the validation images, in step with `epochs`. */
  confusions: z.array(confusionMatrixSchema).readonly(),
  evaluation: evaluationSchema,
  log: logSchema,
  verifications: verificationsSchema,
} as const satisfies Record<string, z.ZodType>;

/** The name of a JSON part. */
export type BundleJsonPart = keyof typeof BUNDLE_JSON_PARTS;

/** A run's whole record, apart from the lab that it lies in. */
export type BundledRun = {
  readonly [P in BundleJsonPart]: z.infer<(typeof BUNDLE_JSON_PARTS)[P]>;
} & {
  readonly predictions: Readonly<EvaluationEvent['predictions']> | null;
  /** Files of the run's folder; paths relative to it. */
  readonly artifacts: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  /** What the run can go on from, by ascending epoch; none where the bundle was made without them. */
  readonly checkpoints: readonly Checkpoint[];
  readonly links: RunLinks;
};
