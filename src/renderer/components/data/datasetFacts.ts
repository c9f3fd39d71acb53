import type {
  DatasetSummary,
  SampleImages,
  SplitSummary,
} from '../../../shared/contract/dataset.ts';
import type { SplitName } from '../../../shared/dataset/datasetDescription.ts';
import { formatCount } from '../../format.ts';

/** One image with its label. */
export type Sample = SampleImages['images'][number];

/** The splits in words. */
export const SPLIT_TITLES: Readonly<Record<SplitName, string>> = {
  train: 'Training',
  validation: 'Validation',
  test: 'Test',
};

/** The chart colour of each split; they are the same in chart and table. */
export const SPLIT_COLORS: Readonly<Record<SplitName, string>> = {
  train: '--run-0',
  validation: '--run-5',
  test: '--run-1',
};

/** One fact about a data set. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What a data set is, in a line. */
export function datasetFacts(summary: DatasetSummary): readonly Fact[] {
  const [height, width, channels] = summary.imageShape;
  const images = summary.splits.reduce((sum, { count }) => sum + count, 0);
  return [
    { label: 'Images', value: formatCount(images) },
    {
      label: 'Size',
      value: `${height} × ${width}, ${channels === 1 ? 'grey' : 'RGB'}`,
    },
    { label: 'Classes', value: String(summary.classNames.length) },
    {
      label: 'Training pixels, 0–1',
      value: `mean ${summary.pixelMean.toFixed(3)}, sd ${summary.pixelStd.toFixed(3)}`,
    },
  ];
}

/** Whether the files are what their authors published, in words. */
export function verification({ files }: DatasetSummary): {
  readonly ok: boolean;
  readonly text: string;
} {
  const verified = files.filter((file) => file.verified).length;
  const ok = verified === files.length;
  return {
    ok,
    text: ok ? `all ${files.length} verified` : `${verified} of ${files.length} verified`,
  };
}

/** A row of the distribution's table. */
export interface DistributionRow {
  readonly name: string;
  /** In step with the splits. */
  readonly counts: readonly number[];
}

/** Images of each class, split by split. */
export function distributionRows(
  classNames: readonly string[],
  splits: readonly SplitSummary[],
): readonly DistributionRow[] {
  return classNames.map((name, index) => ({
    name,
    counts: splits.map(({ perClass }) => perClass[index] ?? 0),
  }));
}

/** Samples by class, in the classes' order. */
export function samplesByClass(
  images: readonly Sample[],
  classes: number,
): readonly (readonly Sample[])[] {
  return Array.from({ length: classes }, (_, label) =>
    images.filter((image) => image.label === label),
  );
}
