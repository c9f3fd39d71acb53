import type { DatasetDescription, SplitName } from '../dataset/datasetDescription.ts';
import type { DatasetSource } from '../model/importedDataset.ts';

/** A data set of the lab. */
export interface DatasetEntry {
  readonly description: DatasetDescription;
  /** Whether its images are there; without them it keeps its runs' classes, and trains no more. */
  readonly available: boolean;
  /** Null for one that comes with the program. */
  readonly imported: { readonly source: DatasetSource; readonly createdAt: string } | null;
  /** How many runs name it. */
  readonly runs: number;
}

/** Counts of one split. */
export interface SplitSummary {
  readonly split: SplitName;
  readonly count: number;
  /** Images of each class. */
  readonly perClass: readonly number[];
}

/** What the Data place shows of a data set. */
export interface DatasetSummary {
  readonly id: string;
  readonly name: string;
  readonly classNames: readonly string[];
  readonly imageShape: readonly [number, number, number];
  readonly splits: readonly SplitSummary[];
  /** Of the training pixels scaled to 0–1. */
  readonly pixelMean: number;
  readonly pixelStd: number;
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly verified: boolean;
  }[];
  /** SHA-256 over the files' hashes, as runs record it. */
  readonly datasetHash: string;
}

/** Pixel values of one split, scaled to 0–1. */
export interface PixelStatistics {
  readonly split: SplitName;
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** The part of the values that are 0. */
  readonly zeroShare: number;
}

/** An image that stands twice, byte for byte. */
export interface DuplicatePair {
  /** Index and label in the training file. */
  readonly first: { readonly index: number; readonly label: number };
  /** In the test file, or later in the training file. */
  readonly second: { readonly index: number; readonly label: number };
  readonly pixels: Uint8Array;
}

/** Images that stand more than once. */
export interface Duplicates {
  /** How many images are another's copy. */
  readonly total: number;
  /** How many of them have another label. */
  readonly otherLabel: number;
  /** The first of them. */
  readonly pairs: readonly DuplicatePair[];
}

/** What takes a look at every pixel of a data set. */
export interface DatasetStatistics {
  readonly pixels: readonly PixelStatistics[];
  /** The mean of each class's training images, values 0–255. */
  readonly means: readonly Uint8Array[];
  readonly betweenTrainAndTest: Duplicates;
  readonly withinTrain: Duplicates;
}

/** Sample images with their labels. */
export interface SampleImages {
  readonly split: SplitName;
  readonly imageShape: readonly [number, number, number];
  readonly images: readonly {
    /** Index in the split's file. */
    readonly index: number;
    readonly label: number;
    /** Values 0–255, row by row, the channels of a pixel together. */
    readonly pixels: Uint8Array;
  }[];
}
