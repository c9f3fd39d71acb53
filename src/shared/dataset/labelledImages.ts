import type { DatasetDescription } from './datasetDescription.ts';

/** The images of one file with their labels. */
export interface LabelledImages {
  /** Values 0–255: count × height × width × channels, row by row. */
  readonly images: Uint8Array;
  /** The class of each image. */
  readonly labels: Uint8Array;
}

/** What is known of one file of a data set on disk. */
export interface DatasetFileFacts {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of the file as it lies on disk, in hexadecimal. */
  readonly sha256: string;
  /** Whether it holds what its authors published. */
  readonly verified: boolean;
}

/** A data set in memory, decoded and checked. */
export interface LoadedDataset {
  readonly description: DatasetDescription;
  readonly train: LabelledImages;
  readonly test: LabelledImages;
  readonly files: readonly DatasetFileFacts[];
  /** SHA-256 over the contents of the files, the same for compressed and plain files. */
  readonly datasetHash: string;
}
