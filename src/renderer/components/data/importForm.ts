import type { Fit } from '../../../shared/contract/datasetImport.ts';
import type { Request } from '../../../shared/contract/channels.ts';
import { DATASET_LIMITS } from '../../../shared/dataset/datasetDescription.ts';
import type { ImportKind } from '../../../shared/model/importedDataset.ts';

/** The places of an import that a path belongs in. */
export type PathField =
  'folder' | 'train' | 'test' | 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels';

/** What the import dialog holds. */
export interface ImportForm {
  readonly kind: ImportKind;
  readonly paths: Readonly<Partial<Record<PathField, string>>>;
  readonly height: number | null;
  readonly width: number | null;
  readonly fit: Fit;
  readonly colour: 'grey' | 'rgb';
}

/** A path that a kind of import takes. */
export interface PathRow {
  readonly field: PathField;
  readonly label: string;
  readonly optional: boolean;
}

/** What each kind of import takes. */
export const PATH_ROWS: Readonly<Record<ImportKind, readonly PathRow[]>> = {
  folder: [{ field: 'folder', label: 'Folder', optional: false }],
  csv: [
    { field: 'train', label: 'Training file', optional: false },
    { field: 'test', label: 'Test file', optional: true },
  ],
  idx: [
    { field: 'trainImages', label: 'Training images', optional: false },
    { field: 'trainLabels', label: 'Training labels', optional: false },
    { field: 'testImages', label: 'Test images', optional: true },
    { field: 'testLabels', label: 'Test labels', optional: true },
  ],
};

/** What each kind of import is, in a sentence. */
export const KIND_WORDS: Readonly<Record<ImportKind, string>> = {
  folder:
    'A folder with one folder of PNG or JPEG pictures for each class, or with train and test folders that have those.',
  csv: 'CSV files in Kaggle’s layout: an image a line, its label and then its pixels.',
  idx: 'IDX files of images and labels, gzipped or plain, as MNIST and its kin come.',
};

/** An empty form. */
export const NEW_IMPORT: ImportForm = {
  kind: 'folder',
  paths: {},
  height: 28,
  width: 28,
  fit: 'contain',
  colour: 'grey',
};

/** What is wrong with the sizes of a form, at the field that it is about. */
export function importErrors({
  kind,
  height,
  width,
}: ImportForm): Readonly<Partial<Record<'height' | 'width', string>>> {
  const { smallestSide, largestSide } = DATASET_LIMITS;
  const isSide = (side: number | null): boolean =>
    Number.isInteger(side) && side !== null && side >= smallestSide && side <= largestSide;
  const error = `Must be a whole number from ${smallestSide} to ${largestSide}`;
  return kind === 'folder'
    ? { ...(isSide(height) ? {} : { height: error }), ...(isSide(width) ? {} : { width: error }) }
    : {};
}

/**
 * What to ask the lab for.
 *
 * @returns null while something that it needs is missing or wrong
 */
export function importRequest(form: ImportForm): Request<'dataset:check-import'> | null {
  const { kind, paths, height, width, fit, colour } = form;
  const missing = PATH_ROWS[kind].some(({ field, optional }) => !optional && !paths[field]);
  if (missing) return null;
  switch (kind) {
    case 'folder': {
      if (height === null || width === null || Object.keys(importErrors(form)).length > 0) {
        return null;
      }
      const channels = colour === 'rgb' ? 3 : 1;
      return { kind, folder: paths.folder ?? '', size: [height, width], fit, channels };
    }
    case 'csv':
      return { kind, train: paths.train ?? '', test: paths.test ?? null };
    case 'idx':
      return {
        kind,
        trainImages: paths.trainImages ?? '',
        trainLabels: paths.trainLabels ?? '',
        testImages: paths.testImages ?? null,
        testLabels: paths.testLabels ?? null,
      };
  }
}
