import { z } from 'zod';
import type { ComparedRun, LogLine, ParentRun, RunDetail, RunSummary } from '../model/run.ts';
import type { SpecProblem } from '../spec/experimentSpec.ts';
import { MOST_REPETITIONS } from '../spec/repetitions.ts';
import type { Preset } from '../spec/presets/index.ts';
import type { Calibration } from '../stats/calibration.ts';
import type { RunVerification } from '../verify/runVerification.ts';
import { ARCHITECTURE_CHANNELS, type ArchitectureResponses } from './architectures.ts';
import type { AppInfo, Settings } from './app.ts';
import { settingsSchema } from './app.ts';
import type { ImportedBundles } from './bundle.ts';
import {
  compareRequestSchema,
  disagreementsRequestSchema,
  exportComparisonSchema,
  saveComparisonSchema,
  togetherRequestSchema,
  type SavedComparison,
  type Comparison,
  type Disagreements,
  type TogetherAnswer,
} from './comparison.ts';
import { datasetIdSchema, type DatasetDescription } from '../dataset/datasetDescription.ts';
import type { DatasetEntry, DatasetStatistics, DatasetSummary, SampleImages } from './dataset.ts';
import {
  datasetRenameSchema,
  importConfirmSchema,
  importRequestSchema,
  type CheckedImport,
} from './datasetImport.ts';
import type { EstimateBasis } from './estimates.ts';
import {
  inspectGradCamSchema,
  inspectImageSchema,
  inspectModelSchema,
  type Filters,
  type GradCam,
  type ImageActivations,
  type ImagePrediction,
} from './inspect.ts';
import { runImagesSchema, type PredictedImages, type StepColumns } from './runDepth.ts';
import { runQuerySchema, type RunPage } from './runQuery.ts';
import { RUNS_TABLE_CHANNELS, type RunsTableResponses } from './runsTable.ts';
import { studyRequestSchema, type References, type StudyState } from './study.ts';
import { ulidSchema } from './ulid.ts';

/** ULID of a run. */
export const runIdSchema = ulidSchema;

/** How many epochs a run may be extended by. */
export const extraEpochsSchema = z.number().int().min(1).max(10_000);

const byRun = z.strictObject({ runId: runIdSchema });
const repeatsSchema = z.number().int().min(1).max(MOST_REPETITIONS);
const nothing = z.strictObject({});

/**
 * The request schema of every channel that the renderer may call; main parses each payload with it.
 * Specs pass as `unknown` here and are parsed by `checkSpec`, whose errors name the form's fields.
 */
export const CHANNELS = {
  'runs:list': runQuerySchema,
  'runs:get': byRun,
  'runs:steps': byRun,
  'runs:images': runImagesSchema,
  'runs:calibration': byRun,
  'runs:enqueue': z.strictObject({
    spec: z.unknown(),
    name: z.string().trim().min(1).max(120).optional(),
    /** How many runs, with the seeds from the spec's own on. */
    repeats: repeatsSchema.default(1),
    /** Train although it is predicted not to fit into memory. */
    force: z.boolean().optional(),
    /** The run that the spec was forked from; one that is gone by then is passed over. */
    parentId: runIdSchema.optional(),
  }),
  /** The run that a run came from; null where there is none, or none any more. */
  'runs:parent': byRun,
  /** Queues runs of a run's spec, with the next seeds that it was not yet trained with. */
  'runs:repeat': z.strictObject({ runId: runIdSchema, count: repeatsSchema }),
  'runs:stop': byRun,
  /** Ends a training run after its epoch; answers with the run as it is until then. */
  'runs:stop-after-epoch': byRun,
  'runs:pause': byRun,
  /** Lets a paused run go on; one that was stopped, failed or interrupted goes back to the queue. */
  'runs:resume': byRun,
  /** Queues a run of so many more epochs than a completed one. */
  'runs:extend': z.strictObject({ runId: runIdSchema, epochs: extraEpochsSchema }),
  /** The trainer's own words, oldest first. */
  'runs:log': byRun,
  'runs:rename': z.strictObject({ runId: runIdSchema, name: z.string().trim().min(1).max(120) }),
  'runs:delete': z.strictObject({ runIds: z.array(runIdSchema).min(1).max(10_000) }),
  /** Puts a queued run at a place in the queue, counted from 1. */
  'runs:move': z.strictObject({ runId: runIdSchema, position: z.number().int().min(1) }),
  /** Runs as comparisons show them; those that are gone are left out. */
  'runs:compared': z.strictObject({ runIds: z.array(runIdSchema).min(1).max(50) }),
  /** Verdicts on pairs of runs, from their stored test predictions. */
  'runs:compare': compareRequestSchema,
  /** How far runs agree, and the test images that all of them have wrong. */
  'runs:together': togetherRequestSchema,
  /** Test images on which two runs differ, or that both have wrong. */
  'runs:disagreements': disagreementsRequestSchema,
  /** What the cost of a run on this machine is estimated from. */
  'estimates:basis': nothing,
  /** Measures how fast the machine works; only while nothing trains. */
  'estimates:calibrate': nothing,
  /** What a run's model says of an image. */
  'inspect:predict': inspectImageSchema,
  /** The same, and what each of its layers makes of it. */
  'inspect:activations': inspectImageSchema,
  'inspect:filters': inspectModelSchema,
  'inspect:grad-cam': inspectGradCamSchema,
  /** Queues a completed run's spec again, to be compared with it to the bit. */
  'runs:verify': byRun,
  /** The verifications in which a run stands on either side, oldest first. */
  'runs:verifications': byRun,
  /** Writes a run's whole record to a file that the person chooses. */
  'bundles:export': z.strictObject({ runId: runIdSchema, checkpoints: z.boolean() }),
  /** Adds the runs of files that the person chooses. */
  'bundles:import': nothing,
  'comparisons:list': nothing,
  'comparisons:save': saveComparisonSchema,
  'comparisons:delete': z.strictObject({ id: ulidSchema }),
  /** Writes a report to a file that the person chooses. */
  'comparisons:export': exportComparisonSchema,
  'presets:list': nothing,
  'dataset:list': nothing,
  'dataset:summary': z.strictObject({ id: datasetIdSchema }),
  'study:get': studyRequestSchema,
  /** Queues the trainings that are neither completed nor on their way; answers with those queued. */
  'study:train': studyRequestSchema,
  'study:references': nothing,
  /** Pixels, duplicates and mean images; takes a look at all of them, and so a moment. */
  'dataset:statistics': z.strictObject({ id: datasetIdSchema }),
  /** Lets the person choose a file or folder to import from; only such are read. */
  'dataset:choose-path': z.strictObject({ what: z.enum(['file', 'folder']) }),
  'dataset:check-import': importRequestSchema,
  'dataset:confirm-import': importConfirmSchema,
  'dataset:cancel-import': nothing,
  'dataset:rename': datasetRenameSchema,
  'dataset:remove': z.strictObject({ id: datasetIdSchema }),
  'dataset:samples': z.strictObject({
    id: datasetIdSchema,
    /** Only images of this class. */
    label: z.number().int().min(0).max(255).optional(),
    split: z.enum(['train', 'validation', 'test']),
    perClass: z.number().int().min(1).max(40),
    seed: z.number().int().min(0).max(2_147_483_647),
  }),
  'app:info': nothing,
  'app:reveal-home': nothing,
  'settings:get': nothing,
  'settings:set': settingsSchema,
  ...RUNS_TABLE_CHANNELS,
  ...ARCHITECTURE_CHANNELS,
} as const satisfies Record<string, z.ZodType>;

/** The name of a channel. */
export type Channel = keyof typeof CHANNELS;

/** What each channel is called with. */
export type Request<C extends Channel> = z.input<(typeof CHANNELS)[C]>;

/** What comes of asking for a run to be queued. */
export type EnqueueOutcome =
  | { readonly ok: true; /** The first, where there are several. */ readonly run: RunSummary }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/** What each channel answers. */
export interface Responses extends RunsTableResponses, ArchitectureResponses {
  'runs:list': RunPage;
  'runs:get': RunDetail;
  'runs:steps': StepColumns;
  'runs:images': PredictedImages;
  'runs:calibration': Calibration;
  'runs:enqueue': EnqueueOutcome;
  'runs:parent': ParentRun | null;
  'runs:repeat': { readonly runs: readonly RunSummary[] };
  'runs:stop': RunSummary;
  'runs:stop-after-epoch': RunSummary;
  'runs:pause': RunSummary;
  'runs:resume': RunSummary;
  'runs:extend': RunSummary;
  'runs:log': readonly LogLine[];
  'runs:rename': RunSummary;
  'runs:delete': { readonly deleted: number };
  'runs:move': RunSummary;
  'runs:compared': { readonly runs: readonly ComparedRun[] };
  'runs:compare': Comparison;
  'runs:together': TogetherAnswer;
  'runs:disagreements': Disagreements;
  'estimates:basis': EstimateBasis;
  'estimates:calibrate': EstimateBasis;
  'inspect:predict': ImagePrediction;
  'inspect:activations': ImageActivations;
  'inspect:filters': Filters | null;
  'inspect:grad-cam': GradCam | null;
  'runs:verify': RunSummary;
  'runs:verifications': readonly RunVerification[];
  /** Null when the person chose no file. */
  'bundles:export': { readonly path: string | null };
  'bundles:import': ImportedBundles;
  'comparisons:list': readonly SavedComparison[];
  'comparisons:save': SavedComparison;
  'comparisons:delete': { readonly deleted: boolean };
  /** Null when the person chose no file. */
  'comparisons:export': { readonly path: string | null };
  'presets:list': readonly Preset[];
  'dataset:list': readonly DatasetEntry[];
  'study:get': StudyState;
  'study:train': { readonly queued: readonly RunSummary[] };
  'study:references': References;
  'dataset:summary': DatasetSummary;
  'dataset:statistics': DatasetStatistics;
  /** Null when the person chose none. */
  'dataset:choose-path': { readonly path: string | null };
  'dataset:check-import': CheckedImport;
  'dataset:confirm-import': DatasetDescription;
  'dataset:cancel-import': { readonly cancelled: true };
  'dataset:rename': DatasetDescription;
  'dataset:remove': { readonly removed: true };
  'dataset:samples': SampleImages;
  'app:info': AppInfo;
  'app:reveal-home': { readonly opened: boolean };
  'settings:get': Settings;
  'settings:set': Settings;
}

/** What each channel answers. */
export type Response<C extends Channel> = Responses[C];
