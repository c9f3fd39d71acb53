import type { ImageShape } from '../shared/spec/shape.ts';
import type { LabelledImages } from '../shared/dataset/labelledImages.ts';

/** What a reader made of a person's files, before it is checked as a whole. */
export interface ReadSet {
  readonly imageShape: ImageShape;
  /** Null where the files have no names for their labels. */
  readonly classNames: readonly string[] | null;
  readonly train: LabelledImages;
  /** Null where the files have no test images: some of the training images then become them. */
  readonly test: LabelledImages | null;
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

/** Told how far a reader is: what it does, and the part that is done, 0–1. */
export type OnProgress = (what: string, part: number) => void;
