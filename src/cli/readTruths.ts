import { testTruth, type TestTruth } from '../shared/compare/testedRun.ts';
import { LabError } from '../shared/errors.ts';
import { loadDataset } from '../trainer/datasets/loadDataset.ts';
import type { CommandContext } from './command.ts';
import { locateDataset } from './locateDataset.ts';

/**
 * The true classes of the test images of data sets. One that is not at hand or not whole is left out;
 * what needs it then says so.
 */
export async function readTruths(
  context: Pick<CommandContext, 'home' | 'env'>,
  datasetIds: readonly string[],
): Promise<readonly TestTruth[]> {
  const truths: TestTruth[] = [];
  // One after the other: two in memory at once are of no use.
  for (const id of new Set(datasetIds)) {
    try {
      const { description, directory } = await locateDataset(context, id);
      truths.push(testTruth(await loadDataset(description, directory)));
    } catch (error) {
      if (!(error instanceof LabError) || !isAbsence(error)) throw error;
    }
  }
  return truths;
}

function isAbsence({ code }: LabError): boolean {
  return code === 'not-found' || code.startsWith('dataset-');
}
