import { z } from 'zod';
import { datasetDescriptionSchema } from '../dataset/datasetDescription.ts';
import { calibrationSchema } from '../cost/calibration.ts';
import { confusionMatrixSchema } from '../model/confusionMatrix.ts';
import { epochMetricsSchema } from '../model/epochMetrics.ts';
import { runEndingSchema } from '../model/runEnding.ts';
import { experimentSpecSchema } from '../spec/experimentSpec.ts';
import { executionOrderSchema, usedExecutionSchema } from './execution.ts';
import { inspectedModelSchema, inspectQuestionSchema, inspectReplySchema } from './inspect.ts';
import { labErrorDataSchema } from './labErrorData.ts';

/** Version of the protocol; both ends must speak the same. */
export const TRAINER_PROTOCOL = 1;

/** What the supervisor tells the trainer. */
export const trainerCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    runId: z.string(),
    spec: experimentSpecSchema,
    /** The data set that the spec names. */
    dataset: datasetDescriptionSchema,
    /** Folder with its four IDX files. */
    datasetDir: z.string(),
    /** The run's own folder, for weights; made by the trainer. */
    runDir: z.string(),
    /** Goes on with a run from the last good checkpoint in its folder. */
    resume: z
      .strictObject({
        /** Epochs that the record holds; a later checkpoint is not used. */
        epochsDone: z.number().int().min(0),
        /** The run's last event so far; its next one has the number after. */
        lastSeq: z.number().int().min(0),
      })
      .optional(),
    /** Train although the run is predicted not to fit into memory: the person said "train anyway". */
    force: z.boolean().optional(),
    execution: executionOrderSchema,
  }),
  z.strictObject({ type: z.literal('pause'), runId: z.string() }),
  z.strictObject({ type: z.literal('resume'), runId: z.string() }),
  /** End after the current step, keeping what was recorded and the weights so far. */
  z.strictObject({ type: z.literal('stop'), runId: z.string() }),
  /** End as by `stop`, but after the epoch that is running. */
  z.strictObject({ type: z.literal('stopAfterEpoch'), runId: z.string() }),
  /** Measure how fast the machine works; only while no run is trained. */
  z.strictObject({ type: z.literal('calibrate') }),
  /** Looks into a saved model; answered with the same id, also while a run trains. */
  z.strictObject({
    type: z.literal('inspect'),
    id: z.number().int().min(0),
    model: inspectedModelSchema,
    question: inspectQuestionSchema,
  }),
  /** Exit once idle. */
  z.strictObject({ type: z.literal('shutdown') }),
]);

/** A command to the trainer. */
export type TrainerCommand = z.infer<typeof trainerCommandSchema>;

const environmentDetailsSchema = z.object({
  /** The processor's vector and matrix units, as Linux names them; empty where it cannot be told. */
  cpuFlags: z.array(z.string()).readonly(),
  threads: z.object({
    /** TensorFlow's threads within an operation, and between operations. */
    intraOp: z.number().int(),
    interOp: z.number().int(),
    /** Threads of the whole process; null where it cannot be told. */
    process: z.number().int().nullable(),
  }),
  /** Variables of the environment that can change numbers, such as TF_ENABLE_ONEDNN_OPTS. */
  settings: z.record(z.string(), z.string()),
  /** TensorFlow's operations behind the native kernels: those that answer, and those that do not. */
  kernels: z.object({
    works: z.array(z.string()).readonly(),
    missing: z.array(z.string()).readonly(),
  }),
  /** Whether TensorFlow trains on a graphics card. */
  gpu: z.boolean(),
});

/** What a run's numbers depend on beside versions. */
export type EnvironmentDetails = z.infer<typeof environmentDetailsSchema>;

/** What a run was trained with; kept with it for good. */
export const environmentSchema = z.object({
  appVersion: z.string(),
  node: z.string(),
  electron: z.string().nullable(),
  tfjs: z.string(),
  libtensorflow: z.string(),
  platform: z.string(),
  cpu: z.string(),
  cores: z.number().int(),
  /** `native` (Atelier's kernels) or `stock` (ordinary tfjs). */
  engine: z.enum(['native', 'stock']),
  /** Layers or kernels that fell back to stock tfjs, in words. */
  fallbacks: z.array(z.string()).readonly(),
  /** Absent in runs recorded before it was kept. */
  execution: usedExecutionSchema.optional(),
  /** Absent from runs of versions that did not record it. */
  details: environmentDetailsSchema.optional(),
});

/** What a run was trained with. */
export type Environment = z.infer<typeof environmentSchema>;

const startedSchema = z.object({
  kind: z.literal('started'),
  environment: environmentSchema,
  parameters: z.number().int(),
  trainCount: z.number().int(),
  validationCount: z.number().int(),
  testCount: z.number().int(),
  epochs: z.number().int(),
  /** Epochs done before, which training goes on from: 0 for a new run. */
  epochsDone: z.number().int().min(0),
  stepsPerEpoch: z.number().int(),
  /** SHA-256 over the four files' bytes. */
  datasetHash: z.string(),
  /** SHA-256 over the indices of the training and validation splits. */
  splitHash: z.string(),
  /** What the trainer's resident memory is predicted to reach, had it trained nothing before. */
  predictedPeakBytes: z.number().int(),
});

const progressSchema = z.object({
  kind: z.literal('progress'),
  phase: z.enum(['training', 'validation', 'test']),
  /** Counted from 1. */
  epoch: z.number().int(),
  /** Steps done in this phase of this epoch. */
  step: z.number().int(),
  steps: z.number().int(),
  /** Running means over this epoch so far; null before the first step. */
  loss: z.number().nullable(),
  accuracy: z.number().nullable(),
  /** The learning rate of the last step; while training only. */
  learningRate: z.number().optional(),
  samplesPerSecond: z.number(),
  /** Estimated seconds until the run ends. */
  secondsLeft: z.number(),
  /** Resident memory of the trainer, bytes. */
  memoryBytes: z.number(),
});

const epochSchema = epochMetricsSchema.extend({
  kind: z.literal('epoch'),
  /** Tensors alive in the trainer at the end of the epoch. */
  tensors: z.number().int(),
  /** Rows true, columns predicted, over the validation images. */
  confusion: confusionMatrixSchema,
});

const checkpointSchema = z.object({
  kind: z.literal('checkpoint'),
  /** The epoch, counted from 1, after which training can go on from it. */
  epoch: z.number().int().min(1),
  /** In the run's folder; complete and synced. */
  path: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** The epochs whose checkpoints are kept, in order; the files of all others are gone. */
  kept: z.array(z.number().int()),
});

/** How much a line of a run's log matters. */
export const LOG_LEVELS = ['info', 'warning', 'error'] as const;

/** How much a line of a run's log matters. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const logSchema = z.object({
  kind: z.literal('log'),
  level: z.enum(LOG_LEVELS),
  message: z.string(),
});

const evaluationSchema = z.object({
  kind: z.literal('evaluation'),
  split: z.literal('test'),
  loss: z.number(),
  accuracy: z.number(),
  count: z.number().int(),
  /** Seconds for one pass over all batches, the images being in memory. */
  seconds: z.number(),
  /** Images in a batch of that pass. */
  batchSize: z.number().int().min(1),
  confusion: confusionMatrixSchema,
  perClass: z.array(
    z.object({
      precision: z.number().nullable(),
      recall: z.number().nullable(),
      f1: z.number().nullable(),
      support: z.number().int(),
    }),
  ),
  predictions: z.object({
    /** Index of each evaluated image in its file. */
    indices: z.instanceof(Uint32Array),
    classes: z.instanceof(Uint8Array),
    /** Probability of the predicted class, 0–1. */
    confidences: z.instanceof(Float32Array),
  }),
});

const finishedSchema = z.object({
  kind: z.literal('finished'),
  outcome: z.enum(['completed', 'stopped']),
  /** Files written into the run's folder, complete and synced. */
  artifacts: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
  /** Seconds spent training and evaluating, pauses excluded. */
  seconds: z.number(),
  /** The highest resident memory of the trainer during this run; null where it never began. */
  peakBytes: z.number().int().nullable(),
  /** What early stopping and keeping the best made of it; not there when it was never begun. */
  ending: runEndingSchema.optional(),
});

/** It ended by a fault of its own: the run's, or the trainer's. */
const failedSchema = z.object({ kind: z.literal('failed'), error: labErrorDataSchema });
/** Something from outside ended it, such as a kill of its trainer: said in the trainer's place. */
const interruptedSchema = z.object({ kind: z.literal('interrupted'), error: labErrorDataSchema });
const pausedSchema = z.object({
  kind: z.literal('paused'),
  /** Why it paused by itself; absent where it was asked to. */
  reason: labErrorDataSchema.optional(),
});
const resumedSchema = z.object({ kind: z.literal('resumed') });

/** Everything a trainer can say of a run. */
export const trainerEventBodySchema = z.discriminatedUnion('kind', [
  startedSchema,
  progressSchema,
  epochSchema,
  checkpointSchema,
  logSchema,
  evaluationSchema,
  finishedSchema,
  failedSchema,
  interruptedSchema,
  pausedSchema,
  resumedSchema,
]);

/** What happened, without the envelope. */
export type TrainerEventBody = z.infer<typeof trainerEventBodySchema>;
export type StartedEvent = z.infer<typeof startedSchema>;
export type ProgressEvent = z.infer<typeof progressSchema>;
export type EpochEvent = z.infer<typeof epochSchema>;
export type CheckpointEvent = z.infer<typeof checkpointSchema>;
export type LogEvent = z.infer<typeof logSchema>;
export type EvaluationEvent = z.infer<typeof evaluationSchema>;
export type FinishedEvent = z.infer<typeof finishedSchema>;
export type PausedEvent = z.infer<typeof pausedSchema>;
export type FailedEvent = z.infer<typeof failedSchema>;

/** Whether nothing comes after an event of this kind. */
export function endsRun(kind: TrainerEventBody['kind']): boolean {
  return kind === 'finished' || kind === 'failed' || kind === 'interrupted';
}

/** Schema of an event in its envelope. */
export const trainerEventSchema = z.object({
  runId: z.string(),
  /** Counts from 1 within a run, without gaps. */
  seq: z.number().int().min(1),
  event: trainerEventBodySchema,
});

/** An event of a run: whose, the how-manieth, what. */
export type TrainerEvent = z.infer<typeof trainerEventSchema>;

/** What the trainer posts: it is ready, something happened, or it has looked into a model. */
export const trainerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), protocol: z.number().int(), pid: z.number().int() }),
  z.object({ type: z.literal('event'), event: trainerEventSchema }),
  /** Nothing but a sign of life, while a run is in hand. */
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('calibrated'), calibration: calibrationSchema }),
  z.object({ type: z.literal('notCalibrated'), error: labErrorDataSchema }),
  z.object({ type: z.literal('inspected'), id: z.number().int(), reply: inspectReplySchema }),
]);

/** A message from the trainer. */
export type TrainerMessage = z.infer<typeof trainerMessageSchema>;
