import { z } from 'zod';
import type { DatasetDescription } from '../dataset/datasetDescription.ts';

/** The forms a data set can be imported from. */
export const IMPORT_KINDS = ['idx', 'csv', 'folder'] as const;

/** A form that a data set can be imported from. */
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Schema of where an imported data set came from. */
export const datasetSourceSchema = z.strictObject({
  kind: z.enum(IMPORT_KINDS),
  /** The files or folders it was read from, as they were called then. */
  paths: z.array(z.string()).readonly(),
  /** How its images were made from theirs, in words. */
  notes: z.array(z.string()).readonly(),
});

/** Where an imported data set came from. */
export type DatasetSource = Readonly<z.infer<typeof datasetSourceSchema>>;

/** A data set that was imported into the lab. */
export interface ImportedDataset {
  readonly description: DatasetDescription;
  readonly source: DatasetSource;
  /** ISO 8601. */
  readonly createdAt: string;
  /** When its images were removed; null while they are there. */
  readonly removedAt: string | null;
}
