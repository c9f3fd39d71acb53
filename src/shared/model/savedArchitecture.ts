import { z } from 'zod';
import type { DatasetDescription } from '../dataset/datasetDescription.ts';
import type { ExperimentSpec } from '../spec/experimentSpec.ts';
import { PRESETS } from '../spec/presets/index.ts';
import type { ImageShape } from '../spec/shape.ts';

/** The form of the data that an architecture was made for. */
export interface DataForm {
  /** What the data set was called. */
  readonly name: string;
  readonly imageShape: ImageShape;
  readonly classes: number;
}

/** An architecture of the person's own in the library, with its training. Times are ISO 8601 in UTC. */
export interface SavedArchitecture {
  readonly id: string;
  readonly name: string;
  /** Whole, so that it can be trained as it is; its `model` is the name. */
  readonly spec: ExperimentSpec;
  readonly data: DataForm;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/**
 * Schema of an architecture's name. A run's model is called after it. A preset's name is refused: on the
 * command line it means the preset.
 */
export const architectureNameSchema = z
  .string()
  .trim()
  .min(1, 'Give it a name')
  .max(80, 'Use at most 80 characters')
  .refine((name) => !PRESETS.some(({ id }) => id === name.toLowerCase()), {
    error: 'This is the name of a preset; choose another',
  });

/** The form of a data set. */
export function dataFormOf({ name, imageShape, classNames }: DatasetDescription): DataForm {
  return { name, imageShape, classes: classNames.length };
}

/** Whether a network made for one form of data meets the same in the other. */
export function sameForm(a: DataForm, b: DataForm): boolean {
  return a.classes === b.classes && a.imageShape.every((side, axis) => side === b.imageShape[axis]);
}

/** The one of a name, in whatever case. */
export function findArchitecture(
  saved: readonly SavedArchitecture[],
  name: string,
): SavedArchitecture | undefined {
  const wanted = name.trim().toLowerCase();
  return saved.find((one) => one.name.toLowerCase() === wanted);
}
