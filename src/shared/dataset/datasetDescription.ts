import { z } from 'zod';

/** What a data set may be; an import outside of it is refused. */
export const DATASET_LIMITS = {
  /** A stored label is one byte. */
  classes: 256,
  /** Height and width, pixels. */
  smallestSide: 4,
  largestSide: 256,
  /** Of one split. Labels, indices and the largest array of bytes stay well below theirs. */
  images: 10_000_000,
  /** Pixel values of one split, bytes. */
  bytes: 2 ** 31 - 2 ** 20,
} as const;

const MAX_TEXT = 120;
const sideSchema = z
  .number()
  .int()
  .min(DATASET_LIMITS.smallestSide)
  .max(DATASET_LIMITS.largestSide);
const countSchema = z.number().int().min(1).max(DATASET_LIMITS.images);
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');

/** Schema of a data set's id: what a spec calls it by, and the name of its folder. */
export const datasetIdSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    'a data set is named by 1 to 63 lower-case letters, digits and hyphens',
  );

/** Schema of the classes' names, in the order of the labels. */
export const classNamesSchema = z
  .array(z.string().trim().min(1, 'a class needs a name').max(MAX_TEXT))
  .min(2, 'a data set needs at least 2 classes')
  .max(DATASET_LIMITS.classes, `a data set has at most ${DATASET_LIMITS.classes} classes`)
  .refine((names) => new Set(names).size === names.length, 'two classes have the same name')
  .readonly();

/** Schema of a data set's name for people. */
export const datasetNameSchema = z
  .string()
  .trim()
  .min(1, 'a data set needs a name')
  .max(MAX_TEXT, `a data set's name has at most ${MAX_TEXT} characters`);

const fileSchema = z.strictObject({
  name: z.string().regex(/^[\w][\w.-]{0,99}$/, 'must be the plain name of a file'),
  /**
   * SHA-256 of what it holds, decompressed, in hexadecimal: the data's identity, whoever packed it.
   * Archives of the same images may differ, their contents do not.
   */
  contentSha256: hashSchema,
});

/** One file of a data set. */
export type DatasetFile = Readonly<z.infer<typeof fileSchema>>;

/** Schema of what is known of a data set without reading its images. */
export const datasetDescriptionSchema = z
  .strictObject({
    id: datasetIdSchema,
    name: datasetNameSchema,
    /** Height, width, channels; 1 channel is grey, 3 are RGB. */
    imageShape: z.tuple([sideSchema, sideSchema, z.union([z.literal(1), z.literal(3)])]).readonly(),
    classNames: classNamesSchema,
    trainCount: countSchema,
    testCount: countSchema,
    files: z
      .strictObject({
        trainImages: fileSchema,
        trainLabels: fileSchema,
        testImages: fileSchema,
        testLabels: fileSchema,
      })
      .readonly(),
    /** SHA-256 over the contents of the four files, as runs record it. */
    datasetHash: hashSchema,
  })
  .readonly();

/** What is known of a data set without reading its images. */
export type DatasetDescription = z.infer<typeof datasetDescriptionSchema>;

/** The data sets that a spec may name. */
export type DatasetCatalogue = readonly DatasetDescription[];

/** A data set by its id. */
export function findDataset(
  datasets: DatasetCatalogue,
  id: string,
): DatasetDescription | undefined {
  return datasets.find((dataset) => dataset.id === id);
}

/** A part of a data set. */
export type SplitName = 'train' | 'validation' | 'test';
