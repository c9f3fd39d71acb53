import { parentPort, workerData } from 'node:worker_threads';
import { datasetStatistics } from '../../shared/dataset/datasetStatistics.ts';
import { toLabError } from '../../shared/errors.ts';
import { loadDataset } from '../../trainer/datasets/loadDataset.ts';

/** A thread that looks at every pixel of one data set. */
async function main([description, directory]: Parameters<typeof loadDataset>): Promise<void> {
  try {
    const value = datasetStatistics(await loadDataset(description, directory));
    parentPort?.postMessage({ ok: true, value });
  } catch (error) {
    const { code, message, hint } = toLabError(error).toData();
    parentPort?.postMessage({ ok: false, error: { code, message, hint } });
  }
}

await main(workerData as Parameters<typeof loadDataset>);
