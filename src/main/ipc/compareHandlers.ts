import { findDisagreements } from '../../shared/compare/disagreements.ts';
import { pairVerdicts } from '../../shared/compare/pairVerdict.ts';
import type { TestTruth } from '../../shared/compare/testedRun.ts';
import { copyPixels } from '../../shared/dataset/copyPixels.ts';
import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { readTestedRuns } from '../../store/readTestedRuns.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Handlers } from './handlers.ts';

/** Channels that weigh runs against each other. */
export type CompareChannel = 'runs:compare' | 'runs:disagreements';

/** Answers the channels that weigh runs against each other, from stored predictions: nothing is trained. */
export function compareHandlers(
  store: () => Promise<StoreReader>,
  dataset: () => Promise<LoadedDataset>,
): Pick<Handlers, CompareChannel> {
  return {
    'runs:compare': async ({ runIds }) => {
      const reader = await store();
      const truth = toTruth(await dataset());
      const runs = readTestedRuns(reader, runIds);
      const hash = runs[0]?.datasetHash;
      return {
        verdicts: pairVerdicts(runs, truth),
        testLooks: hash == null ? 0 : reader.countTested(hash),
      };
    },
    'runs:disagreements': async ({ a, b, limit, ...query }) => {
      const reader = await store();
      const data = await dataset();
      const [first, second] = readTestedRuns(reader, [a, b]);
      if (!first || !second) return { total: 0, imageShape: FASHION_MNIST.imageShape, images: [] };
      const found = findDisagreements(first, second, toTruth(data), query);
      return {
        total: found.length,
        imageShape: FASHION_MNIST.imageShape,
        images: found
          .slice(0, limit)
          .map((image) => ({ ...image, pixels: copyPixels(data.test, image.index) })),
      };
    },
  };
}

function toTruth({ test, datasetHash }: LoadedDataset): TestTruth {
  return { labels: test.labels, datasetHash };
}
