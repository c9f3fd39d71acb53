import { Worker } from 'node:worker_threads';
import type { DatasetStatistics } from '../../shared/contract/dataset.ts';
import type { Answer } from '../../shared/contract/labApi.ts';
import type { DatasetDescription } from '../../shared/dataset/datasetDescription.ts';
import { LabError } from '../../shared/errors.ts';

/** Looks at every pixel of a data set whose files lie in a folder. */
export type ReadStatistics = (
  description: DatasetDescription,
  directory: string,
) => Promise<DatasetStatistics>;

/**
 * Computes statistics in threads of their own, so that the window waits for none of it.
 *
 * @param thread the built thread
 */
export function statisticsThreads(thread: string): ReadStatistics {
  return (description, directory) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(thread, { workerData: [description, directory] });
      // The thread is our own code: what it posts is this answer.
      worker.once('message', (answer: Answer<DatasetStatistics>) => {
        if (answer.ok) resolve(answer.value);
        else reject(new LabError({ ...answer.error, hint: answer.error.hint ?? '', context: {} }));
      });
      worker.once('error', reject);
      worker.once('exit', () =>
        reject(new LabError({ code: 'internal', message: 'The statistics’ thread ended early' })),
      );
    });
}
