import { z } from 'zod';
import {
  classNamesSchema,
  DATASET_LIMITS,
  datasetDescriptionSchema,
  datasetIdSchema,
  datasetNameSchema,
  type DatasetDescription,
} from '../dataset/datasetDescription.ts';
import { wholeNumber } from '../spec/fields.ts';
import { labErrorDataSchema } from './labErrorData.ts';

const pathSchema = z.string().min(1, 'a file or folder must be named').max(4096);
const optionalPath = pathSchema.nullable().default(null);
const side = (label: string) =>
  wholeNumber(label, DATASET_LIMITS.smallestSide, DATASET_LIMITS.largestSide);
const channelsSchema = z.union([z.literal(1), z.literal(3)], {
  error: 'channels must be 1 (grey) or 3 (RGB)',
});
/** Decides which images of every class become the test set where none was given. */
const seedSchema = wholeNumber('seed', 0, 2_147_483_647).default(1);

/** How a picture of another shape is brought to the chosen one. */
export const FITS = ['contain', 'cover', 'stretch'] as const;

/** How a picture of another shape is brought to the chosen one. */
export type Fit = (typeof FITS)[number];

/** Schema of what to import a data set from. */
export const importRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('idx'),
    trainImages: pathSchema,
    trainLabels: pathSchema,
    testImages: optionalPath,
    testLabels: optionalPath,
    seed: seedSchema,
  }),
  z.strictObject({
    kind: z.literal('csv'),
    train: pathSchema,
    test: optionalPath,
    /** Height, width and channels of an image; null takes the square that the columns make. */
    imageShape: z
      .tuple([side('height'), side('width'), channelsSchema])
      .nullable()
      .default(null),
    seed: seedSchema,
  }),
  z.strictObject({
    kind: z.literal('folder'),
    folder: pathSchema,
    size: z.tuple([side('height'), side('width')]).default([28, 28]),
    fit: z.enum(FITS).default('contain'),
    channels: channelsSchema.default(1),
    seed: seedSchema,
  }),
]);

/** What to import a data set from. */
export type ImportRequest = z.output<typeof importRequestSchema>;

/** What an import found, before anything is kept. */
export interface ImportReport {
  readonly imageShape: DatasetDescription['imageShape'];
  readonly classNames: readonly string[];
  /** Images of each class. */
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** How the images were made from what was there. */
  readonly notes: readonly string[];
  /** What is odd and yet no reason to refuse. */
  readonly problems: readonly string[];
  /** A few of the training images of the first classes. */
  readonly samples: readonly { readonly label: number; readonly pixels: Uint8Array }[];
}

/** What an import left in its folder: a description without names of its own, and the report. */
export interface ImportResult {
  readonly files: DatasetDescription['files'];
  readonly datasetHash: string;
  readonly report: ImportReport;
}

/** How far a check is. */
export interface ImportProgress {
  readonly what: string;
  /** 0–1. */
  readonly part: number;
}

/** An import on its way. */
export interface RunningImport {
  /** Rejects with a LabError, also when it was cancelled. */
  readonly result: Promise<ImportResult>;
  /** Ends it; settles when nothing of it runs any more. */
  cancel(): Promise<void>;
}

/** Starts reading a data set into a folder. */
export type StartImport = (
  request: ImportRequest,
  folder: string,
  onProgress: (progress: ImportProgress) => void,
) => RunningImport;

const reportSchema = z.object({
  imageShape: datasetDescriptionSchema.unwrap().shape.imageShape,
  classNames: z.array(z.string()),
  train: z.array(z.number()),
  test: z.array(z.number()),
  notes: z.array(z.string()),
  problems: z.array(z.string()),
  samples: z.array(z.object({ label: z.number(), pixels: z.instanceof(Uint8Array) })),
});

/** Schema of what an import's thread says. */
export const importMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), what: z.string(), part: z.number() }),
  z.object({
    type: z.literal('done'),
    result: z.object({
      files: datasetDescriptionSchema.unwrap().shape.files,
      datasetHash: z.string(),
      report: reportSchema,
    }),
  }),
  z.object({ type: z.literal('failed'), error: labErrorDataSchema }),
]);

/** What an import's thread says. */
export type ImportMessage = z.infer<typeof importMessageSchema>;

/** Schema of the names that a checked import is kept under. */
export const importConfirmSchema = z.strictObject({
  token: z.string().max(64),
  name: datasetNameSchema,
  classNames: classNamesSchema,
});

/** Schema of new names for a data set. */
export const datasetRenameSchema = z.strictObject({
  id: datasetIdSchema,
  name: datasetNameSchema,
  classNames: classNamesSchema,
});

/** A checked import that waits to be kept. */
export interface CheckedImport {
  readonly token: string;
  readonly suggestedName: string;
  readonly report: ImportReport;
}
