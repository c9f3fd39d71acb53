import type { TestTruth } from '../shared/compare/testedRun.ts';
import { loadFashionMnist } from '../trainer/datasets/loadFashionMnist.ts';
import { LabError } from '../shared/errors.ts';
import { datasetDir } from './datasetDir.ts';

/**
 * The true classes of the test images.
 *
 * @returns null where the data set is not at hand or not whole; what needs it then says so
 */
export async function readTruth(
  env: Readonly<Record<string, string | undefined>>,
): Promise<TestTruth | null> {
  try {
    const { test, datasetHash } = await loadFashionMnist(datasetDir(env));
    return { labels: test.labels, datasetHash };
  } catch (error) {
    if (error instanceof LabError && error.code.startsWith('dataset-')) return null;
    throw error;
  }
}
