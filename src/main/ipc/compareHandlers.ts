import { findDisagreements } from '../../shared/compare/disagreements.ts';
import { pairVerdicts } from '../../shared/compare/pairVerdict.ts';
import { testTruth, type TestTruth } from '../../shared/compare/testedRun.ts';
import { together } from '../../shared/compare/together.ts';
import { copyPixels } from '../../shared/dataset/copyPixels.ts';
import type { Comparison } from '../../shared/contract/comparison.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { LabError } from '../../shared/errors.ts';
import type { ComparedRun } from '../../shared/model/run.ts';
import { readTestedRuns } from '../../store/readTestedRuns.ts';
import type { StoreReader } from '../../store/store.ts';
import type { Handlers } from './handlers.ts';

/** Channels that weigh runs against each other. */
export type CompareChannel =
  'runs:compared' | 'runs:compare' | 'runs:together' | 'runs:disagreements';

/** Answers the channels that weigh runs against each other, from stored predictions: nothing is trained. */
export function compareHandlers(
  store: () => Promise<StoreReader>,
  dataset: (datasetId: string) => Promise<LoadedDataset>,
): Pick<Handlers, CompareChannel> {
  return {
    'runs:compared': async ({ runIds }) => {
      const reader = await store();
      return { runs: runIds.flatMap((id) => comparedRun(reader, id)) };
    },
    'runs:compare': async ({ runIds }) => judgeRuns(await store(), dataset, runIds),
    'runs:together': async ({ runIds, limit }) => {
      const reader = await store();
      const first = runIds.find((id) => reader.predictions(id) !== null) ?? runIds[0] ?? '';
      const data = await dataset(reader.getComparedRun(first).spec.dataset.id);
      const { imageShape } = data.description;
      const { suspects, ...found } = together(readTestedRuns(reader, runIds), testTruth(data));
      return {
        ...found,
        total: suspects.length,
        imageShape,
        suspects: suspects
          .slice(0, limit)
          .map((image) => ({ ...image, pixels: copyPixels(data.test, image.index, imageShape) })),
      };
    },
    'runs:disagreements': async ({ a, b, limit, ...query }) => {
      const reader = await store();
      const data = await dataset(reader.getRun(a).spec.dataset.id);
      const { imageShape } = data.description;
      const [first, second] = readTestedRuns(reader, [a, b]);
      if (!first || !second) return { total: 0, imageShape, images: [] };
      const found = findDisagreements(first, second, testTruth(data), query);
      return {
        total: found.length,
        imageShape,
        images: found
          .slice(0, limit)
          .map((image) => ({ ...image, pixels: copyPixels(data.test, image.index, imageShape) })),
      };
    },
  };
}

/** Verdicts on pairs of runs, and how often their test images were looked at. @throws LabError `not-found` */
export async function judgeRuns(
  reader: StoreReader,
  dataset: (datasetId: string) => Promise<LoadedDataset>,
  runIds: readonly string[],
): Promise<Comparison> {
  const ids = new Set(runIds.map((runId) => reader.getComparedRun(runId).spec.dataset.id));
  const truths = await Promise.all([...ids].map((id) => truthOf(dataset(id))));
  const runs = readTestedRuns(reader, runIds);
  const hash = runs[0]?.datasetHash;
  return {
    verdicts: pairVerdicts(
      runs,
      truths.filter((truth) => truth !== null),
    ),
    testLooks: hash == null ? 0 : reader.countTested(hash),
  };
}

/** @returns null where the data set is not at hand; what needs it then says so */
async function truthOf(loading: Promise<LoadedDataset>): Promise<TestTruth | null> {
  try {
    return testTruth(await loading);
  } catch (error) {
    if (error instanceof LabError && error.code.startsWith('dataset-')) return null;
    throw error;
  }
}

/** A run, or nothing when it was deleted meanwhile. */
function comparedRun(reader: StoreReader, id: string): readonly ComparedRun[] {
  try {
    return [reader.getComparedRun(id)];
  } catch (error) {
    if (error instanceof LabError && error.code === 'not-found') return [];
    throw error;
  }
}
